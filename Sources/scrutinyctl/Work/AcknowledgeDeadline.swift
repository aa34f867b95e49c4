import ArgumentParser
import ControlProtocol

/// Silences the repeats of a deadline's reminders.
struct AcknowledgeDeadline: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "acknowledge", abstract: "Silence the repeats of a deadline's reminders.",
        discussion: """
            For one recipient, until the due day or the status changes; others still get
            theirs.

            Example:
              scrutinyctl acknowledge rural-crime-2017 response --as clerk
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @Argument(help: "The deadline's name.")
    var deadline: String

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "The party or person to be left alone (default: the one you are).",
            valueName: "party"))
    var recipient: String?

    @OptionGroup var note: NoteOption
    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    func call() -> Clerk.Acknowledge {
        Clerk.Acknowledge(
            id: id, deadline: deadline, recipient: recipient, note: note.note,
            request: request.id)
    }
}
