import Deadlines
import Documents
import Workflows

extension DefinitionReader {
    func readSchedules(_ node: DocumentNode) -> [Schedule] {
        (node.entries(reading.log) ?? []).compactMap { entry in
            places.schedules[entry.key] = entry.keyPosition
            places.noteWords(of: entry.value, in: Places.schedule(entry.key))
            return schedule(entry)
        }
    }

    private func schedule(_ entry: DocumentNode.Entry) -> Schedule? {
        guard var fields = MappingReader(entry.value, of: "a schedule", reading.log) else {
            return nil
        }
        let opens = fields.required("opens").map {
            ($0.oneOrMany(reading.log) ?? []).compactMap(recurrence)
        }
        let id = fields.required("id").flatMap(occasionText)
        let facts = fields.mapping("set").map { fact in
            Schedule.SetFact(name: fact.key, texts: occasionTexts(fact.value))
        }
        let from = fields.optional("from").flatMap(reading.date)
        let until = fields.optional("until").flatMap(reading.date)
        fields.finish()
        guard let opens, !opens.isEmpty, let id else { return nil }
        return Schedule(
            name: entry.key, opens: opens, id: id, facts: facts, from: from, until: until)
    }

    private func recurrence(_ node: DocumentNode) -> Recurrence? {
        guard let text = node.text(reading.log) else { return nil }
        if let recurrence = Recurrence(parsing: text) { return recurrence }
        reading.error(
            node.position, text, "this is not a day that comes each time", Recurrence.remedy)
        return nil
    }

    private func occasionTexts(_ node: DocumentNode) -> [OccasionText] {
        let nodes = node.oneOrMany(reading.log)
        if nodes?.isEmpty == true {
            reading.error(node.position, "", "a fact is set to nothing", "Give it a value.")
        }
        return (nodes ?? []).compactMap(occasionText)
    }

    private func occasionText(_ node: DocumentNode) -> OccasionText? {
        if case .mapping = node.kind {
            reading.error(
                node.position, "", "braces without quotes are keys with values",
                "Put the text in quotes: \"{year}\".")
            return nil
        }
        guard let text = node.text(reading.log) else { return nil }
        if let template = OccasionText(parsing: text) { return template }
        reading.error(
            node.position, text, "a blank in this text is none", OccasionText.remedy)
        return nil
    }
}

extension Places {
    /// The name under which a schedule's words are kept; no deadline's name holds a blank.
    static func schedule(_ name: String) -> String { "schedule \(name)" }
}
