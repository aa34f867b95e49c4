import ArgumentParser
import ControlProtocol
import Deadlines
import Foundation
import WorkflowFiles

/// Lists the calendars with their coverage.
struct ListCalendars: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the calendars and the days they cover.",
        discussion: """
            Example:
              scrutinyctl calendar list
            """)

    @OptionGroup var search: WorkflowSearch
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let calendars = search.read().calendars
        if options.json { return try Terminal.printJSON(calendars.map(Line.init)) }
        if calendars.isEmpty {
            throw CommandFailure(
                .notFound,
                "There are no calendars in \(search.folders.joined(separator: ", ")). "
                    + "Name the folder with --workflows.")
        }
        for calendar in calendars {
            print(
                "\(calendar.name.padding(toLength: 20, withPad: " ", startingAt: 0)) "
                    + "version \(calendar.version), from \(calendar.coverage.lowerBound) "
                    + "to \(calendar.coverage.upperBound), \(calendar.holidays.count) holidays")
        }
    }

    private struct Line: Encodable {
        let name: String
        let version: String
        let from: CivilDate
        let to: CivilDate
        let holidays: Int

        init(_ calendar: WorkingCalendar) {
            name = calendar.name
            version = calendar.version
            from = calendar.coverage.lowerBound
            to = calendar.coverage.upperBound
            holidays = calendar.holidays.count
        }
    }
}
