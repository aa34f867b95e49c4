import ArgumentParser
import ControlProtocol

/// Sets facts of a scrutiny or an item.
struct SetFacts: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set facts of a scrutiny or of an item.",
        discussion: """
            Examples:
              scrutinyctl set rural-crime-2017 response-period-ends=2017-10-06
              scrutinyctl set cse-2015/witness/parish-council email=clerk@example.org
            """)

    @Argument(help: "The scrutiny's id, or an item as id/kind/key.")
    var part: String

    @Argument(
        help: ArgumentHelp(
            "The facts. Repeat a name for a list; leave a value out to make the fact unknown.",
            valueName: "fact=value"))
    var arguments: [FactArgument]

    @OptionGroup var note: NoteOption
    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    func call() -> Clerk.Set {
        Clerk.Set(
            part: part, facts: FactArgument.facts(of: arguments), note: note.note,
            request: request.id)
    }
}
