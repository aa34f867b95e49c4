import ArgumentParser
import ControlProtocol
import Engine
import Foundation
import Simulation
import WorkflowFiles

/// Where definitions and calendars are, for commands that work without a daemon.
struct WorkflowSearch: ParsableArguments {
    @Option(
        help: "A folder with definitions, calendars/ and templates/ (default: the installed ones).")
    var workflows: String?

    /// The folder of calendars in a folder of definitions.
    private static let calendars = "calendars"

    /// The folders to read: the one given, else the first that is there of $SCRUTINYD_WORKFLOWS,
    /// ./Workflows, one beside or above the program, and the installed ones.
    var folders: [String] {
        if let workflows { return [workflows] }
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["SCRUTINYD_WORKFLOWS"] { return [named] }
        let found = (["Workflows"] + Self.aboveProgram).first(where: Self.hasCalendars)
        return found.map { [$0] }
            ?? ["/usr/share/scrutinyd/workflows", "/etc/scrutinyd/workflows"]
    }

    /// Reads the folders, and the folder of a file where it is another.
    func read(beside file: String? = nil) -> WorkflowFolder {
        var folders = folders
        if let file, workflows == nil {
            let own = URL(filePath: file).deletingLastPathComponent().path
            if Self.hasCalendars(own), !folders.contains(own) { folders.append(own) }
        }
        return WorkflowFolder.read(
            folders, hash: Simulation.hash, knowsTimeZone: SystemZone.isKnown)
    }

    private static func hasCalendars(_ folder: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(calendars)")
    }

    /// `share/scrutinyd/workflows` beside the program's folder, and `Workflows` in any folder above
    /// it: the program as built in its source tree.
    private static var aboveProgram: [String] {
        guard
            let program = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/exe")
        else { return [] }
        var folder = URL(filePath: program).deletingLastPathComponent()
        var found = [folder.appending(path: "../share/scrutinyd/workflows").path]
        while folder.path.count > 1 {
            found.append(folder.appending(path: "Workflows").path)
            folder.deleteLastPathComponent()
        }
        return found
    }
}
