import ArgumentParser
import ControlProtocol

/// Stops a scrutiny's clocks.
struct HoldScrutiny: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Stop a scrutiny's clocks.",
        discussion: """
            The days from the hold to the day before it is resumed do not count. A clock
            stops where its rule counts forward and the definition lets time be given;
            fixed days, counts back from them, and clocks of law that nobody may stop go
            on, which the answer says.

            Example:
              scrutinyctl hold rural-crime-2017 --reason "Pre-election period" --dry-run
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @Option(help: "Why, for the history.")
    var reason: String

    @Option(
        help: ArgumentHelp(
            "The first day that does not count (default: today).", valueName: "date"))
    var occurred: String?

    @Flag(help: "Say what would move, and change nothing.")
    var dryRun = false

    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    var isDryRun: Bool { dryRun }

    func call() -> Clerk.Hold {
        Clerk.Hold(
            id: id, reason: reason, occurred: occurred, dryRun: dryRun, request: request.id)
    }
}
