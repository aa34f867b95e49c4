/// Where the readers of one file put what they find wrong.
///
/// A reference, so that readers nested in one another share it; not for use by several tasks.
package final class DiagnosticLog {
    /// The file all entries are about.
    package let file: String
    /// The entries in the order found.
    package private(set) var entries: [Diagnostic]
    /// How many entries are kept; a file with more mistakes than this is not read by anybody.
    package static let limit = 1000

    /// An empty log, or one that goes on from what was found before.
    package init(file: String, entries: [Diagnostic] = []) {
        self.file = file
        self.entries = entries
    }

    /// The entries in the order of the file, each once.
    package var sorted: [Diagnostic] {
        return Array(Set(entries)).sorted()
    }

    /// Whether there is an error among the entries.
    package var hasErrors: Bool {
        return entries.contains { $0.severity == .error }
    }

    /// Notes an error.
    package func error(
        at position: SourcePosition, _ text: String, _ reason: String, remedy: String
    ) {
        add(.error, at: position, text, reason, remedy: remedy)
    }

    /// Notes a warning.
    package func warning(
        at position: SourcePosition, _ text: String, _ reason: String, remedy: String
    ) {
        add(.warning, at: position, text, reason, remedy: remedy)
    }

    /// Notes what another reader found in the same file.
    package func append(_ found: [Diagnostic]) {
        entries += found.prefix(max(0, DiagnosticLog.limit - entries.count))
    }

    private func add(
        _ severity: Diagnostic.Severity, at position: SourcePosition, _ text: String,
        _ reason: String, remedy: String
    ) {
        guard entries.count < DiagnosticLog.limit else { return }
        entries.append(
            Diagnostic(
                severity, file: file, at: position, text: text, reason: reason, remedy: remedy))
    }
}
