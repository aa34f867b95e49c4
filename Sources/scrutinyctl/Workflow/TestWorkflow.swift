import ArgumentParser
import ControlProtocol
import Documents
import Foundation
import Simulation
import WorkflowFiles

/// Runs the scenarios beside definitions.
struct TestWorkflow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the scenarios beside definitions.",
        discussion: """
            Takes definitions, their .test.yaml files, or folders. Needs no daemon. Ends with 6
            where an expectation does not hold.

            Example:
              scrutinyctl workflow test Workflows
            """)

    @Argument(help: "Definitions, test files or folders.")
    var paths: [String]

    @OptionGroup var search: WorkflowSearch
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let files = try paths.flatMap(Self.testFiles)
        if files.isEmpty { throw CommandFailure(.notFound, "There is no .test.yaml file there.") }
        var results: [ScenarioResult] = []
        for file in files { results += try await run(file) }
        if options.json { try Terminal.printJSON(results) } else { report(results) }
        if results.contains(where: { !$0.failures.isEmpty }) { throw CommandFailure(.findings) }
    }

    private func run(_ file: String) async throws -> [ScenarioResult] {
        let tests = ScenarioFile.readTests(try InputFile.text(of: file), file: file)
        let errors = tests.diagnostics.filter { $0.severity == .error }
        if !errors.isEmpty {
            return [ScenarioResult(file: file, scenario: "", failures: errors.map(\.description))]
        }
        let definition = String(file.dropLast(".test.yaml".count)) + ".yaml"
        let bench = try WorkflowBench(file: definition, search: search)
        var results: [ScenarioResult] = []
        for scenario in tests.scenarios {
            results.append(
                ScenarioResult(
                    file: file, scenario: scenario.name,
                    failures: try await failures(of: scenario, bench, file)))
        }
        return results
    }

    private func failures(
        of scenario: Scenario, _ bench: WorkflowBench, _ file: String
    ) async throws -> [String] {
        var simulation = try await bench.simulation(of: scenario)
        _ = try await simulation.frame(step: 0)
        var failures: [String] = []
        for (index, step) in scenario.steps.enumerated() {
            let frame = try await simulation.take(step, number: index + 1, isTest: true)
            failures += frame.failures.map {
                "\(file):\(step.position.line): step \(index + 1), \(frame.at): \($0)"
            }
        }
        return failures
    }

    private func report(_ results: [ScenarioResult]) {
        for result in results {
            print(
                (result.failures.isEmpty ? "ok    " : "FAILED")
                    + " \(result.file): \(result.scenario)"
            )
            for failure in result.failures { print("       \(failure)") }
        }
        let failed = results.filter { !$0.failures.isEmpty }.count
        print("\(results.count) scenarios: \(results.count - failed) passed, \(failed) failed")
    }

    private static func testFiles(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandFailure(.notFound, "\(path): there is no such file or folder.")
        }
        if isFolder.boolValue {
            return try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { $0.hasSuffix(".test.yaml") }.sorted().map { "\(path)/\($0)" }
        }
        if path.hasSuffix(".test.yaml") { return [path] }
        let tests = path.dropLast(".yaml".count) + ".test.yaml"
        return FileManager.default.fileExists(atPath: String(tests)) ? [String(tests)] : []
    }
}

/// How one scenario went.
private struct ScenarioResult: Encodable {
    let file: String
    let scenario: String
    let failures: [String]
}
