import ArgumentParser
import ControlProtocol
import Foundation

/// Has the daemon write a copy of its store.
struct BackUpStore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a proved copy of the store.",
        discussion: """
            The copy goes into the folder backups of the state directory; its path is the
            answer. Its history is verified before it gets its name, and its head stands
            in a file beside it: keep that somewhere else. To put a copy back, see
            scrutinyd --restore.

            Example:
              scrutinyctl backup
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let daemon = try await options.connect(timeout: DaemonConnection.longPatience)
        let reply = try await daemon.call(Manager.Backup())
        if options.json { return try Terminal.printJSON(reply) }
        print(reply.path)
        print("head \(reply.position):\(reply.head)")
    }
}
