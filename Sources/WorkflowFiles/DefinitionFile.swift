package import Documents
package import Workflows

/// A workflow definition read from a file's text.
package struct DefinitionFile: Sendable {
    /// The definition; nil where there are errors.
    package var definition: Definition?
    /// Everything found, in the file's order.
    package var diagnostics: [Diagnostic]

    /// Reads and checks a definition.
    ///
    /// - Parameters:
    ///   - text: the file's text.
    ///   - file: its path, for diagnostics.
    ///   - hash: the text's SHA-256, in hexadecimal.
    ///   - knowsTimeZone: whether there is a zone of that name; by default all are believed.
    package static func read(
        _ text: String, file: String, hash: String,
        knowsTimeZone: (String) -> Bool = { _ in true }
    ) -> DefinitionFile {
        let document = Document.parse(text, file: file)
        let log = DiagnosticLog(file: file, entries: document.diagnostics)
        guard let root = document.root else {
            if log.entries.isEmpty {
                log.error(
                    at: .start, "", "the file is empty", remedy: "write a workflow definition")
            }
            return DefinitionFile(definition: nil, diagnostics: log.sorted)
        }
        let reader = DefinitionReader(reading: Reading(log: log))
        let definition = reader.read(root, hash: hash, knowsTimeZone: knowsTimeZone)
        if let definition { DefinitionCheck(definition, reader.places, log).run() }
        return DefinitionFile(
            definition: log.hasErrors ? nil : definition, diagnostics: log.sorted)
    }
}
