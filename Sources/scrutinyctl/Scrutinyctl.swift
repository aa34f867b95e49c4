import ArgumentParser
import ControlProtocol
import Foundation

/// The command line by which people control the daemon and try definitions out.
@main
struct Scrutinyctl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scrutinyctl",
        abstract: "Look after scrutinies, their deadlines and reminders.",
        discussion: """
            Examples:
              scrutinyctl due --within 4w
              scrutinyctl show rural-crime-2017
              scrutinyctl deadline compute "20 working days after 2014-12-02" \
            --calendar united-kingdom
            """,
        version: "scrutinyctl 0.1.0",
        subcommands: subcommands)

    @OptionGroup var options: GlobalOptions

    /// Parses, runs, and ends with the exit codes of the manual page.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            if !failure.message.isEmpty { Terminal.complain(failure.message) }
            Foundation.exit(failure.status.rawValue)
        } catch {
            let text = fullMessage(for: error)
            guard exitCode(for: error) == .success else {
                Terminal.complain(text)
                Foundation.exit(ExitStatus.usage.rawValue)
            }
            if !text.isEmpty { print(text) }
        }
    }
}

/// Options every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(help: "The daemon's socket (default: $SCRUTINYD_SOCKET or /run/scrutinyd.sock).")
    var socket: String?

    @Flag(help: "Print JSON instead of tables.")
    var json = false

    @Flag(name: .customLong("no-color"), help: "Print without colours, as NO_COLOR does.")
    var noColor = false
}

/// That a command ends with another status than success.
struct CommandFailure: Error {
    /// The status.
    let status: ExitStatus
    /// What is wrong, where, and what to do; empty where all has been said.
    let message: String

    init(_ status: ExitStatus, _ message: String = "") {
        self.status = status
        self.message = message
    }
}
