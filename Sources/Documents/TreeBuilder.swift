import Yams

/// Turns what Yams composed into a document's tree, and reports what the strict subset leaves out.
struct TreeBuilder {
    let source: SourceText
    let composed: Composer.Composed
    let limits: DocumentLimits
    let log: DiagnosticLog
    private var count = 0

    init(
        source: SourceText, composed: Composer.Composed, limits: DocumentLimits, log: DiagnosticLog
    ) {
        self.source = source
        self.composed = composed
        self.limits = limits
        self.log = log
    }

    /// The tree; nil if it is too large or too deep, which is reported.
    mutating func build() -> DocumentNode? {
        return build(composed.root, depth: 1)
    }

    private mutating func build(_ node: Node, depth: Int) -> DocumentNode? {
        let position = composed.position(of: node.mark)
        count += 1
        guard count <= limits.nodes else {
            report(position, "the file has more than \(limits.nodes) parts", "split it")
            return nil
        }
        checkTag(position)
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain
            return DocumentNode(
                position: position, kind: .scalar(text: scalar.string, isPlain: isPlain),
                isVerbatim: source.holds(scalar.string, at: position, behindQuote: !isPlain))
        case .sequence(let sequence):
            guard isShallowEnough(position, depth) else { return nil }
            var elements: [DocumentNode] = []
            for element in sequence {
                guard let built = build(element, depth: depth + 1) else { return nil }
                elements.append(built)
            }
            return DocumentNode(position: position, kind: .sequence(elements))
        case .mapping(let mapping):
            guard isShallowEnough(position, depth) else { return nil }
            var entries: [DocumentNode.Entry] = []
            for (key, value) in mapping {
                guard let entry = build(key, value, depth: depth) else { return nil }
                entries.append(entry)
            }
            reportRepeated(entries)
            return DocumentNode(position: position, kind: .mapping(entries))
        case .alias:
            report(position, "aliases are not used in these files", "write out what is meant")
            return nil
        }
    }

    private mutating func build(
        _ key: Node, _ value: Node, depth: Int
    ) -> DocumentNode.Entry? {
        let position = composed.position(of: key.mark)
        guard let text = key.scalar else {
            report(position, "a key has to be text", "write KEY: VALUE")
            return nil
        }
        count += 1
        checkTag(position)
        let name = composed.text(ofKey: text.string, at: position)
        if text.style == .plain {
            checkPlainKey(name, position)
        }
        guard let built = build(value, depth: depth + 1) else { return nil }
        return DocumentNode.Entry(key: name, keyPosition: position, value: built)
    }

    private func report(
        _ position: SourcePosition, _ reason: String, _ remedy: String, text: String? = nil
    ) {
        log.error(at: position, text ?? source.rest(from: position), reason, remedy: remedy)
    }

    private func isShallowEnough(_ position: SourcePosition, _ depth: Int) -> Bool {
        if depth <= limits.depth { return true }
        report(position, "this lies more than \(limits.depth) levels deep", "flatten the file")
        return false
    }

    /// A node with a tag begins at the tag, and no plain text can begin with its sign.
    private func checkTag(_ position: SourcePosition) {
        if source.scalar(at: position) == "!" {
            report(
                position, "tags are not used in these files",
                "remove the tag, or put the text in quotes")
        }
    }

    private func checkPlainKey(_ key: String, _ position: SourcePosition) {
        let booleans = ["on", "off", "yes", "no", "y", "n", "true", "false"]
        if key == "<<" {
            report(position, "merge keys are not used in these files", "write out what is meant")
        } else if booleans.contains(key.lowercased()) {
            report(
                position, "some readers take this key for true or false",
                "use another word, or put it in quotes", text: key)
        } else if ["", "~", "null"].contains(key.lowercased()) {
            report(position, "the key is missing", "write KEY: VALUE", text: "")
        }
    }

    /// Reports each key that stood before in the same mapping, at its own place.
    private func reportRepeated(_ entries: [DocumentNode.Entry]) {
        var first: [String: SourcePosition] = [:]
        for entry in entries {
            if let earlier = first[entry.key] {
                report(
                    entry.keyPosition, "this key stands already on line \(earlier.line)",
                    "keep one of the two", text: entry.key)
            } else {
                first[entry.key] = entry.keyPosition
            }
        }
    }
}
