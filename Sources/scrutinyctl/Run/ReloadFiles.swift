import ArgumentParser
import ControlProtocol
import Reports

/// Has the daemon read its files anew.
struct ReloadFiles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload", abstract: "Have the daemon read its files anew.",
        discussion: """
            Where a file has an error the daemon keeps what it had, and this ends with
            6.

            Example:
              scrutinyctl reload
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let reply = try await options.connect().call(Manager.Reload())
        try options.show(FilesReport(reply), asJSON: reply)
    }
}
