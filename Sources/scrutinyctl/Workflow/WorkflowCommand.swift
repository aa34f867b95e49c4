import ArgumentParser

/// Definitions: check them, run them, prove them.
struct WorkflowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "Check, simulate, test and describe workflow definitions.",
        subcommands: [
            CheckWorkflow.self, SimulateWorkflow.self, TestWorkflow.self, DescribeWorkflow.self,
        ])
}
