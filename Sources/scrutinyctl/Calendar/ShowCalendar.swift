import ArgumentParser
import ControlProtocol
import Reports

/// Lists a calendar's holidays.
struct ShowCalendar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "List a calendar's holidays.",
        discussion: """
            With what was imported. Where no daemon answers, or with --workflows, the
            files are read instead.

            Example:
              scrutinyctl calendar show united-kingdom --year 2026
            """)

    @Argument(help: "The calendar's name.")
    var name: String

    @Option(help: "Only this year.")
    var year: Int?

    @OptionGroup var search: WorkflowSearch
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let reply = try await CalendarSource(search, options).holidays(of: name, year: year)
        try options.show(CalendarReport(reply), asJSON: reply)
    }
}
