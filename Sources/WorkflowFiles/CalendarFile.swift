package import Deadlines
package import Documents

/// A calendar read from a file's text: a list of holidays, or the union of other calendars.
package struct CalendarFile: Sendable {
    /// What a calendar's file holds.
    package enum Content: Sendable {
        /// Holidays of its own.
        case calendar(WorkingCalendar)
        /// A holiday in any of others is a holiday.
        case union(CalendarUnion)
    }
    /// What it holds; nil where there are errors.
    package var content: Content?
    /// Everything found.
    package var diagnostics: [Diagnostic]

    /// Reads a calendar's file.
    package static func read(_ text: String, file: String) -> CalendarFile {
        let document = Document.parse(text, file: file)
        let log = DiagnosticLog(file: file, entries: document.diagnostics)
        if document.root == nil, log.entries.isEmpty {
            log.error(at: .start, "", "the file is empty", remedy: "write a calendar")
        }
        let content = document.root.flatMap { read($0, Reading(log: log)) }
        return CalendarFile(content: log.hasErrors ? nil : content, diagnostics: log.sorted)
    }

    private static func read(_ node: DocumentNode, _ reading: Reading) -> Content? {
        guard var fields = MappingReader(node, of: "a calendar", reading.log) else { return nil }
        let name = fields.requiredText("calendar")
        let title = fields.text("title")
        let version = fields.requiredText("version")
        let source = fields.text("source")
        let union = fields.texts("union")
        let division = fields.text("division")
        let coverage = fields.optional("coverage").flatMap { range($0, reading) }
        let nodes = fields.list("holidays")
        fields.finish()
        guard let name, let version else { return nil }
        let holidays = nodes.compactMap { holiday($0, division ?? title ?? name, reading) }
        if !union.isEmpty {
            return .union(
                CalendarUnion(
                    name: name, title: title ?? name, version: version, parts: union,
                    coverage: coverage, holidays: holidays))
        }
        guard let coverage else {
            reading.error(
                node.position, name, "a calendar needs its coverage",
                "Add coverage: { from: DATE, to: DATE }.")
            return nil
        }
        return .calendar(
            WorkingCalendar(
                name: name, title: title ?? name, version: version, source: source ?? "",
                coverage: coverage, holidays: holidays))
    }

    private static func range(
        _ node: DocumentNode, _ reading: Reading
    ) -> ClosedRange<CivilDate>? {
        guard var fields = MappingReader(node, of: "coverage", reading.log) else { return nil }
        let from = fields.required("from").flatMap(reading.date)
        let to = fields.required("to").flatMap(reading.date)
        fields.finish()
        guard let from, let to else { return nil }
        if from > to {
            reading.error(
                node.position, "\(from)", "the coverage ends before it begins", "Swap the days.")
            return nil
        }
        return from...to
    }

    private static func holiday(
        _ node: DocumentNode, _ division: String, _ reading: Reading
    ) -> Holiday? {
        guard var fields = MappingReader(node, of: "a holiday", reading.log) else { return nil }
        let date = fields.required("date").flatMap(reading.date)
        let title = fields.requiredText("title")
        fields.finish()
        guard let date, let title else { return nil }
        return Holiday(date: date, title: title, division: division)
    }
}

extension CalendarFile {
    /// The calendars of several files, unions resolved; a union of what is not there is reported.
    package static func resolve(
        _ files: [(file: String, content: Content)]
    ) -> (calendars: [WorkingCalendar], diagnostics: [Diagnostic]) {
        var calendars: [WorkingCalendar] = []
        var diagnostics: [Diagnostic] = []
        for case (_, .calendar(let calendar)) in files { calendars.append(calendar) }
        for case (let file, .union(let union)) in files {
            guard let united = union.calendar(among: calendars) else {
                let missing = union.parts.filter { part in
                    !calendars.contains { $0.name == part }
                }
                diagnostics.append(
                    Diagnostic(
                        file: file, at: .start, text: missing.joined(separator: ", "),
                        reason:
                            "the union names a calendar that is not there or covers no common day",
                        remedy: "Put its file beside this one, or remove the name."))
                continue
            }
            calendars.append(united)
        }
        return (calendars, diagnostics)
    }
}
