import Deadlines
import Documents
import Workflows

/// Reads scenarios and their steps.
struct ScenarioReader {
    let reading: Reading
    var log: DiagnosticLog { reading.log }

    func scenario(_ node: DocumentNode, isTest: Bool) -> Scenario? {
        guard var fields = MappingReader(node, of: "a scenario", log) else { return nil }
        let name = isTest ? fields.requiredText("name") : fields.text("name")
        let starts = fields.optional("starts").flatMap(moment)
        let people = fields.optional("people").map(people)
        let others = fields.optional("others").map(others) ?? []
        let runsSchedules = fields.boolean("schedules")
        let steps = (fields.required("steps")?.list(log) ?? []).compactMap(step)
        if !isTest { _ = fields.optional("workflow") }
        fields.finish()
        return Scenario(
            name: name ?? "", starts: starts ?? Scenario.usualStart, people: people,
            others: others, runsSchedules: runsSchedules, steps: steps)
    }

    private func people(_ node: DocumentNode) -> [String: String] {
        var people: [String: String] = [:]
        for entry in node.entries(log) ?? [] {
            if let address = entry.value.text(log) { people[entry.key] = address }
        }
        return people
    }

    private func others(_ node: DocumentNode) -> [Scenario.Other] {
        (node.entries(log) ?? []).compactMap { entry in
            guard var fields = MappingReader(entry.value, of: "another scrutiny", log) else {
                return nil
            }
            let workflow = fields.requiredText("workflow")
            let facts = fields.optional("set").map(facts) ?? []
            fields.finish()
            return workflow.map { Scenario.Other(id: entry.key, workflow: $0, facts: facts) }
        }
    }

    /// Facts as texts: one, a list, or nothing for "unknown".
    func facts(_ node: DocumentNode) -> [NamedTexts] {
        (node.entries(log) ?? []).map { entry in
            let texts = entry.value.isNull ? [] : entry.value.texts(log) ?? []
            return NamedTexts(name: entry.key, texts: texts == ["unknown"] ? [] : texts)
        }
    }

    func moment(_ node: DocumentNode) -> CivilDateTime? {
        guard let text = node.text(log) else { return nil }
        if let moment = CivilDateTime(iso: text) { return moment }
        if let date = CivilDate(iso: text) { return CivilDateTime(date: date, time: .midnight) }
        log.error(
            at: node.position, text, "this is not a date with a time",
            remedy: "write it as 2017-03-10T10:00")
        return nil
    }

    func event(_ name: DocumentNode?, _ fields: inout MappingReader) -> RecordedEvent? {
        let items = fields.texts("at")
        let occurred = fields.optional("occurred").flatMap(occurred)
        let facts = fields.optional("set").map(facts) ?? []
        let note = fields.text("note")
        guard let event = name?.text(log) else { return nil }
        return RecordedEvent(
            event: event, items: items, occurred: occurred ?? .now, facts: facts, note: note)
    }

    func occurred(_ node: DocumentNode) -> RecordedEvent.Occurred? {
        guard let text = node.text(log) else { return nil }
        if text == "unknown" { return .unknown }
        if let date = CivilDate(iso: text) { return .on(date, nil) }
        if let moment = CivilDateTime(iso: text) { return .on(moment.date, moment.time) }
        log.error(
            at: node.position, text, "this is not a day",
            remedy: "write a day as 2017-03-10, with T10:00 where the time matters, or unknown")
        return nil
    }
}
