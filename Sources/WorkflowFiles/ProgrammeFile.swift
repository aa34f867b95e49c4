package import Documents

/// A programme of scrutinies to bring in, each with its past.
package struct ProgrammeFile: Sendable {
    /// One scrutiny of the programme.
    package struct Entry: Sendable {
        /// Its id.
        package var id: String
        /// Its workflow.
        package var workflow: String
        /// Its facts.
        package var facts: [NamedTexts]
        /// Its items with their facts.
        package var items: [(item: String, facts: [NamedTexts])]
        /// What occurred, in order.
        package var events: [RecordedEvent]
        /// Persons assigned to parties.
        package var assignments: [NamedTexts]
    }
    /// The programme's title.
    package var title: String
    /// Its scrutinies, in the file's order.
    package var entries: [Entry]
    /// Everything found.
    package var diagnostics: [Diagnostic]

    /// Reads a programme.
    package static func read(_ text: String, file: String) -> ProgrammeFile {
        let document = Document.parse(text, file: file)
        let log = DiagnosticLog(file: file, entries: document.diagnostics)
        if document.root == nil, log.entries.isEmpty {
            log.error(at: .start, "", "the file is empty", remedy: "write a programme")
        }
        guard let root = document.root,
            var fields = MappingReader(root, of: "a programme", log)
        else { return ProgrammeFile(title: "", entries: [], diagnostics: log.sorted) }
        let reader = ScenarioReader(reading: Reading(log: log))
        let name = fields.requiredText("programme")
        let title = fields.text("title") ?? name ?? ""
        let entries = (fields.required("scrutinies")?.list(log) ?? []).compactMap {
            entry($0, reader)
        }
        fields.finish()
        return ProgrammeFile(title: title, entries: entries, diagnostics: log.sorted)
    }

    private static func entry(_ node: DocumentNode, _ reader: ScenarioReader) -> Entry? {
        guard var fields = MappingReader(node, of: "a scrutiny", reader.log) else { return nil }
        let id = fields.requiredText("id")
        let workflow = fields.requiredText("workflow")
        let facts = fields.optional("set").map(reader.facts) ?? []
        let items = fields.list("items").compactMap { item($0, reader) }
        let events = fields.list("record").compactMap { recorded($0, reader) }
        let assignments = fields.optional("assign").map(reader.facts) ?? []
        fields.finish()
        guard let id, let workflow else { return nil }
        return Entry(
            id: id, workflow: workflow, facts: facts, items: items, events: events,
            assignments: assignments)
    }

    private static func item(
        _ node: DocumentNode, _ reader: ScenarioReader
    ) -> (item: String, facts: [NamedTexts])? {
        guard var fields = MappingReader(node, of: "an item", reader.log) else { return nil }
        let name = fields.requiredText("item")
        let facts = fields.optional("set").map(reader.facts) ?? []
        fields.finish()
        return name.map { ($0, facts) }
    }

    private static func recorded(
        _ node: DocumentNode, _ reader: ScenarioReader
    ) -> RecordedEvent? {
        guard var fields = MappingReader(node, of: "what occurred", reader.log) else { return nil }
        let event = reader.event(fields.required("event"), &fields)
        fields.finish()
        return event
    }
}
