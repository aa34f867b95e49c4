import Deadlines
import Documents
import Workflows

extension DefinitionReader {
    func readDeadlines(_ node: DocumentNode, item: String?) -> [DeadlineDeclaration] {
        (node.entries(reading.log) ?? []).compactMap { entry in
            let key = Places.key(entry.key, item: item)
            places.deadlines[key] = entry.keyPosition
            places.noteWords(of: entry.value, in: key)
            return deadline(entry, key: key, item: item)
        }
    }

    private func deadline(
        _ entry: DocumentNode.Entry, key: String, item: String?
    ) -> DeadlineDeclaration? {
        guard var fields = MappingReader(entry.value, of: "a deadline", reading.log) else {
            return nil
        }
        let dueNode = fields.required("due")
        let due = dueNode.flatMap { reading.rule($0) }
        let whileIn = fields.texts("while")
        let conditionNode = fields.optional("if")
        let condition = conditionNode.flatMap(reading.condition)
        let metBy = fields.texts("met-by")
        let law = fields.text("law")
        let calendar = fields.text("calendar")
        let missed = fields.optional("when-missed").flatMap(whenMissed)
        let ladder = fields.optional("remind").map(readLadder) ?? []
        let question = fields.optional("if-not-started").flatMap(ifNotStarted)
        let isExtendable = fields.boolean("extendable", default: true)
        let title = fields.text("title") ?? Self.title(of: entry.key)
        fields.finish()
        if let dueNode { places.dues[key] = dueNode.position }
        if let condition, let conditionNode {
            places.guards.append(
                .init(condition: condition, item: item, position: conditionNode.position))
        }
        // A rule that cannot be read leaves the deadline's name and events known.
        guard let rule = due ?? DeadlineRule(nil, .point(.date(.first))) else { return nil }
        return DeadlineDeclaration(
            name: entry.key, title: title, due: rule, whileIn: whileIn, condition: condition,
            metBy: metBy, law: law, calendar: calendar, whenMissed: missed, ladder: ladder,
            ifNotStarted: question, isExtendable: isExtendable)
    }

    /// The name as a title: `draft-minutes` becomes "Draft minutes".
    private static func title(of name: String) -> String {
        let words = name.split(separator: "-").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private func whenMissed(_ node: DocumentNode) -> WhenMissed? {
        guard var fields = MappingReader(node, of: "when-missed", reading.log) else { return nil }
        let consequence = fields.required("consequence").flatMap {
            reading.choice($0, "a consequence", of: Consequence.self)
        }
        let to = fields.texts("to")
        let raise = fields.text("raise")
        fields.finish()
        // What it means does not matter to the checks of the rest.
        return WhenMissed(consequence: consequence ?? .late, to: to, raise: raise)
    }

    private func readLadder(_ node: DocumentNode) -> [Rung] {
        (node.list(reading.log) ?? []).compactMap { item -> Rung? in
            guard var fields = MappingReader(item, of: "a reminder", reading.log) else {
                return nil
            }
            let whenNode = fields.required("when")
            let phrases =
                whenNode.map { ($0.oneOrMany(reading.log) ?? []).compactMap(rungPhrase) } ?? []
            let atMost = fields.integer("at-most", in: 1...100)
            let to = fields.required("to").map { $0.texts(reading.log) ?? [] } ?? []
            let severity = fields.optional("severity").flatMap {
                reading.choice($0, "a severity", of: Severity.self)
            }
            let template = fields.text("template")
            fields.finish()
            let repeats = phrases.contains { if case .every = $0 { true } else { false } }
            if repeats, atMost == nil {
                reading.error(
                    item.position, "every", "a repeated reminder needs a bound",
                    "Add \"at-most: 8\", or another number up to 100.")
            }
            if to.isEmpty { return nil }
            return Rung(
                when: phrases, atMost: atMost ?? 1, to: to,
                severity: severity ?? .warning, template: template)
        }
    }

    private func rungPhrase(_ node: DocumentNode) -> RungPhrase? {
        guard let text = node.text(reading.log) else { return nil }
        do {
            return try RungPhrase(parsing: text)
        } catch {
            reading.phraseError(error, in: text, at: node)
            return nil
        }
    }

    private func ifNotStarted(_ node: DocumentNode) -> IfNotStarted? {
        guard var fields = MappingReader(node, of: "if-not-started", reading.log) else {
            return nil
        }
        let after = fields.required("after").flatMap(span)
        let to = fields.required("to").map { $0.texts(reading.log) ?? [] } ?? []
        let template = fields.text("template")
        fields.finish()
        return after.map { IfNotStarted(after: $0, to: to, template: template) }
    }

    private func span(_ node: DocumentNode) -> Span? {
        guard let text = node.text(reading.log) else { return nil }
        do {
            return try Span(parsing: text)
        } catch {
            reading.phraseError(error, in: text, at: node)
            return nil
        }
    }
}
