/// A piece of a document: text, a list or a mapping, and where it stands.
package struct DocumentNode: Hashable, Sendable {
    /// What a node is.
    package enum Kind: Hashable, Sendable {
        /// Text, just as it stands there: never a number, date or boolean. `isPlain` tells whether
        /// it stood without quotes, and not as a block.
        case scalar(text: String, isPlain: Bool)
        /// A list.
        case sequence([DocumentNode])
        /// Keys with their values in the order written.
        case mapping([Entry])
    }

    /// One key of a mapping with its value.
    package struct Entry: Hashable, Sendable {
        /// The key.
        package var key: String
        /// Where the key stands.
        package var keyPosition: SourcePosition
        /// The value.
        package var value: DocumentNode

        /// Makes an entry from its parts.
        package init(key: String, keyPosition: SourcePosition, value: DocumentNode) {
            self.key = key
            self.keyPosition = keyPosition
            self.value = value
        }
    }

    /// Where the node begins.
    package var position: SourcePosition
    /// What it is.
    package var kind: Kind
    /// Whether a scalar's text stands in the file letter by letter and on one line, so that places
    /// in the text are places in the file: not where it is folded, escaped or a block.
    package var isVerbatim: Bool

    /// Makes a node from its parts.
    package init(position: SourcePosition, kind: Kind, isVerbatim: Bool = true) {
        self.position = position
        self.kind = kind
        self.isVerbatim = isVerbatim
    }

    /// Whether nothing stands there: no text at all, `~` or `null`, without quotes.
    package var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = kind else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// The text of a scalar that is not null.
    package var scalarText: String? {
        guard case .scalar(let text, _) = kind, !isNull else { return nil }
        return text
    }

    /// The value of a key; nil if this is no mapping, or has no such key.
    package subscript(_ key: String) -> DocumentNode? {
        guard case .mapping(let entries) = kind else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// What the node is, in words for a message.
    package var description: String {
        switch kind {
        case .scalar: return isNull ? "nothing" : "text"
        case .sequence: return "a list"
        case .mapping: return "keys with values"
        }
    }

    /// What to quote of the node in a message: the text, or nothing of a larger thing.
    package var excerpt: String {
        guard case .scalar(let text, _) = kind else { return "" }
        return text.count > 60 ? text.prefix(60) + "…" : text
    }
}
