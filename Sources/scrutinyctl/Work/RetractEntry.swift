import ArgumentParser
import ControlProtocol

/// Lets what an entry recorded not have happened to this scrutiny.
struct RetractEntry: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "retract",
        abstract: "Take back what was recorded, set, held, resumed or extended by mistake.",
        discussion: """
            The entry stays, marked by a new one; states, facts and deadlines become what
            they would be without it. Refused where later entries no longer fit, naming
            them. What was sent stays sent.

            Examples:
              scrutinyctl retract rural-crime-2014 9 --reason "Belongs to rural-crime-2017"
              scrutinyctl retract rural-crime-2017 12 --reason "The year was mistyped" --dry-run
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @Argument(help: "The entry's number, as history shows it.")
    var sequence: Int

    @Option(help: "Why, for the history.")
    var reason: String

    @Flag(help: "Say what would move, and change nothing.")
    var dryRun = false

    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    var isDryRun: Bool { dryRun }

    func call() -> Clerk.Retract {
        Clerk.Retract(
            id: id, sequence: sequence, reason: reason, dryRun: dryRun, request: request.id)
    }
}
