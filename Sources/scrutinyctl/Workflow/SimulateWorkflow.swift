import ArgumentParser
import ControlProtocol
import Documents
import Engine
import Foundation
import Simulation
import WorkflowFiles

/// Runs a definition in virtual time.
struct SimulateWorkflow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Run a definition in virtual time.",
        discussion: """
            Needs no daemon. Shows how things stand before any step and after each step of the
            script; with --json one document a line. A definition of states alone is fine.

            Example:
              scrutinyctl workflow simulate precept.yaml --script steps.yaml --json
            """)

    @Argument(help: "The definition's file.")
    var file: String

    @Option(help: "A file of steps; - for standard input.")
    var script: String?

    @OptionGroup var search: WorkflowSearch
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let bench = try WorkflowBench(file: file, search: search)
        let scenario = try readScript()
        var simulation = try await bench.simulation(of: scenario)
        let opensItself = scenario.steps.contains {
            if case .open = $0.action { true } else { false }
        }
        if !opensItself { try await simulation.openLeniently() }
        try show(try await simulation.frame(step: 0))
        var hasFailed = false
        for (index, step) in scenario.steps.enumerated() {
            let frame = try await simulation.take(step, number: index + 1, isTest: false)
            try show(frame)
            hasFailed = hasFailed || !frame.failures.isEmpty
        }
        if hasFailed { throw CommandFailure(.findings) }
    }

    private func readScript() throws -> Scenario {
        guard let script else {
            return Scenario(steps: [])
        }
        let read = ScenarioFile.readScript(try InputFile.text(of: script), file: script)
        for diagnostic in read.diagnostics { Terminal.complain("\(diagnostic)") }
        guard let scenario = read.scenarios.first,
            !read.diagnostics.contains(where: { $0.severity == .error })
        else { throw CommandFailure(.findings) }
        return scenario
    }

    private func show(_ frame: SimulationFrame) throws {
        if options.json { return try Terminal.printJSON(frame, isPretty: false) }
        print("\(frame.step)  \(frame.at)  \(frame.states.joined(separator: ", "))")
        if let refused = frame.refused { print("     refused: \(refused)") }
        for (name, states) in frame.items.sorted(by: { $0.key < $1.key }) {
            print("     \(name): \(states.joined(separator: ", "))")
        }
        for (name, deadline) in frame.deadlines.sorted(by: { $0.key < $1.key }) {
            print("     \(name): \(deadline.status)\(deadline.due.map { ", due \($0)" } ?? "")")
        }
        for message in frame.sent {
            print("     sent to \(message.to): \(message.deadline), \(message.when)")
        }
        for failure in frame.failures { print("     FAILED: \(failure)") }
    }
}
