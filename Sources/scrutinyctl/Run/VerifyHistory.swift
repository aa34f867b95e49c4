import ArgumentParser
import ControlProtocol
import Reports

/// Proves that the history is whole.
struct VerifyHistory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Prove that the history is whole.",
        discussion: """
            Recomputes the hash chain over all entries and compares the scrutinies'
            states with it. A head that was written down earlier shows whether entries
            were cut off since. Ends with 6 where something does not fit.

            Example:
              scrutinyctl verify --against "$(cat scrutinyd-20261130T081500Z.db.head)"
            """)

    @Option(help: ArgumentHelp("A head that the history must contain.", valueName: "head"))
    var against: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let daemon = try await options.connect(timeout: DaemonConnection.longPatience)
        let reply = try await daemon.call(Manager.Verify(against: against))
        try options.show(VerificationReport(reply), asJSON: reply)
        if !reply.findings.isEmpty { throw CommandFailure(.findings) }
    }
}
