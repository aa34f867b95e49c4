import ArgumentParser
import ControlProtocol

/// Ends a scrutiny that will not be finished.
struct WithdrawScrutiny: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "End a scrutiny that will not be finished.",
        discussion: """
            Its deadlines are cancelled; its history stays.

            Example:
              scrutinyctl withdraw traffic-2017 --reason "Taken up by another body"
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @Option(help: "Why, for the history.")
    var reason: String

    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    func call() -> Clerk.Withdraw {
        Clerk.Withdraw(id: id, reason: reason, request: request.id)
    }
}
