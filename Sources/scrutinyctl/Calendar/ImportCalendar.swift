import ArgumentParser
import ControlProtocol
import Foundation
import Reports
import WorkflowFiles

/// Takes holidays from a file into the daemon's calendars.
struct ImportCalendar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take holidays from a file into the calendars.",
        discussion: """
            FILE is gov.uk's bank-holidays.json, an iCalendar file with --calendar, or a
            YAML list of the office's closure days. Years that the file does not list
            stay as they are. Open deadlines that count by what changed are computed
            anew, and those concerned are told; what was met, missed or is past stays.
            Ends with 6 where the file is refused: then nothing is changed.

            Examples:
              scrutinyctl calendar import bank-holidays.json --dry-run
              scrutinyctl calendar import bank-holidays.json
              scrutinyctl calendar import day.ics --calendar scotland --add
              scrutinyctl calendar import closures.yaml
            """)

    @Argument(help: "The file; - for standard input.")
    var file: String

    @Flag(help: "Say what would change and which deadlines would move, and change nothing.")
    var dryRun = false

    @Option(help: "The calendar it is for (default: what the file names, or closure days).")
    var calendar: String?

    @Flag(help: "The file lists single days: holidays it does not list stay.")
    var add = false

    @Flag(help: "Holidays that the file does not list, in years it lists, are taken away.")
    var force = false

    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if add && force { throw ValidationError("Choose one of --add and --force.") }
    }

    func run() async throws {
        let text = try InputFile.text(of: file, atMost: HolidayFile.mostBytes)
        let daemon = try await options.connect(timeout: DaemonConnection.longPatience)
        let reply = try await daemon.call(
            Manager.ImportCalendar(
                source: file == "-" ? "standard input" : URL(filePath: file).lastPathComponent,
                text: text, calendar: calendar,
                missing: add ? "keep" : force ? "remove" : nil, dryRun: dryRun,
                request: request.id))
        try options.show(CalendarImportReport(reply, isDryRun: dryRun), asJSON: reply)
    }
}
