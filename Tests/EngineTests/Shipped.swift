import Deadlines
import Foundation
import WorkflowFiles

/// The calendars that are shipped, read as the daemon reads them.
enum Shipped {
    static let englandAndWales = calendar("england-and-wales")
    static let unitedKingdom = calendar("united-kingdom")

    /// A calendar with the holiday of 19 September 2022 not yet proclaimed.
    static func beforeTheFuneral(_ calendar: WorkingCalendar) -> WorkingCalendar {
        let funeral = Desk.moment("2022-09-19").date
        return WorkingCalendar(
            name: calendar.name, title: calendar.title, version: "2022-1", source: calendar.source,
            coverage: calendar.coverage,
            holidays: calendar.holidays.filter { $0.date != funeral })
    }

    private static let all: [WorkingCalendar] = {
        let folder = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Workflows/calendars")
        let names = ["england-and-wales", "scotland", "northern-ireland", "united-kingdom"]
        let files = names.map { name -> (file: String, content: CalendarFile.Content) in
            let file = folder.appending(path: "\(name).yaml")
            do {
                let text = try String(contentsOf: file, encoding: .utf8)
                let read = CalendarFile.read(text, file: "\(name).yaml")
                guard let content = read.content else {
                    preconditionFailure("\(name): \(read.diagnostics)")
                }
                return (file.lastPathComponent, content)
            } catch {
                preconditionFailure("the calendar \(name) cannot be read: \(error)")
            }
        }
        return CalendarFile.resolve(files).calendars
    }()

    private static func calendar(_ name: String) -> WorkingCalendar {
        guard let calendar = all.first(where: { $0.name == name }) else {
            preconditionFailure("there is no calendar \(name)")
        }
        return calendar
    }
}
