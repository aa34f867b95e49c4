import ArgumentParser
import Configuration
import Daemon
import Deadlines
import Foundation

/// The daemon's command line.
@main
struct Scrutinyd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scrutinyd",
        abstract: "Keep a public scrutiny body's work on time.",
        discussion: """
            Runs in the foreground until SIGTERM or SIGINT. Under systemd it is started by
            scrutinyd.socket or scrutinyd.service.

            Example:
              scrutinyd --config etc/scrutinyd/scrutinyd.yaml --state-directory /tmp/state \
            --socket /tmp/scrutinyd.sock --virtual-clock 2017-01-16T09:00
              scrutinyd --restore /var/lib/scrutinyd/backups/scrutinyd-20261130T081500Z.db
            """,
        version: Daemon.version)

    @Option(help: "The configuration file (default: /etc/scrutinyd/scrutinyd.yaml).")
    var config: String?

    @Option(help: "Where the store is (default: /var/lib/scrutinyd).")
    var stateDirectory: String?

    @Option(help: "The control socket (default: /run/scrutinyd.sock).")
    var socket: String?

    @Option(
        help: ArgumentHelp(
            "Put a backup in the store's place while the daemon is stopped, and end.",
            valueName: "backup"))
    var restore: String?

    @Option(
        help: """
            Let time stand still at this local moment until it is told to move on; for trying out. \
            The user who runs it may use the socket in every role.
            """)
    var virtualClock: String?

    static func main() async {
        do {
            var command = try parseAsRoot()
            guard let daemon = command as? Scrutinyd else {
                try command.run()
                return
            }
            try await daemon.serve()
        } catch let failure as StartFailure {
            complain("\(failure)")
            Foundation.exit(failure.exitCode)
        } catch {
            let text = fullMessage(for: error)
            guard exitCode(for: error) == .success else {
                complain(text)
                Foundation.exit(error is ValidationError ? 2 : isUsage(error) ? 2 : 1)
            }
            print(text)
        }
    }

    /// Whether the command line could not be read.
    private static func isUsage(_ error: any Error) -> Bool {
        exitCode(for: error) == .validationFailure
    }

    private func serve() async throws {
        let environment = ProcessInfo.processInfo.environment
        let locations = Locations.resolve(
            flags: .init(
                configurationFile: config, stateDirectory: stateDirectory, socket: socket),
            environment: environment)
        if let restore {
            print(try await Daemon.restore(restore, locations: locations))
            return
        }
        var begins: CivilDateTime?
        if let virtualClock {
            begins = CivilDateTime(iso: virtualClock)
            if begins == nil {
                throw ValidationError(
                    "--virtual-clock \(virtualClock): write a local moment as 2017-01-16T09:00.")
            }
        }
        let options = DaemonOptions(
            locations: locations, virtualClock: begins, environment: environment,
            servesOwnUser: begins != nil)
        try await Daemon(options).run()
    }

    private static func complain(_ text: String) {
        FileHandle.standardError.write(Data("scrutinyd: \(text)\n".utf8))
    }
}
