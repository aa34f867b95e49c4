import Documents

/// Reads one file of the configuration over what the files before it said: key by key the later
/// file wins; people, channels and roles are replaced one by one, by name.
///
/// What is wrong is reported and read as if it were absent: with an error in any file the whole
/// configuration is refused anyway.
struct ConfigurationReader {
    let log: DiagnosticLog
    /// Whether the tz database has that name.
    let knowsTimeZone: (String) -> Bool

    /// Reads the tree of a file into the draft.
    func read(_ root: DocumentNode, into draft: inout ConfigurationDraft) {
        guard var reader = MappingReader(root, of: "the configuration", log) else { return }
        if let node = reader.optional("time-zone"), let zone = timeZone(node) {
            draft.configuration.timeZone = zone
        }
        if let node = reader.optional("send-at"), let time = timeOfDay(node) {
            draft.configuration.sendAt = time
        }
        if let node = reader.optional("workflows") {
            draft.configuration.workflowDirectories = folders(node)
        }
        if let node = reader.optional("schedules") {
            draft.configuration.schedules = texts(
                node, if: ScalarForms.isName, reason: "this is no workflow's name",
                remedy: "write the name under \"workflow\" in its definition: precept")
        }
        if let node = reader.optional("roles") { readRoles(node, into: &draft) }
        if let node = reader.optional("people") { readPeople(node, into: &draft) }
        if let node = reader.optional("channels") { readChannels(node, into: &draft) }
        if let node = reader.optional("routes") { readRoutes(node, into: &draft) }
        if let node = reader.optional("closure-days") {
            draft.configuration.closureDays = (node.list(log) ?? []).compactMap(closurePeriod)
        }
        if let node = reader.optional("limits") { readLimits(node, into: &draft) }
        reader.finish()
    }

    /// The node's text if it has a form; else it is reported and nil.
    func text(
        _ node: DocumentNode, if isRight: (String) -> Bool, reason: String, remedy: String
    ) -> String? {
        guard let text = node.text(log) else { return nil }
        guard isRight(text) else {
            log.error(at: node.position, node.excerpt, reason, remedy: remedy)
            return nil
        }
        return text
    }

    /// Of one or many texts those that have the form; the others are reported.
    func texts(
        _ node: DocumentNode, if isRight: (String) -> Bool, reason: String, remedy: String
    ) -> [String] {
        (node.oneOrMany(log) ?? []).compactMap {
            text($0, if: isRight, reason: reason, remedy: remedy)
        }
    }

    /// A length of time within bounds.
    func duration(_ node: DocumentNode, in range: ClosedRange<Int>) -> Duration? {
        let bounds = Duration.seconds(range.lowerBound)...Duration.seconds(range.upperBound)
        let right = text(
            node, if: { ScalarForms.duration($0).map(bounds.contains) ?? false },
            reason: "this is no length of time that is allowed here",
            remedy: "write a number and s, m, h or d, from \(range.lowerBound)s to "
                + "\(range.upperBound)s: 30s")
        return right.flatMap(ScalarForms.duration)
    }

    /// A day.
    func day(_ node: DocumentNode) -> String? {
        text(
            node, if: ScalarForms.isDay, reason: "this is no day",
            remedy: "write it as YYYY-MM-DD: 2026-12-24")
    }

    private func timeZone(_ node: DocumentNode) -> String? {
        text(
            node, if: { ScalarForms.isTimeZoneName($0) && knowsTimeZone($0) },
            reason: "there is no such time zone",
            remedy: "write a name of the tz database: Europe/London")
    }

    private func timeOfDay(_ node: DocumentNode) -> TimeOfDay? {
        text(
            node, if: { ScalarForms.timeOfDay($0) != nil }, reason: "this is no time of day",
            remedy: "write hours and minutes, two digits each: \"09:00\""
        ).flatMap(ScalarForms.timeOfDay)
    }

    private func folders(_ node: DocumentNode) -> [String] {
        if case .sequence(let elements) = node.kind, elements.isEmpty {
            log.error(
                at: node.position, "", "without a folder there are no workflows",
                remedy: "name one: /usr/share/scrutinyd/workflows")
        }
        return texts(
            node, if: ScalarForms.isAbsolutePath, reason: "this is no absolute path",
            remedy: "begin it with a slash, and end it without one")
    }

    private func closurePeriod(_ node: DocumentNode) -> ClosurePeriod? {
        guard case .mapping = node.kind else {
            return day(node).map { ClosurePeriod(from: $0, to: $0) }
        }
        guard var reader = MappingReader(node, of: "a closure", log) else { return nil }
        let from = reader.required("from").flatMap(day)
        let to = reader.required("to").flatMap(day)
        let title = reader.text("title")
        reader.finish()
        guard let from, let to else { return nil }
        guard from <= to else {
            log.error(
                at: node.position, "\(from) to \(to)", "this closure ends before it begins",
                remedy: "swap from and to")
            return nil
        }
        return ClosurePeriod(from: from, to: to, title: title)
    }

    private func readLimits(_ node: DocumentNode, into draft: inout ConfigurationDraft) {
        guard var reader = MappingReader(node, of: "limits", log) else { return }
        if let most = reader.integer("connections", in: 1...10_000) {
            draft.configuration.limits.connections = most
        }
        if let most = reader.integer("connections-per-user", in: 1...10_000) {
            draft.configuration.limits.connectionsPerUser = most
        }
        if let bytes = reader.integer("message-bytes", in: 4096...16_777_216) {
            draft.configuration.limits.messageBytes = bytes
        }
        if let node = reader.optional("message-time"), let time = duration(node, in: 1...3600) {
            draft.configuration.limits.messageTime = time
        }
        reader.finish()
    }
}
