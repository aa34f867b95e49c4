import ArgumentParser
import ControlProtocol
import Reports

/// Shows who recorded what and when.
struct ShowHistory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show who recorded what and when, oldest first.",
        discussion: """
            Example:
              scrutinyctl history rural-crime-2017
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let daemon = try await options.connect()
        var history = try await daemon.call(Register.History(id: id))
        while let next = history.next {
            let page = try await daemon.call(Register.History(id: id, after: next))
            history.entries += page.entries
            // A page brings something or is the last: else this would not end.
            history.next = page.entries.isEmpty ? nil : page.next
        }
        try options.show(HistoryReport(history.entries), asJSON: history)
    }
}
