import Documents

extension ConfigurationReader {
    /// Reads `people`: name → address, title, user, parties.
    func readPeople(_ node: DocumentNode, into draft: inout ConfigurationDraft) {
        for entry in node.entries(log) ?? [] where isName(entry, of: "a person") {
            if let person = person(entry) { draft.set(person) }
        }
    }

    /// Reads `roles`: role → groups, users, uids.
    func readRoles(_ node: DocumentNode, into draft: inout ConfigurationDraft) {
        guard var reader = MappingReader(node, of: "roles", log) else { return }
        for role in Role.allCases {
            if let node = reader.optional(role.rawValue), let members = members(node) {
                draft.configuration.roles[role] = members
            }
        }
        reader.finish()
    }

    /// Whether an entry's key is fit as a name; else it is reported.
    func isName(_ entry: DocumentNode.Entry, of subject: String) -> Bool {
        if ScalarForms.isName(entry.key) { return true }
        log.error(
            at: entry.keyPosition, entry.key, "this cannot be the name of \(subject)",
            remedy: "use lower-case letters, digits and hyphens: support-office")
        return false
    }

    private func person(_ entry: DocumentNode.Entry) -> Person? {
        guard var reader = MappingReader(entry.value, of: "a person", log) else { return nil }
        let title = reader.optional("title").flatMap(self.title)
        let address = reader.required("address").flatMap(self.address)
        let user = reader.optional("user").flatMap { account($0, "user") }
        let bindings = reader.oneOrMany("parties").compactMap(binding)
        reader.finish()
        return address.map {
            Person(name: entry.key, title: title, address: $0, user: user, bindings: bindings)
        }
    }

    private func title(_ node: DocumentNode) -> String? {
        text(
            node,
            if: { title in
                !title.isEmpty && title.count <= 100
                    && !title.unicodeScalars.contains {
                        $0.properties.generalCategory == .control
                    }
            }, reason: "this cannot stand in a message's header",
            remedy: "write one line of 100 characters at most")
    }

    private func address(_ node: DocumentNode) -> String? {
        text(
            node, if: ScalarForms.isMailAddress, reason: "this is no mail address",
            remedy: "write one address alone: clerk@example.org")
    }

    private func account(_ node: DocumentNode, _ kind: String) -> String? {
        text(
            node, if: ScalarForms.isAccount, reason: "this cannot be the name of a \(kind)",
            remedy: "write the \(kind)'s name on this machine")
    }

    private func binding(_ node: DocumentNode) -> Person.Binding? {
        guard case .mapping = node.kind else {
            return party(node).map { Person.Binding(party: $0) }
        }
        guard var reader = MappingReader(node, of: "a party", log) else { return nil }
        let party = reader.required("party").flatMap(self.party)
        let from = reader.optional("from").flatMap(day)
        let to = reader.optional("to").flatMap(day)
        reader.finish()
        if let from, let to, from > to {
            log.error(
                at: node.position, "\(from) to \(to)", "this binding ends before it begins",
                remedy: "swap from and to")
        }
        return party.map { Person.Binding(party: $0, from: from, to: to) }
    }

    private func party(_ node: DocumentNode) -> String? {
        text(
            node, if: ScalarForms.isName, reason: "this cannot be the name of a party",
            remedy: "write a party of the workflows: clerk, chair")
    }

    private func members(_ node: DocumentNode) -> RoleMembers? {
        guard var reader = MappingReader(node, of: "a role", log) else { return nil }
        let groups = reader.oneOrMany("groups").compactMap { account($0, "group") }
        let users = reader.oneOrMany("users").compactMap { account($0, "user") }
        let uids = reader.oneOrMany("uids").compactMap { $0.integer(in: 0...4_294_967_294, log) }
        reader.finish()
        return RoleMembers(groups: groups, users: users, uids: uids.map(UInt32.init))
    }
}
