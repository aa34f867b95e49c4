import ArgumentParser
import ControlProtocol

/// Records that something happened.
struct RecordEvent: ClerkCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Record that something happened.",
        discussion: """
            Names one part or several of one scrutiny, and then the event: what answers
            several recommendations jointly is recorded once, for all of them or none.
            Items may also be given by --at, beside the scrutiny's id.

            Examples:
              scrutinyctl record rural-crime-2017 letter-sent --occurred 2017-07-20
              scrutinyctl record cse-2015 answer-received --at recommendation/f \\
                --at recommendation/g --occurred unknown
              scrutinyctl record rural-crime-2017/recommendation/a answer-received
            """)

    @Argument(
        help: ArgumentHelp(
            "The parts it happened to, and the event.", valueName: "part … event"))
    var words: [String]

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("An item of the scrutiny that it happened to.", valueName: "kind/key"))
    var at: [String] = []

    @Option(
        help: ArgumentHelp(
            "When it happened: 2018-01-26, 2018-01-26T14:00, or unknown (default: now).",
            valueName: "date"))
    var occurred: String?

    @OptionGroup var facts: FactOptions
    @OptionGroup var note: NoteOption
    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard words.count >= 2 else {
            throw ValidationError("Name what it happened to, and then the event.")
        }
        guard !at.isEmpty else { return }
        guard words.count == 2, !words[0].contains("/") else {
            throw ValidationError("With --at, name the scrutiny's id alone, and then the event.")
        }
    }

    func call() -> Clerk.Record {
        let parts = at.isEmpty ? Array(words.dropLast()) : at.map { "\(words[0])/\($0)" }
        return Clerk.Record(
            parts: parts, event: words[words.count - 1], occurred: occurred, facts: facts.facts,
            note: note.note, request: request.id)
    }
}
