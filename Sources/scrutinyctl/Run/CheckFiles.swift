import ArgumentParser
import Configuration
import ControlProtocol
import Engine
import Documents
import Foundation
import Reports
import Simulation
import WorkflowFiles

/// Checks configuration, definitions and calendars.
struct CheckFiles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check configuration, definitions and calendars.",
        discussion: """
            Asks the daemon what a reload would say. With --root or --config, and where
            no daemon answers, it reads the files itself. Ends with 6 where there are
            errors.

            Examples:
              scrutinyctl check
              scrutinyctl check --root /srv/staged
            """)

    @Option(help: "Check the files below this folder, as installed there.")
    var root: String?

    @Option(help: "Check this configuration file (default: /etc/scrutinyd/scrutinyd.yaml).")
    var config: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let diagnostics = try await find()
        let reply = Manager.Check.Reply(diagnostics: diagnostics)
        try options.show(FilesReport(diagnostics), asJSON: reply)
        if diagnostics.contains(where: { $0.severity == "error" }) {
            throw CommandFailure(.findings)
        }
    }

    private func find() async throws -> [Manager.Diagnostic] {
        guard root == nil, config == nil else { return readFiles() }
        do {
            return try await options.connect().call(Manager.Check()).diagnostics
        } catch {
            guard error.status == .unreachable else { throw error }
            Terminal.complain(
                "No daemon answers at \(options.socketPath); reading the files instead.")
            return readFiles()
        }
    }

    private func readFiles() -> [Manager.Diagnostic] {
        let found = Locations.resolve(
            flags: Locations.Flags(configurationFile: config),
            environment: root == nil ? ProcessInfo.processInfo.environment : [:])
        let locations = Locations(
            configurationFile: inRoot(found.configurationFile),
            stateDirectory: found.stateDirectory, socket: found.socket)
        let loaded = Configuration.load(from: locations) { TimeZone(identifier: $0) != nil }
        let folders = (loaded.configuration ?? .defaults).workflowDirectories.map(inRoot)
        let workflows = WorkflowFolder.read(
            folders, hash: Simulation.hash, knowsTimeZone: SystemZone.isKnown)
        return (loaded.diagnostics + workflows.diagnostics).map(Manager.Diagnostic.init)
    }

    /// An absolute path in a staged root is one below it.
    private func inRoot(_ path: String) -> String {
        guard var folder = root else { return path }
        while folder.last == "/" { folder.removeLast() }
        return path.hasPrefix("/") ? folder + path : "\(folder)/\(path)"
    }
}

extension Manager.Diagnostic {
    /// The diagnostic as it travels.
    fileprivate init(_ diagnostic: Diagnostic) {
        self.init(
            file: diagnostic.file, line: diagnostic.line, column: diagnostic.column,
            severity: diagnostic.severity.rawValue,
            text: diagnostic.text.isEmpty ? nil : diagnostic.text, reason: diagnostic.reason,
            remedy: diagnostic.remedy)
    }
}
