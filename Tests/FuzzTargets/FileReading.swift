import Configuration
import Deadlines
import Documents
import WorkflowFiles
import Workflows

/// What must hold of files, whatever stands in them.
enum FileReading {
    private static let file = "input.yaml"

    static func checkDocument(_ bytes: [UInt8]) throws {
        let document = Document.parse(bytes: bytes, file: file)
        try check(document.diagnostics, in: bytes)
        // What is wrong is told, and the tree is there for more to be found in it.
        if document.isSound, let root = document.root { try check(root, depth: 0) }
    }

    static func checkDefinition(_ bytes: [UInt8]) throws {
        let read = DefinitionFile.read(text(bytes), file: file, hash: "hash")
        try check(read.diagnostics, in: bytes, hasContent: read.definition != nil)
    }

    static func checkCalendar(_ bytes: [UInt8]) throws {
        let read = CalendarFile.read(text(bytes), file: file)
        try check(read.diagnostics, in: bytes, hasContent: read.content != nil)
        guard case .calendar(let calendar) = read.content else { return }
        try check(calendar)
        let parts = [calendar.name, calendar.name]
        let resolved = CalendarFile.resolve([
            (file, .calendar(calendar)),
            (file, .union(CalendarUnion(name: "all", title: "All", version: "1", parts: parts))),
        ])
        for united in resolved.calendars { try check(united) }
    }

    static func checkHolidays(_ bytes: [UInt8]) throws {
        for calendar in [nil, "scotland", "closures"] {
            let read = HolidayFile.read(text(bytes), file: file, calendar: calendar, zone: UTC())
            try check(read.diagnostics, in: bytes, hasContent: !read.lists.isEmpty)
            for list in read.lists {
                try hold(!list.days.isEmpty, "\(list.calendar) has days")
                let dates = Set(list.days.map(\.date))
                try hold(dates.count == list.days.count, "\(list.calendar) has no day twice")
            }
        }
    }

    static func checkConfiguration(_ bytes: [UInt8]) throws {
        let document = Document.parse(bytes: bytes, file: file)
        let loaded = Configuration.load([document])
        try check(loaded.diagnostics, in: bytes, hasContent: loaded.configuration != nil)
    }

    static func checkScenario(_ bytes: [UInt8]) throws {
        for read in [
            ScenarioFile.readTests(text(bytes), file: file),
            ScenarioFile.readScript(text(bytes), file: file),
        ] { try check(read.diagnostics, in: bytes) }
    }

    static func checkProgramme(_ bytes: [UInt8]) throws {
        try check(ProgrammeFile.read(text(bytes), file: file).diagnostics, in: bytes)
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    // MARK: What is found

    /// Every finding stands in the file, says something, and is one of a bounded number; what is
    /// read without an error is there, and with one it is not.
    private static func check(
        _ diagnostics: [Diagnostic], in bytes: [UInt8], hasContent: Bool? = nil
    ) throws {
        let lines = text(bytes).unicodeScalars.split(
            separator: "\n", omittingEmptySubsequences: false)
        try hold(diagnostics.count <= 2 * DiagnosticLog.limit, "there is an end to findings")
        for found in diagnostics {
            try hold((1...lines.count + 1).contains(found.line), "\(found): there is that line")
            let length = found.line <= lines.count ? lines[found.line - 1].count : 0
            try hold((1...length + 1).contains(found.column), "\(found): there is that column")
            try hold(!found.reason.isEmpty && !found.remedy.isEmpty, "\(found) says why and what")
        }
        let hasError = diagnostics.contains { $0.severity == .error }
        if let hasContent {
            try hold(hasContent != hasError, "an error or a value: \(diagnostics)")
        }
    }

    private static func check(_ node: DocumentNode, depth: Int) throws {
        try hold(depth <= DocumentLimits.standard.depth, "no deeper than allowed")
        try hold(node.position.line >= 1 && node.position.column >= 1, "\(node) stands somewhere")
        switch node.kind {
        case .scalar: break
        case .sequence(let nodes):
            for node in nodes { try check(node, depth: depth + 1) }
        case .mapping(let entries):
            try hold(Set(entries.map(\.key)).count == entries.count, "no key stands twice")
            for entry in entries { try check(entry.value, depth: depth + 1) }
        }
    }

    /// Counting working days there and back comes to the same days.
    private static func check(_ calendar: WorkingCalendar) throws {
        for date in [calendar.coverage.lowerBound, calendar.coverage.upperBound, .first, .last] {
            if let next = calendar.workingDay(onOrAfter: date) {
                try hold(next >= date && calendar.isWorkingDay(next), "\(next) after \(date)")
                try hold(calendar.workingDay(onOrBefore: next) == next, "\(next) is one itself")
            }
            let through = date.adding(days: 1_000) ?? .last
            let count = calendar.workingDays(after: date, through: through)
            try hold((0...1_000).contains(count), "\(count) working days in a thousand")
        }
    }
}
