import ArgumentParser
import ControlProtocol

/// Lets a scrutiny's clocks go on.
struct ResumeScrutiny: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a scrutiny's clocks go on.",
        discussion: """
            Example:
              scrutinyctl resume rural-crime-2017 --occurred 2017-06-09
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @Option(
        help: ArgumentHelp(
            "The first day that counts again (default: today).", valueName: "date"))
    var occurred: String?

    @Flag(help: "Say what would move, and change nothing.")
    var dryRun = false

    @OptionGroup var note: NoteOption
    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    var isDryRun: Bool { dryRun }

    func call() -> Clerk.Resume {
        Clerk.Resume(
            id: id, occurred: occurred, note: note.note, dryRun: dryRun, request: request.id)
    }
}
