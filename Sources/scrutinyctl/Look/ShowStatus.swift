import ArgumentParser
import ControlProtocol
import Reports

/// Shows how the daemon is.
struct ShowStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show how the daemon is.",
        discussion: """
            Example:
              scrutinyctl status
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let status = try await options.connect().call(Register.Status())
        try options.show(StatusReport(status), asJSON: status)
    }
}
