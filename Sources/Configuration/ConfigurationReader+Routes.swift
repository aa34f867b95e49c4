import Documents

extension ConfigurationReader {
    /// Reads `routes`: the standard channels, and rules for some messages.
    func readRoutes(_ node: DocumentNode, into draft: inout ConfigurationDraft) {
        guard var reader = MappingReader(node, of: "routes", log) else { return }
        if let node = reader.optional("default") {
            draft.standardReferences = channels(node)
            draft.configuration.routes.standard = draft.standardReferences.map(\.name)
        }
        if let node = reader.optional("rules") {
            let rules = (node.list(log) ?? []).compactMap(rule)
            draft.ruleReferences = rules.flatMap(\.references)
            draft.configuration.routes.rules = rules.map(\.rule)
        }
        reader.finish()
    }

    private func rule(
        _ node: DocumentNode
    ) -> (rule: Routes.Rule, references: [ConfigurationDraft.Reference])? {
        guard var reader = MappingReader(node, of: "a route", log) else { return nil }
        let workflows = reader.optional("workflow").map { names($0, "workflow") }
        let parties = reader.optional("party").map { names($0, "party") }
        let severities = reader.optional("severity").map { words($0, of: Routes.severities) }
        let kinds = reader.optional("kind").map { words($0, of: Routes.kinds) }
        let references = reader.required("to").map(channels) ?? []
        reader.finish()
        if workflows == nil && parties == nil && severities == nil && kinds == nil {
            log.error(
                at: node.position, "", "this route fits every message",
                remedy: "say which by workflow, party, severity or kind, "
                    + "or write the channels under default")
        }
        let rule = Routes.Rule(
            workflows: workflows ?? [], parties: parties ?? [], severities: severities ?? [],
            kinds: kinds ?? [], channels: references.map(\.name))
        return (rule, references)
    }

    /// One or many channels; whether they exist is seen when all files are read.
    private func channels(_ node: DocumentNode) -> [ConfigurationDraft.Reference] {
        let nodes = node.oneOrMany(log)
        if nodes?.isEmpty == true {
            log.error(
                at: node.position, "", "a message without a channel would be lost",
                remedy: "name one at least: [journal]")
        }
        var seen: Set<String> = []
        return (nodes ?? []).compactMap { node in
            guard let name = node.text(log) else { return nil }
            if !seen.insert(name).inserted {
                log.error(
                    at: node.position, name, "this channel is named twice",
                    remedy: "name it once: nobody is told the same thing twice")
            }
            return ConfigurationDraft.Reference(
                name: name, file: log.file, position: node.position)
        }
    }

    private func names(_ node: DocumentNode, _ kind: String) -> [String] {
        let names = texts(
            node, if: ScalarForms.isName, reason: "this cannot be the name of a \(kind)",
            remedy: "use lower-case letters, digits and hyphens")
        refuseEmptyList(node)
        return names
    }

    private func words(_ node: DocumentNode, of known: [String]) -> [String] {
        refuseEmptyList(node)
        return (node.oneOrMany(log) ?? []).compactMap { node in
            let near = node.scalarText.flatMap { nearest($0, in: known) }
            return text(
                node, if: known.contains, reason: "this is none of the words known here",
                remedy: near.map { "did you mean \"\($0)\"?" }
                    ?? "write one of \(known.joined(separator: ", "))")
        }
    }

    /// An empty list fits nothing, though to the rule it would mean all.
    private func refuseEmptyList(_ node: DocumentNode) {
        guard case .sequence(let elements) = node.kind, elements.isEmpty else { return }
        log.error(
            at: node.position, "", "this list fits no message", remedy: "name one, or leave it out")
    }
}
