import ArgumentParser

/// Definitions: check them, run them, prove them.
struct WorkflowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow", abstract: "Check, simulate and test workflow definitions.",
        subcommands: [CheckWorkflow.self, SimulateWorkflow.self, TestWorkflow.self])
}
