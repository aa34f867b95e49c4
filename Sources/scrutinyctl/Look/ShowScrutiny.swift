import ArgumentParser
import ControlProtocol
import Reports

/// Shows everything about one scrutiny.
struct ShowScrutiny: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show everything about one scrutiny.",
        discussion: """
            Example:
              scrutinyctl show rural-crime-2017
            """)

    @Argument(help: "The scrutiny's id.")
    var id: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let reply = try await options.connect().call(Register.Show(id: id))
        try options.show(ScrutinyReport(reply), asJSON: reply)
    }
}
