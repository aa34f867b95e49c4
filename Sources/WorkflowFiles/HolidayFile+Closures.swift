import Deadlines
import Documents
import Workflows

/// A YAML list of closure days, by itself or under the key `closure-days`: each a day, or
/// `{ date: 2026-12-24, title: Office closed }`.
extension HolidayFile {
    static func closures(
        _ text: String, file: String, _ calendar: String?, _ log: DiagnosticLog
    ) -> [HolidayList] {
        if let calendar, calendar != HolidayList.closures {
            log.error(
                at: .start, calendar, "a YAML list holds closure days, which no law counts by",
                remedy: "leave the calendar out, or give an iCalendar file for \(calendar)")
            return []
        }
        let document = Document.parse(text, file: file)
        log.append(document.diagnostics)
        guard let root = document.root, !log.hasErrors else { return [] }
        var nodes: [DocumentNode]
        if case .mapping = root.kind {
            guard var fields = MappingReader(root, of: "a list of closure days", log) else {
                return []
            }
            nodes = fields.required("closure-days")?.list(log) ?? []
            fields.finish()
        } else {
            nodes = root.list(log) ?? []
        }
        let days = nodes.compactMap { day($0, Reading(log: log)) }
        return log.hasErrors ? [] : [HolidayList(calendar: HolidayList.closures, days: days)]
    }

    private static func day(_ node: DocumentNode, _ reading: Reading) -> ListedDay? {
        guard case .mapping = node.kind else {
            return reading.date(node).map { ListedDay(date: $0, title: "Office closed") }
        }
        guard var fields = MappingReader(node, of: "a closure day", reading.log) else { return nil }
        let date = fields.required("date").flatMap(reading.date)
        let text = fields.text("title") ?? "Office closed"
        fields.finish()
        guard let date, let title = title(text, of: "\(date)", reading.log) else { return nil }
        return ListedDay(date: date, title: title)
    }
}
