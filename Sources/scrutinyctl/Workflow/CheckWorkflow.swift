import ArgumentParser
import ControlProtocol
import Documents
import Engine
import Foundation
import Simulation
import WorkflowFiles

/// Reads definitions and says everything that is wrong with them.
struct CheckWorkflow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Say everything that is wrong with definitions.",
        discussion: """
            Needs no daemon. Ends with 6 where there are errors.

            Example:
              scrutinyctl workflow check Workflows/*.yaml
            """)

    @Argument(help: "Definition files; test files among them are checked too.")
    var files: [String]

    @OptionGroup var options: GlobalOptions

    func run() throws {
        var all: [Diagnostic] = []
        for file in files {
            let text = try InputFile.text(of: file)
            all +=
                file.hasSuffix(".test.yaml")
                ? ScenarioFile.readTests(text, file: file).diagnostics
                : DefinitionFile.read(
                    text, file: file, hash: Simulation.hash(text),
                    knowsTimeZone: SystemZone.isKnown
                ).diagnostics
        }
        if options.json {
            try Terminal.printJSON(all)
        } else {
            for diagnostic in all { print(diagnostic) }
            let errors = all.filter { $0.severity == .error }.count
            print("\(files.count) files: \(errors) errors, \(all.count - errors) warnings")
        }
        if all.contains(where: { $0.severity == .error }) { throw CommandFailure(.findings) }
    }
}

/// Files given on the command line.
enum InputFile {
    /// The text of a file; `-` is standard input.
    ///
    /// - Parameter limit: the most bytes it may have; nil: any number.
    static func text(
        of path: String, atMost limit: Int? = nil
    ) throws(CommandFailure) -> String {
        let data: Data
        do {
            let file =
                path == "-"
                ? FileHandle.standardInput
                : try FileHandle(forReadingFrom: URL(filePath: path))
            data =
                try limit.map { try file.read(upToCount: $0 + 1) ?? Data() }
                ?? file.readToEnd() ?? Data()
        } catch {
            let isMissing = !FileManager.default.fileExists(atPath: path)
            throw CommandFailure(
                isMissing ? .notFound : .failed,
                isMissing
                    ? "\(path): there is no such file. Name one that is there."
                    : "\(path): this is no file that can be read. Name another.")
        }
        if let limit, data.count > limit {
            throw CommandFailure(
                .findings, "\(path): the file is larger than \(limit) bytes. Name another file.")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw CommandFailure(.failed, "\(path): this is not UTF-8 text. Save it as UTF-8.")
        }
        return text
    }
}
