package import Documents

/// Scenarios read from a file's text: a definition's `.test.yaml`, or a script for a simulation.
package struct ScenarioFile: Sendable {
    /// The workflow the scenarios are about; nil for a script.
    package var workflow: String?
    /// The scenarios, in order.
    package var scenarios: [Scenario]
    /// Everything found.
    package var diagnostics: [Diagnostic]

    /// Reads the scenarios of a definition's test file.
    package static func readTests(_ text: String, file: String) -> ScenarioFile {
        read(text, file: file) { node, reader in
            guard var fields = MappingReader(node, of: "a test file", reader.log) else {
                return (nil, [])
            }
            let workflow = fields.requiredText("workflow")
            let scenarios = fields.list("scenarios").compactMap {
                reader.scenario($0, isTest: true)
            }
            fields.finish()
            return (workflow, scenarios)
        }
    }

    /// Reads a script: a list of steps, or a mapping with `steps` and what goes before them.
    package static func readScript(_ text: String, file: String) -> ScenarioFile {
        read(text, file: file) { node, reader in
            if case .sequence(let nodes) = node.kind {
                let steps = nodes.compactMap(reader.step)
                return (nil, [Scenario(steps: steps)])
            }
            return (nil, reader.scenario(node, isTest: false).map { [$0] } ?? [])
        }
    }

    private static func read(
        _ text: String, file: String,
        _ body: (DocumentNode, ScenarioReader) -> (String?, [Scenario])
    ) -> ScenarioFile {
        let document = Document.parse(text, file: file)
        let log = DiagnosticLog(file: file, entries: document.diagnostics)
        guard let root = document.root else {
            if log.entries.isEmpty {
                log.error(at: .start, "", "the file is empty", remedy: "write at least one step")
            }
            return ScenarioFile(workflow: nil, scenarios: [], diagnostics: log.sorted)
        }
        let (workflow, scenarios) = body(root, ScenarioReader(reading: Reading(log: log)))
        return ScenarioFile(workflow: workflow, scenarios: scenarios, diagnostics: log.sorted)
    }
}
