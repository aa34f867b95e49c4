import ControlProtocol
import Deadlines
import Documents
import Engine
import Foundation
import Simulation
import WorkflowFiles
import Workflows

/// A definition's file with what it needs to run: the calendars, and the workflows it links to.
struct WorkflowBench {
    let definition: Definition
    private let entries: [Library.Entry]
    private let folder: WorkflowFolder

    /// Reads a definition and what is beside it.
    init(file: String, search: WorkflowSearch) throws(CommandFailure) {
        let text = try InputFile.text(of: file)
        let read = DefinitionFile.read(
            text, file: file, hash: Simulation.hash(text), knowsTimeZone: SystemZone.isKnown)
        guard let definition = read.definition else {
            throw CommandFailure(
                .findings, read.diagnostics.map(\.description).joined(separator: "\n"))
        }
        self.definition = definition
        folder = search.read(beside: file)
        let own = Library.Entry(definition, text: text)
        let others = folder.definitions.filter { $0.definition.name != definition.name }
        entries = [own] + others.map { Library.Entry($0.definition, text: $0.text) }
    }

    /// A simulation that begins as a scenario says.
    func simulation(of scenario: Scenario) async throws -> Simulation {
        let known = Set(folder.calendars.map(\.name))
        if let missing = definition.calendars.subtracting(known).sorted().first {
            throw CommandFailure(
                .notFound,
                "The calendar \(missing) is not there. Name the folder that holds "
                    + "calendars/\(missing).yaml with --workflows.")
        }
        do {
            return try await Simulation(
                of: definition.name, definitions: entries, calendars: folder.calendars,
                scenario: scenario)
        } catch let refusal as Refusal {
            throw CommandFailure(.findings, "The scenario cannot begin: \(refusal.message)")
        } catch let problem as Simulation.Problem {
            throw CommandFailure(.failed, problem.message)
        }
    }
}
