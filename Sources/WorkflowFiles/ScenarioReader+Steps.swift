import Deadlines
import Documents
import Workflows

extension ScenarioReader {
    private static let verbs = [
        "open", "set", "add", "record", "acknowledge", "assign", "hold", "resume", "extend",
        "correct", "retract", "withdraw", "advance", "advance-to",
    ]

    /// A step: the first of the verbs it holds says what is done.
    func step(_ node: DocumentNode) -> ScenarioStep? {
        guard var fields = MappingReader(node, of: "a step", log) else { return nil }
        if let (word, verb) = misspeltVerb(in: fields) {
            // Said once, and not again for each key that would have gone with the verb.
            log.error(
                at: word.keyPosition, word.key, "there is no step \"\(word.key)\"",
                remedy: "did you mean \"\(verb)\"?")
            return nil
        }
        let expectation = fields.optional("expect").flatMap(expectation)
        let refused = fields.text("refused")
        let action = action(&fields)
        fields.finish()
        guard let action else { return nil }
        return ScenarioStep(
            action: action, expectation: expectation, refused: refused, position: node.position)
    }

    private static let companions = [
        "set", "expect", "refused", "at", "of", "by", "to", "occurred", "note",
    ]

    /// The key that is meant as a verb, with the verb meant, where there is no verb but `set`.
    private func misspeltVerb(
        in fields: MappingReader
    ) -> (word: DocumentNode.Entry, verb: String)? {
        let keys = fields.entries.map(\.key)
        if Self.verbs.contains(where: { $0 != "set" && keys.contains($0) }) { return nil }
        for entry in fields.entries where !Self.companions.contains(entry.key) {
            if let verb = nearest(entry.key, in: Self.verbs) { return (entry, verb) }
        }
        return nil
    }

    private func action(_ fields: inout MappingReader) -> ScenarioStep.Action? {
        let present = Self.verbs.filter { verb in fields.entries.contains { $0.key == verb } }
        // "set" also goes with other verbs.
        let verb = present.first { $0 != "set" } ?? present.first
        switch verb {
        case "open":
            let id = fields.requiredText("open")
            let facts = fields.optional("set").map(facts) ?? []
            return id.map { .open(id: $0, facts: facts) }
        case "set":
            let facts = fields.optional("set").map(facts) ?? []
            return .set(facts: facts, item: fields.text("at"), other: fields.text("of"))
        case "add":
            let items = fields.texts("add")
            return .add(items: items, facts: fields.optional("set").map(facts) ?? [])
        case "record":
            let name = fields.required("record")
            _ = fields.optional("by")
            let other = fields.text("of")
            return event(name, &fields).map { .record($0, other: other) }
        case "acknowledge":
            let by = fields.text("by") ?? "clerk"
            return fields.requiredText("acknowledge").map { .acknowledge(deadline: $0, by: by) }
        case "assign":
            let party = fields.requiredText("assign")
            let person = fields.requiredText("to")
            guard let party, let person else { return nil }
            return .assign(party: party, person: person)
        case "hold", "resume", "extend", "correct", "retract":
            return clockwork(verb ?? "", &fields)
        case "withdraw": return fields.requiredText("withdraw").map { .withdraw(reason: $0) }
        case "advance": return fields.required("advance").flatMap(duration)
        case "advance-to":
            return fields.required("advance-to").flatMap(moment).map { .advanceTo($0) }
        default:
            let given = fields.entries.first?.key ?? ""
            let near = nearest(given, in: Self.verbs).map { "Did you mean \"\($0)\"? " } ?? ""
            log.error(
                at: fields.position, given, "a step does nothing",
                remedy: "\(near)Use one of: \(Self.verbs.joined(separator: ", ")).")
            return nil
        }
    }

    private func duration(_ node: DocumentNode) -> ScenarioStep.Action? {
        guard let text = node.text(log) else { return nil }
        if let duration = MachineDuration(parsing: text) { return .advance(duration.milliseconds) }
        log.error(
            at: node.position, text, "\"\(text)\" is not a duration",
            remedy: MachineDuration.remedy)
        return nil
    }

    private func expectation(_ node: DocumentNode) -> Expectation? {
        guard var fields = MappingReader(node, of: "an expectation", log) else { return nil }
        let states = fields.optional("states").map { $0.texts(log) ?? [] }
        let due = fields.mapping("due").map { entry in
            (deadline: entry.key, date: dueDay(entry.value))
        }
        let status = fields.mapping("status").compactMap { entry in
            entry.value.text(log).map { (deadline: entry.key, status: $0) }
        }
        let sent = fields.optional("sent").map { ($0.list(log) ?? []).compactMap(message) }
        let opened = fields.optional("opened").map { $0.texts(log) ?? [] }
        fields.finish()
        return Expectation(states: states, due: due, status: status, sent: sent, opened: opened)
    }

    /// A day, or `unknown`.
    private func dueDay(_ node: DocumentNode) -> CivilDate? {
        guard let text = node.text(log), text != "unknown" else { return nil }
        return reading.date(node)
    }

    private func message(_ node: DocumentNode) -> ExpectedMessage? {
        guard var fields = MappingReader(node, of: "a message", log) else { return nil }
        let to = fields.texts("to")
        let message = ExpectedMessage(
            to: to, deadline: fields.text("deadline"), when: fields.text("when"),
            items: fields.optional("items").map { $0.texts(log) ?? [] },
            template: fields.text("template"), kind: fields.text("kind"),
            severity: fields.text("severity"))
        fields.finish()
        if to.isEmpty {
            log.error(
                at: node.position, "to", "a message needs a recipient", remedy: "add to: PARTY")
        }
        return message
    }
}
