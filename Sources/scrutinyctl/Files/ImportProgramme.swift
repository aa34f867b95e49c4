import ArgumentParser
import ControlProtocol
import Documents
import Reports
import WorkflowFiles

/// Brings in a programme of scrutinies as they really went.
struct ImportProgramme: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring in a programme of scrutinies with their past.",
        discussion: """
            What is there already is left alone, and nothing is sent for what is past.
            Ends with 3 where the daemon refused some of them, and with 6 where the file
            has errors: then nothing is brought in.

            Example:
              scrutinyctl import Workflows/samples/hampshire.yaml
            """)

    @Argument(help: "The programme's file; - for standard input.")
    var file: String

    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let calls = try readCalls()
        let daemon = try await options.connect()
        var report = ImportReport()
        var stop: CommandFailure?
        for (index, call) in calls.enumerated() {
            if !options.json {
                Terminal.progress("\(index + 1) of \(calls.count): \(call.id)")
            }
            do throws(ControlError) {
                report.add(call.id, try await daemon.attempt(call).outcome)
            } catch {
                report.addRefused(call.id, because: error.description)
                if error.concernsAll {
                    let rest = calls.count - index - 1
                    stop = CommandFailure(
                        error.exitStatus, "\(error) The \(rest) after it were not tried.")
                    break
                }
            }
        }
        if !options.json { Terminal.progress("") }
        try options.show(report, asJSON: report)
        if let stop { throw stop }
        if report.refused > 0 {
            throw CommandFailure(report.refused == calls.count ? .failed : .partlyDone)
        }
    }

    private func readCalls() throws(CommandFailure) -> [Clerk.Import] {
        let programme = ProgrammeFile.read(try InputFile.text(of: file), file: file)
        for diagnostic in programme.diagnostics { Terminal.complain("\(diagnostic)") }
        if programme.diagnostics.contains(where: { $0.severity == .error }) {
            throw CommandFailure(.findings, "\(file): nothing was brought in.")
        }
        let request = request.id
        var calls: [Clerk.Import] = []
        for entry in programme.entries {
            calls.append(try Clerk.Import(entry, request: "\(request)/\(entry.id)"))
        }
        return calls
    }
}

extension ControlError {
    /// Whether every other call would fail for the same reason.
    fileprivate var concernsAll: Bool {
        switch self {
        case .permissionDenied, .connection, .storeFailed: true
        default: false
        }
    }
}
