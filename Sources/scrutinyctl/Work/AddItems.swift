import ArgumentParser
import ControlProtocol

/// Adds items to a scrutiny.
struct AddItems: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add items to a scrutiny.",
        discussion: """
            All of them are added, or none.

            Examples:
              scrutinyctl add rural-crime-2017 recommendation a b b.i c
              scrutinyctl add cse-2015 witness parish-council --set name="Parish council"
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @Argument(help: ArgumentHelp("Their kind, such as recommendation.", valueName: "item"))
    var kind: String

    @Argument(help: ArgumentHelp("Their keys, such as a, b and b.i.", valueName: "key"))
    var keys: [String]

    @OptionGroup var facts: FactOptions
    @OptionGroup var note: NoteOption
    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    func call() -> Clerk.AddItem {
        Clerk.AddItem(
            id: id, kind: kind, keys: keys, facts: facts.facts, note: note.note,
            request: request.id)
    }
}
