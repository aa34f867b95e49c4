import ArgumentParser
import ControlProtocol
import Deadlines
import Reports

/// Shows what comes by itself.
struct ShowPlan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Show what will be sent, to whom and when, and what will pass.",
        discussion: """
            Shows what comes if nothing is recorded until then: messages, deadlines
            whose day passes, scrutinies that schedules open; and first of all the
            dates that cannot be met. Persons are those bound to the parties today.

            Examples:
              scrutinyctl plan
              scrutinyctl plan --until 2027-02-28 --id precept-2027
            """)

    @Option(help: ArgumentHelp("The last day (default: four weeks from today).", valueName: "date"))
    var until: String?

    @Option(help: "Only of this scrutiny.")
    var id: String?

    @OptionGroup var options: GlobalOptions

    /// The call.
    var call: Register.Plan { Register.Plan(until: until, id: id) }

    func validate() throws {
        if let until, CivilDate(iso: until) == nil {
            throw ValidationError(
                "--until \(until): this is no day. Write it as YYYY-MM-DD: 2027-02-28.")
        }
    }

    func run() async throws {
        let reply = try await options.connect().call(call)
        try options.show(PlanReport(reply), asJSON: reply)
    }
}
