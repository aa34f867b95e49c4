import Testing

@testable import Notifications

@Suite("Message templates")
struct MessageTemplatesTests {
    private func problem(_ text: String) throws -> MessageTemplates.Problem? {
        do {
            _ = try MessageTemplates(["mine": text])
            return nil
        } catch let problem as MessageTemplates.Problem {
            return problem
        }
    }

    @Test("The first line is the subject, the rest after empty lines the text")
    func rendered() throws {
        let templates = try MessageTemplates([
            "mine": "Subject: Due {{day}}\n\n\nDear {{name}},\n\nit is due.\n"
        ])
        let (subject, text) = templates.render("mine", ["day": "today", "name": "clerk"])
        #expect(subject == "Due today")
        #expect(text.hasPrefix("Dear clerk,\n\nit is due."))
    }

    @Test("Mail is no HTML: nothing is escaped")
    func unescaped() throws {
        let templates = try MessageTemplates(["mine": "Subject: {{topic}}\n\n{{topic}}"])
        let topic = #"Police & "crime" <plan>"#
        let (subject, text) = templates.render("mine", ["topic": topic])
        #expect(subject == topic)
        #expect(text == topic)
    }

    @Test("A template without a subject is refused by its name")
    func noSubject() throws {
        let problem = try problem("Dear {{name}},")
        #expect(problem?.name == "mine")
        #expect(problem?.reason == #"its first line must begin with "Subject: ""#)
    }

    @Test(
        "What is no Mustache is refused by its name",
        arguments: ["Subject: {{#items}}\n", "Subject: a\n{{/items}}", "Subject: {{name\n"])
    func bad(text: String) throws {
        let problem = try problem(text)
        #expect(problem?.name == "mine")
        #expect(problem?.reason.hasPrefix("it is not a Mustache template: ") == true)
    }

    @Test(
        "A value cannot smuggle a second line or a control character into the subject",
        arguments: ["\n", "\r\n", "\r", "\u{0}", "\u{1B}", "\u{7F}", "\u{2028}", "\u{85}"])
    func controlCharacters(control: String) throws {
        let templates = try MessageTemplates(["mine": "Subject: {{topic}}\n\nText"])
        let topic = "Crime\(control)Bcc: all@example.org"
        let (subject, _) = templates.render("mine", ["topic": topic])
        #expect(!subject.contains(control))
        #expect(subject.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 })
        #expect(subject.hasPrefix("Crime"))
    }

    @Test("What nobody wrote a file for has a built-in template; an unknown name the usual one")
    func builtIn() throws {
        let templates = try MessageTemplates(["reminder": "Subject: Mine\n\nText"])
        #expect(
            templates.names == ["changed", "missed", "not-started", "obstacle", "reminder"])
        #expect(templates.render("no-such", [:]).subject == "Mine")
        #expect(templates.render("missed", [:]).subject != "Mine")
    }
}
