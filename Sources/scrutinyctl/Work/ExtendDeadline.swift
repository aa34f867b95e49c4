import ArgumentParser
import ControlProtocol

/// Gives a deadline more time.
struct ExtendDeadline: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "Give a deadline more time.",
        discussion: """
            By a span, which follows the deadline's day wherever that moves, or to a day,
            which stays. Refused where the law lets nobody give time.

            Examples:
              scrutinyctl extend rural-crime-2017 response --by "10 working days" \\
                --reason "Asked for by the commissioner"
              scrutinyctl extend rural-crime-2017 response --to 2017-10-20 \\
                --reason "Agreed by the chair" --dry-run
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @Argument(help: "The deadline's name, as show lists it.")
    var deadline: String

    @Option(help: ArgumentHelp("The day until which it has time.", valueName: "date"))
    var to: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How much more time it has, such as \"10 working days\".", valueName: "span"))
    var by: String?

    @Option(help: "Why, for the history.")
    var reason: String

    @Flag(help: "Say what would move, and change nothing.")
    var dryRun = false

    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    var isDryRun: Bool { dryRun }

    func validate() throws {
        if (to == nil) == (by == nil) { throw ValidationError("Give either --to or --by.") }
    }

    func call() -> Clerk.Extend {
        Clerk.Extend(
            id: id, deadline: deadline, to: to, by: by, reason: reason, dryRun: dryRun,
            request: request.id)
    }
}
