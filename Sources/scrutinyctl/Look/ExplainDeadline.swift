import ArgumentParser
import ControlProtocol
import Reports

/// Shows why a deadline is due when it is.
struct ExplainDeadline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show why a deadline is due when it is.",
        discussion: """
            Shows the rule, its source, the steps from the rule to the day, and the
            reminders. An item's deadline is named with the item.

            Examples:
              scrutinyctl explain rural-crime-2017 response
              scrutinyctl explain rural-crime-2017 witness/parish-council/evidence
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @Argument(help: "The deadline's name.")
    var deadline: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let call = Register.Explain(id: id, deadline: deadline)
        let reply = try await options.connect().call(call)
        try options.show(ExplanationReport(reply), asJSON: reply)
    }
}
