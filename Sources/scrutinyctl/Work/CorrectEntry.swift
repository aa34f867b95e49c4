import ArgumentParser
import ControlProtocol

/// Lets what an entry recorded have happened on another day.
struct CorrectEntry: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Correct the day on which something happened, or a clock stopped or went on.",
        discussion: """
            The entry stays as it was recorded; what follows from it becomes what it would
            be, had it been recorded so from the first. Refused where later entries no
            longer fit, naming them.

            Examples:
              scrutinyctl history rural-crime-2017
              scrutinyctl correct rural-crime-2017 7 --occurred 2017-07-19 \\
                --reason "The letter bears another date" --dry-run
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @Argument(help: "The entry's number, as history shows it.")
    var sequence: Int

    @Option(
        help: ArgumentHelp(
            "When it happened: 2018-01-26, 2018-01-26T14:00, or unknown.", valueName: "date"))
    var occurred: String

    @Option(help: "The event, where the entry recorded several (an import).")
    var event: String?

    @Option(help: "Why, for the history.")
    var reason: String

    @Flag(help: "Say what would move, and change nothing.")
    var dryRun = false

    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    var isDryRun: Bool { dryRun }

    func call() -> Clerk.Correct {
        Clerk.Correct(
            id: id, sequence: sequence, event: event, occurred: occurred, reason: reason,
            dryRun: dryRun, request: request.id)
    }
}
