import Documents

extension ConfigurationReader {
    /// Reads `channels`: name → a transport and its settings.
    func readChannels(_ node: DocumentNode, into draft: inout ConfigurationDraft) {
        for entry in node.entries(log) ?? [] where isName(entry, of: "a channel") {
            draft.declaredChannels.insert(entry.key)
            if let channel = channel(entry) { draft.set(channel) }
        }
    }

    private func channel(_ entry: DocumentNode.Entry) -> Channel? {
        guard var reader = MappingReader(entry.value, of: "a channel", log) else { return nil }
        let journal = reader.optional("journal")
        let file = reader.optional("file")
        let exec = reader.optional("exec")
        let attempts = reader.integer("attempts", in: 1...100)
        let concurrency = reader.integer("concurrency", in: 1...64)
        let transport: Channel.Transport?
        switch (journal, file, exec) {
        case (let node?, nil, nil): transport = self.journal(node)
        case (nil, let node?, nil): transport = self.file(node)
        case (nil, nil, let node?): transport = program(node, &reader).map { .exec($0) }
        default:
            log.error(
                at: entry.keyPosition, entry.key,
                "a channel has exactly one of journal, file and exec",
                remedy: "write one of them: exec: [/usr/lib/scrutinyd/notify-email]")
            _ = program(nil, &reader)
            transport = nil
        }
        reader.finish()
        guard let transport else { return nil }
        var channel = Channel(name: entry.key, transport: transport)
        if let attempts { channel.attempts = attempts }
        if let concurrency { channel.concurrency = concurrency }
        return channel
    }

    private func journal(_ node: DocumentNode) -> Channel.Transport? {
        if node.isNull { return .journal }
        guard let reader = MappingReader(node, of: "journal", log) else { return nil }
        reader.finish()
        return .journal
    }

    private func file(_ node: DocumentNode) -> Channel.Transport? {
        text(
            node, if: ScalarForms.isAbsolutePath, reason: "this is no absolute path to a file",
            remedy: "begin it with a slash: /var/lib/scrutinyd/messages.jsonl"
        ).map { .file(path: $0) }
    }

    /// Reads what belongs to an exec channel; without a node only so that its keys are known.
    private func program(_ node: DocumentNode?, _ reader: inout MappingReader) -> Channel.Program? {
        let timeLimit = reader.optional("time-limit").flatMap { duration($0, in: 1...3600) }
        let credentials = reader.optional("credentials").map(self.credentials)
        let environment = reader.optional("environment").map(self.environment)
        guard let command = node.flatMap(command) else { return nil }
        return Channel.Program(
            path: command[0], arguments: Array(command.dropFirst()),
            timeLimit: timeLimit ?? .seconds(30), credentials: credentials ?? [],
            environment: environment ?? [:])
    }

    /// The path and the arguments.
    private func command(_ node: DocumentNode) -> [String]? {
        guard let nodes = node.oneOrMany(log) else { return nil }
        let texts = nodes.compactMap { $0.text(log) }
        guard texts.count == nodes.count else { return nil }
        guard let path = texts.first, ScalarForms.isAbsolutePath(path) else {
            log.error(
                at: nodes.first?.position ?? node.position, texts.first ?? "",
                "a plug-in is named by its absolute path",
                remedy: "write [/PATH/TO/PLUG-IN, ARGUMENT]: no search path, no shell")
            return nil
        }
        if nodes.count == 1, path.contains(" ") {
            log.warning(
                at: nodes[0].position, path, "the blanks are taken as part of the path",
                remedy: "write path and arguments as a list: [/PATH/TO/PLUG-IN, ARGUMENT]")
        }
        return texts
    }

    private func credentials(_ node: DocumentNode) -> [String] {
        texts(
            node, if: ScalarForms.isCredential, reason: "this cannot be a credential's name",
            remedy: "write the name given to LoadCredential= in the unit, never the secret")
    }

    private func environment(_ node: DocumentNode) -> [String: String] {
        var variables: [String: String] = [:]
        for entry in node.entries(log) ?? [] {
            if ScalarForms.isVariable(entry.key) {
                variables[entry.key] = entry.value.text(log)
            } else {
                log.error(
                    at: entry.keyPosition, entry.key, "this variable cannot be set",
                    remedy: "use letters, digits and underscores; SCRUTINY_* and "
                        + "CREDENTIALS_DIRECTORY are the daemon's own")
            }
        }
        return variables
    }
}
