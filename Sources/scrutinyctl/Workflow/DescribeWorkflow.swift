import ArgumentParser
import ControlProtocol
import WorkflowFiles

/// Writes what a definition says as a page for people.
struct DescribeWorkflow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Write what a definition says as a page in Markdown.",
        discussion: """
            Its deadlines with their law and what their passing means, reminders, states,
            facts and items. Needs no daemon. The pages in Documentation/workflows hold
            it between a purpose and an example.

            Example:
              scrutinyctl workflow describe Workflows/precept.yaml
            """)

    @Argument(help: "A definition's file.")
    var file: String

    func run() throws {
        let read = DefinitionFile.read(
            try InputFile.text(of: file), file: file, hash: "", knowsTimeZone: { _ in true })
        guard let definition = read.definition else {
            for diagnostic in read.diagnostics { print(diagnostic) }
            throw CommandFailure(.findings)
        }
        print(DefinitionPage(definition).text)
    }
}
