import ArgumentParser
import ControlProtocol
import Deadlines
import WorkflowFiles

/// Lists a calendar's holidays.
struct ShowCalendar: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "List a calendar's holidays.",
        discussion: """
            Example:
              scrutinyctl calendar show united-kingdom --year 2026
            """)

    @Argument(help: "The calendar's name.")
    var name: String

    @Option(help: "Only this year.")
    var year: Int?

    @OptionGroup var search: WorkflowSearch
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let calendars = search.read().calendars
        guard let calendar = calendars.first(where: { $0.name == name }) else {
            let known = calendars.map(\.name).joined(separator: ", ")
            throw CommandFailure(
                .notFound,
                "There is no calendar \"\(name)\" in \(search.folders.joined(separator: ", ")). "
                    + "Known: \(known.isEmpty ? "none" : known). Name another, "
                    + "or the folder with --workflows.")
        }
        let holidays = calendar.holidays.filter { year == nil || $0.date.year == year }
        if options.json { return try Terminal.printJSON(holidays) }
        for holiday in holidays {
            print("\(holiday.date.long)  \(holiday.title) (\(holiday.division))")
        }
    }
}
