import ArgumentParser
import ControlProtocol
import Reports

/// Lists the calendars with their coverage.
struct ListCalendars: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the calendars and the days they cover.",
        discussion: """
            With what was imported into them. Where no daemon answers, or with
            --workflows, the files are read instead.

            Example:
              scrutinyctl calendar list
            """)

    @OptionGroup var search: WorkflowSearch
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let calendars = try await CalendarSource(search, options).calendars()
        if calendars.isEmpty {
            throw CommandFailure(
                .notFound,
                "There are no calendars in \(search.folders.joined(separator: ", ")). "
                    + "Name the folder with --workflows.")
        }
        try options.show(
            CalendarsReport(calendars), asJSON: Register.Calendars.Reply(calendars: calendars))
    }
}
