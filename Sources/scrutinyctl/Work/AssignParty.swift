import ArgumentParser
import ControlProtocol

/// Says who acts as a party for one scrutiny alone.
struct AssignParty: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Say who acts as a party for one scrutiny alone.",
        discussion: """
            Examples:
              scrutinyctl assign rural-crime-2017 clerk second-officer
              scrutinyctl assign rural-crime-2017 clerk --as-configured
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @Argument(help: "The party, such as clerk.")
    var party: String

    @Argument(help: "The person's name in the configuration.")
    var person: String?

    @Flag(help: "Take an assignment back: whoever the configuration says acts again.")
    var asConfigured = false

    @OptionGroup var note: NoteOption
    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (person == nil) == asConfigured else {
            throw ValidationError("Name either a person, or --as-configured.")
        }
    }

    func call() -> Clerk.Assign {
        Clerk.Assign(id: id, party: party, person: person, note: note.note, request: request.id)
    }
}
