import ArgumentParser
import ControlProtocol
import Foundation
import Reports

/// Takes what people wrote out of one history entry.
struct RedactEntry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact", abstract: "Take personal data out of one history entry, for good.",
        discussion: """
            Texts, mail addresses, notes and reasons go, with the messages and sentences
            that repeat them. Dates, choices, states and names of items stay, and so does
            the hash chain: a new entry tells who redacted, when and why. It cannot be
            undone; see first what would go with --dry-run.

            Examples:
              scrutinyctl history rural-crime-2017
              scrutinyctl redact rural-crime-2017 5 --reason "Asked for erasure" --dry-run
              scrutinyctl redact rural-crime-2017 5 --reason "Asked for erasure" --keep topic
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @Argument(help: "The number of the entry, as history shows it.")
    var sequence: Int

    @Option(help: "Why, for the history. It must not repeat what is taken out.")
    var reason: String

    @Option(help: ArgumentHelp("A fact whose value stays. Repeatable.", valueName: "fact"))
    var keep: [String] = []

    @Flag(help: "Say what would be taken out, and change nothing.")
    var dryRun = false

    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let daemon = try await options.connect(timeout: DaemonConnection.longPatience)
        let reply = try await daemon.call(
            Manager.Redact(
                id: id, sequence: sequence, reason: reason, keep: keep, dryRun: dryRun,
                request: request.id))
        try options.show(RedactionReport(reply, isDryRun: dryRun), asJSON: reply)
        if !dryRun, !reply.cleared { throw CommandFailure(.partlyDone) }
    }
}
