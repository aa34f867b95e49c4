import ArgumentParser
import ControlProtocol

/// Opens a scrutiny.
struct OpenScrutiny: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open a scrutiny.",
        discussion: """
            Example:
              scrutinyctl open proactive-scrutiny rural-crime-2017 --set topic="Rural crime"
            """)

    @Argument(help: "The workflow's name.")
    var workflow: String

    @Argument(help: "The new scrutiny's id: lower-case letters, digits and hyphens.")
    var id: String

    @OptionGroup var facts: FactOptions
    @OptionGroup var note: NoteOption
    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    func call() -> Clerk.Open {
        Clerk.Open(
            workflow: workflow, id: id, facts: facts.facts, note: note.note, request: request.id)
    }
}
