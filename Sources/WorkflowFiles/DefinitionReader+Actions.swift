import Documents
import Statecharts
import Workflows

extension DefinitionReader {
    /// The actions of `do`, `entry` and `exit`.
    func executables(_ node: DocumentNode) -> [Executable<Action>] {
        (node.oneOrMany(reading.log) ?? []).flatMap(executable)
    }

    private static let words = ["set", "clear", "raise", "send", "cancel"]

    private func executable(_ node: DocumentNode) -> [Executable<Action>] {
        guard var fields = MappingReader(node, of: "an action", reading.log) else { return [] }
        let set = fields.optional("set")
        let clear = fields.optional("clear")
        let raise = fields.text("raise")
        let send = fields.text("send")
        let after = fields.optional("after")
        let id = fields.text("id")
        let cancel = fields.text("cancel")
        fields.finish()
        var found: [Executable<Action>] = []
        for entry in set.map({ ($0.entries(reading.log) ?? []) }) ?? [] {
            places.actions.append((entry.key, places.item, entry.keyPosition))
            let texts = entry.value.texts(reading.log) ?? []
            let value: Action.SetValue = texts == ["occurred"] ? .occurred : .literal(texts)
            found.append(.perform(.set(fact: entry.key, to: value)))
        }
        for item in clear?.oneOrMany(reading.log) ?? [] {
            guard let fact = item.text(reading.log) else { continue }
            places.actions.append((fact, places.item, item.position))
            found.append(.perform(.clear(fact: fact)))
        }
        for event in [raise, send].compactMap({ $0 }) {
            places.raises.append((event, places.item, node.position))
        }
        if let raise { found.append(.raise(raise)) }
        if let send {
            found.append(.send(event: send, delay: delay(after), id: id))
        } else if after != nil || id != nil {
            reading.error(
                node.position, "after", "only send takes after and id",
                "Write { send: EVENT, after: 2s, id: NAME }.")
        }
        if let cancel { found.append(.cancel(id: cancel)) }
        // An unknown word has been reported by its own name already.
        if found.isEmpty, fields.entries.allSatisfy({ Self.words.contains($0.key) }) {
            reading.error(
                node.position, node.excerpt, "an action is missing",
                "Write one of: \(Self.words.joined(separator: ", ")).")
        }
        return found
    }

    private func delay(_ node: DocumentNode?) -> Milliseconds {
        guard let node, let text = node.text(reading.log) else { return .zero }
        guard let duration = MachineDuration(parsing: text) else {
            reading.error(
                node.position, text, "\"\(text)\" is not a duration", MachineDuration.remedy)
            return .zero
        }
        return Milliseconds(duration.milliseconds)
    }
}
