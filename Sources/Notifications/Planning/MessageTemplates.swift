internal import Mustache

/// The texts of messages: Mustache templates whose first line is the subject.
package struct MessageTemplates: Sendable {
    /// What is wrong with a template.
    package struct Problem: Error, Hashable, Sendable {
        /// The template's name.
        package let name: String
        /// What is wrong.
        package let reason: String
    }

    private var templates: [String: MustacheTemplate]

    /// Compiles templates; the built-in ones stand where a name is not given.
    ///
    /// - Throws: ``Problem`` for the first that is not Mustache or has no subject.
    package init(_ texts: [String: String] = [:]) throws {
        templates = [:]
        for (name, text) in Self.builtIn.merging(texts, uniquingKeysWith: { $1 }) {
            guard text.hasPrefix("Subject: ") else {
                throw Problem(name: name, reason: "its first line must begin with \"Subject: \"")
            }
            do {
                // Mail text is no HTML: nothing is escaped.
                templates[name] = try MustacheTemplate(
                    string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
            } catch {
                throw Problem(name: name, reason: "it is not a Mustache template: \(error)")
            }
        }
    }

    /// Names of all templates, ordered.
    package var names: [String] { templates.keys.sorted() }

    /// Renders a template; an unknown name renders the usual reminder.
    func render(_ name: String, _ values: [String: Any]) -> (subject: String, text: String) {
        let template = templates[name] ?? templates["reminder"]
        let whole = template?.render(values) ?? ""
        let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
        let subject = lines.first.map { $0.dropFirst("Subject: ".count) } ?? ""
        let rest = lines.dropFirst().drop { $0.allSatisfy(\.isWhitespace) }
        return (Self.oneLine(subject), rest.joined(separator: "\n"))
    }

    /// A subject is one line without control characters, so that it can smuggle in no header.
    private static func oneLine(_ text: some StringProtocol) -> String {
        String(
            text.map {
                $0.isNewline || $0.asciiValue.map { $0 < 32 || $0 == 127 } ?? false ? " " : $0
            })
    }

    /// What is sent where a file for it is missing: short, and enough to act on.
    private static let builtIn = [
        "reminder": """
        Subject: {{scrutiny.title}}: {{deadline.title}}, {{deadline.dueLong}}

        {{deadline.title}} of {{scrutiny.title}} ({{scrutiny.id}}) is due {{deadline.dueLong}}.
        {{#items}}
        - {{key}} {{title}}
        {{/items}}

        Why now: {{reason}}
        {{#explanation}}
        - {{.}}
        {{/explanation}}

        To see more: {{showCommand}}
        """,
        "missed": """
        Subject: {{deadline.status}}: {{scrutiny.title}}: {{deadline.title}} \
        was due {{deadline.dueLong}}

        {{deadline.title}} of {{scrutiny.title}} ({{scrutiny.id}}) was due {{deadline.dueLong}}: \
        {{deadline.status}}, {{deadline.consequence}}.
        {{reason}}
        {{#items}}
        - {{key}} {{title}}
        {{/items}}

        To see more: {{showCommand}}
        """,
        "changed": """
        Subject: Moved: {{scrutiny.title}}: {{deadline.title}}, now {{deadline.dueLong}}

        {{deadline.title}} of {{scrutiny.title}} ({{scrutiny.id}}) is now due {{deadline.dueLong}}.
        {{reason}}
        {{#explanation}}
        - {{.}}
        {{/explanation}}
        """,
        "obstacle": """
        Subject: Dates do not fit: {{scrutiny.title}}: {{deadline.title}}

        {{deadline.title}} of {{scrutiny.title}} ({{scrutiny.id}}), due {{deadline.dueLong}}:
        {{reason}}

        To see more: {{showCommand}}
        """,
        "not-started": """
        Subject: {{scrutiny.title}}: no day is set for {{deadline.title}}

        {{deadline.title}} of {{scrutiny.title}} ({{scrutiny.id}}) has no day yet.
        {{#explanation}}
        - {{.}}
        {{/explanation}}

        To see more: {{showCommand}}
        """,
    ]
}
