/// A file in the strict subset of YAML that this project reads, as a tree with positions.
///
/// Of YAML it leaves out whatever lets a file mean something else than it seems to: anchors,
/// aliases, tags, merge keys, several documents in a file, and keys that some readers take for
/// booleans. A scalar is the text that stands there. Everything wrong is found at once as far as
/// the structure can be made out.
package struct Document: Sendable {
    /// The name of the file, for messages.
    package let file: String
    /// The tree; nil if the file holds nothing, or its structure cannot be made out.
    package let root: DocumentNode?
    /// What is wrong, in the order of the file.
    package let diagnostics: [Diagnostic]

    /// Whether nothing is wrong that makes the document unusable.
    package var isSound: Bool {
        return !diagnostics.contains { $0.severity == .error }
    }

    /// Reads a text.
    package static func parse(
        _ text: String, file: String, limits: DocumentLimits = .standard
    ) -> Document {
        let log = DiagnosticLog(file: file)
        let root = read(text, log, limits)
        return Document(file: file, root: root, diagnostics: log.sorted)
    }

    /// Reads the bytes of a file, which have to be UTF-8.
    package static func parse(
        bytes: [UInt8], file: String, limits: DocumentLimits = .standard
    ) -> Document {
        if let text = String(validating: bytes, as: UTF8.self) {
            return parse(text, file: file, limits: limits)
        }
        let log = DiagnosticLog(file: file)
        log.error(
            at: SourceText.positionOfBadEncoding(in: bytes), "", "the file is not UTF-8 text",
            remedy: "save it as UTF-8")
        return Document(file: file, root: nil, diagnostics: log.sorted)
    }

    private static func read(
        _ text: String, _ log: DiagnosticLog, _ limits: DocumentLimits
    ) -> DocumentNode? {
        guard text.utf8.count <= limits.bytes else {
            log.error(
                at: .start, "", "the file is larger than \(limits.bytes) bytes",
                remedy: "split it into several files")
            return nil
        }
        let source = SourceText(text)
        source.reportForbiddenCharacters(log)
        guard !log.hasErrors, let composed = Composer(source).compose(log) else { return nil }
        var builder = TreeBuilder(source: source, composed: composed, limits: limits, log: log)
        return builder.build()
    }
}

/// Bounds on what is read, against files made or mangled to exhaust the reader.
package struct DocumentLimits: Hashable, Sendable {
    /// The size of the text in UTF-8.
    package var bytes: Int
    /// The levels of lists and mappings in one another.
    package var depth: Int
    /// Texts, lists and mappings together, keys included.
    package var nodes: Int

    /// 1 MiB, 64 levels, 200,000 nodes.
    package static let standard = DocumentLimits(bytes: 1 << 20, depth: 64, nodes: 200_000)

    /// Makes limits from their parts.
    package init(bytes: Int, depth: Int, nodes: Int) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
    }
}
