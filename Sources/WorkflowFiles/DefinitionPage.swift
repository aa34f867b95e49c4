import Deadlines
package import Workflows

/// What a definition says, as a page in Markdown for people: its deadlines with their law, its
/// states, facts and items. Whoever reads it needs no YAML.
package struct DefinitionPage {
    let definition: Definition

    /// The page of a definition.
    package init(_ definition: Definition) {
        self.definition = definition
    }

    /// The heading the page begins with, and the one that follows what is derived.
    package static let derived = (first: "## Deadlines", next: "## What a clerk records, in order")

    /// The page from its deadlines on, without a line end at its end.
    package var text: String {
        var sheet = MarkdownSheet()
        writeDeadlines(on: &sheet)
        sheet.heading("States and events")
        writeStates(of: definition.chart, on: &sheet)
        if !definition.records.isEmpty {
            sheet.paragraph(
                "Accepted in every state, and moving none: \(Self.codes(definition.records)).")
        }
        sheet.heading("Facts")
        writeFacts(definition.facts, on: &sheet)
        for kind in definition.itemKinds { write(kind, on: &sheet) }
        writeChecks(on: &sheet)
        return sheet.text
    }

    private func write(_ kind: ItemKind, on sheet: inout MarkdownSheet) {
        sheet.heading("Items: \(kind.name)")
        let start =
            kind.startsWith.isEmpty ? "" : " Made at opening: \(Self.codes(kind.startsWith))."
        sheet.paragraph("\(kind.key.words(of: kind.name))\(start)")
        writeStates(of: kind.chart, on: &sheet)
        if !kind.facts.isEmpty { writeFacts(kind.facts, on: &sheet) }
        if !kind.deadlines.isEmpty {
            writeTable(of: kind.deadlines, on: &sheet)
            writeReminders(of: kind.deadlines, on: &sheet)
        }
    }

    private func writeFacts(_ facts: [FactDeclaration], on sheet: inout MarkdownSheet) {
        sheet.table(
            ["fact", "type", ""],
            facts.map { fact in
                let notes = [
                    fact.isRequired ? "Required." : nil, fact.help,
                    fact.notBefore.map { "Not before \($0)." },
                    fact.notAfter.map { "Not after \($0)." },
                ].compactMap(\.self)
                return ["`\(fact.name)`", fact.type.words, notes.joined(separator: " ")]
            })
    }

    private func writeChecks(on sheet: inout MarkdownSheet) {
        let own = definition.checks.map(\.say)
        let ofItems = definition.itemKinds.flatMap { kind in
            kind.checks.map { "\(kind.name): \($0.say)" }
        }
        guard !own.isEmpty || !ofItems.isEmpty else { return }
        sheet.heading("What `show` finds missing")
        sheet.list(own + ofItems)
    }

    static func codes(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }
}

extension ItemKind.KeyForm {
    fileprivate func words(of kind: String) -> String {
        switch self {
        case .slug: "Named by words joined with hyphens, such as `\(kind)/first-one`."
        case .outline: "Named as in an outline, such as `\(kind)/b.i`."
        case .number: "Numbered, such as `\(kind)/1`."
        }
    }
}

extension FactType {
    fileprivate var words: String {
        switch self {
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        case .scrutiny(let workflow, many: true): "several scrutinies of `\(workflow)`"
        case .scrutiny(let workflow, many: false): "a scrutiny of `\(workflow)`"
        case .text, .number, .boolean, .date, .dateTime, .year, .email, .list, .window: word
        }
    }
}
