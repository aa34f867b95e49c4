import ArgumentParser
import ControlProtocol
import Deadlines
import Documents
import WorkflowFiles

/// Says which calendars end soon.
struct CheckCalendars: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say which calendars end within a year.",
        discussion: """
            Dates beyond what a calendar covers are provisional. Ends with 6 where one
            ends within a year of today. Where no daemon answers, or with --workflows,
            the files are read instead.

            Example:
              scrutinyctl calendar check
            """)

    @OptionGroup var search: WorkflowSearch
    @OptionGroup var options: GlobalOptions

    private struct Found: Encodable {
        let findings: [String]
    }

    func run() async throws {
        let source = try await CalendarSource(search, options)
        let calendars = try await source.calendars()
        guard !calendars.isEmpty else {
            throw CommandFailure(
                .notFound,
                "There are no calendars in \(search.folders.joined(separator: ", ")). "
                    + "Name the folder with --workflows.")
        }
        var findings: [String] = []
        if case .files(let folder) = source {
            findings = folder.diagnostics.filter { $0.file.contains("/calendars/") }
                .map(\.description)
        }
        findings += CalendarCheck.findings(
            calendars.compactMap { calendar in
                calendar.coverage.map { (calendar.name, $0) }
            }, today: try await source.today())
        if options.json {
            try Terminal.printJSON(Found(findings: findings))
        } else if findings.isEmpty {
            print("All \(calendars.count) calendars reach a year ahead.")
        } else {
            for finding in findings { print(finding) }
        }
        if !findings.isEmpty { throw CommandFailure(.findings) }
    }
}

extension Register.Calendar {
    fileprivate var coverage: ClosedRange<CivilDate>? {
        guard let from = from.flatMap(CivilDate.init(iso:)),
            let to = to.flatMap(CivilDate.init(iso:)), from <= to
        else { return nil }
        return from...to
    }
}
