/// Reads a mapping key by key and reports what it holds besides.
///
/// The keys asked for are the keys known: `finish()` reports all others with the nearest known one.
/// Whatever is asked for and found to be something else is reported by the node's own reading.
package struct MappingReader {
    /// Where the mapping begins.
    package let position: SourcePosition
    /// The entries in the order written.
    package let entries: [DocumentNode.Entry]
    /// Where complaints go.
    package let log: DiagnosticLog
    /// What the mapping describes, for messages: "a deadline".
    package let subject: String
    private var known: [String] = []

    /// A reader of a node, which is reported and gives nil if it is no mapping.
    ///
    /// - Parameter subject: What the mapping describes, with its article.
    package init?(_ node: DocumentNode, of subject: String, _ log: DiagnosticLog) {
        guard let entries = node.entries(log) else { return nil }
        self.position = node.position
        self.entries = entries
        self.log = log
        self.subject = subject
    }

    /// The value of a key that may be absent. A key without a value is not absent.
    package mutating func optional(_ key: String) -> DocumentNode? {
        known.append(key)
        return entries.first { $0.key == key }?.value
    }

    /// The value of a key whose absence is reported.
    package mutating func required(_ key: String) -> DocumentNode? {
        if let value = optional(key) { return value }
        log.error(
            at: position, "", "\(subject) needs the key \"\(key)\"", remedy: "add \(key): VALUE")
        return nil
    }

    /// A text that may be absent.
    package mutating func text(_ key: String) -> String? {
        return optional(key)?.text(log)
    }

    /// A text whose absence is reported.
    package mutating func requiredText(_ key: String) -> String? {
        return required(key)?.text(log)
    }

    /// A whole number that may be absent.
    package mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        return optional(key)?.integer(in: range, log)
    }

    /// `true` or `false`, or what holds where the key is absent.
    package mutating func boolean(_ key: String, default absent: Bool = false) -> Bool {
        return optional(key)?.boolean(log) ?? absent
    }

    /// A list that may be absent: no elements.
    package mutating func list(_ key: String) -> [DocumentNode] {
        return optional(key)?.list(log) ?? []
    }

    /// One thing, a list of such, or nothing.
    package mutating func oneOrMany(_ key: String) -> [DocumentNode] {
        return optional(key)?.oneOrMany(log) ?? []
    }

    /// One text, a list of texts, or nothing.
    package mutating func texts(_ key: String) -> [String] {
        return optional(key)?.texts(log) ?? []
    }

    /// The entries of a mapping that may be absent, in the order written.
    package mutating func mapping(_ key: String) -> [DocumentNode.Entry] {
        return optional(key)?.entries(log) ?? []
    }

    /// A reader of a mapping that may be absent.
    package mutating func reader(_ key: String, of subject: String) -> MappingReader? {
        return optional(key).flatMap { MappingReader($0, of: subject, log) }
    }

    /// Where a key stands; nil if it is absent.
    package func position(ofKey key: String) -> SourcePosition? {
        return entries.first { $0.key == key }?.keyPosition
    }

    /// Reports the keys nobody asked for. To be called when all the known ones were.
    package func finish() {
        for entry in entries where !known.contains(entry.key) {
            let remedy =
                nearest(entry.key, in: known).map { "did you mean \"\($0)\"?" }
                ?? "known here: \(known.joined(separator: ", "))"
            log.error(
                at: entry.keyPosition, entry.key, "\(subject) has no such key", remedy: remedy)
        }
    }
}
