import ArgumentParser
import ControlProtocol
import Foundation
import Reports

/// A command that records something in one scrutiny and shows the receipt.
protocol ClerkCommand: AsyncParsableCommand {
    associatedtype Call: ControlMethod where Call.Reply == Clerk.Receipted
    var options: GlobalOptions { get }
    /// Whether it only shows what it would do.
    var isDryRun: Bool { get }
    /// What the daemon is asked to do.
    func call() throws -> Call
}

extension ClerkCommand {
    var isDryRun: Bool { false }

    func run() async throws {
        let call = try call()
        let receipt = try await options.connect().call(call).receipt
        try options.show(ReceiptReport(receipt, isDryRun: isDryRun), asJSON: receipt)
    }
}

/// The option that makes a command safe to repeat.
struct RequestOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An id for this command: repeated with it within seven days, it is done once only.",
            valueName: "id"))
    var request: String?

    /// The id given, or a fresh one.
    var id: String { request ?? UUID().uuidString.lowercased() }
}

/// The option for what the caller wants to be remembered.
struct NoteOption: ParsableArguments {
    @Option(help: "A note for the history.")
    var note: String?
}
