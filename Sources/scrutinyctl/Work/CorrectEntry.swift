import ArgumentParser
import ControlProtocol

/// Lets what an entry recorded have happened on another day.
struct CorrectEntry: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Correct the day or the facts that an entry recorded.",
        discussion: """
            The day is that on which something happened, or a clock stopped or went on. The
            entry stays as it was recorded; what follows from it becomes what it would
            be, had it been recorded so from the first. Refused where later entries no
            longer fit, naming them.

            Examples:
              scrutinyctl history rural-crime-2017
              scrutinyctl correct rural-crime-2017 7 --occurred 2017-07-19 \\
                --reason "The letter bears another date" --dry-run
              scrutinyctl correct removal-2027 1 --set poll-day=2027-05-06 \\
                --reason "The election was overlooked"
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @Argument(help: "The entry's number, as history shows it.")
    var sequence: Int

    @Option(
        help: ArgumentHelp(
            "When it happened: 2018-01-26, 2018-01-26T14:00, or unknown.", valueName: "date"))
    var occurred: String?

    @OptionGroup var facts: FactOptions

    @Option(
        help: "The event, where the entry recorded several, or that gave the facts (an import).")
    var event: String?

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "The item, where an import brought the event, or the facts, for several.",
            valueName: "kind/key"))
    var item: String?

    @Option(help: "Why, for the history.")
    var reason: String

    @Flag(help: "Say what would move, and change nothing.")
    var dryRun = false

    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    var isDryRun: Bool { dryRun }

    func validate() throws {
        guard occurred != nil || !facts.arguments.isEmpty else {
            throw ValidationError("Say what is right: --occurred, or --set fact=value.")
        }
    }

    func call() -> Clerk.Correct {
        Clerk.Correct(
            id: id, sequence: sequence, event: event, item: item, occurred: occurred,
            facts: facts.facts.isEmpty ? nil : facts.facts, reason: reason, dryRun: dryRun,
            request: request.id)
    }
}
