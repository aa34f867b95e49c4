/// Which message goes by which channels: the first rule that fits decides, else the standard.
package struct Routes: Hashable, Sendable {
    /// What a route is chosen by.
    package struct Subject: Hashable, Sendable {
        /// The workflow's name.
        package var workflow: String
        /// The party addressed; nil where an address was given by a fact.
        package var party: String?
        /// `notice`, `warning` or `urgent`.
        package var severity: String
        /// `reminder`, `missed`, `digest`, `changed` or `test`.
        package var kind: String

        /// A subject.
        package init(workflow: String, party: String?, severity: String, kind: String) {
            self.workflow = workflow
            self.party = party
            self.severity = severity
            self.kind = kind
        }
    }

    /// Channels for some messages. An empty list of values fits all.
    package struct Rule: Hashable, Sendable {
        /// Names of workflows.
        package var workflows: [String]
        /// Names of parties.
        package var parties: [String]
        /// Severities.
        package var severities: [String]
        /// Kinds of messages.
        package var kinds: [String]
        /// The channels, at least one.
        package var channels: [String]

        /// A rule.
        package init(
            workflows: [String] = [], parties: [String] = [], severities: [String] = [],
            kinds: [String] = [], channels: [String]
        ) {
            self.workflows = workflows
            self.parties = parties
            self.severities = severities
            self.kinds = kinds
            self.channels = channels
        }

        /// Whether every list that says something holds the subject's value.
        package func fits(_ subject: Subject) -> Bool {
            (workflows.isEmpty || workflows.contains(subject.workflow))
                && (parties.isEmpty || subject.party.map(parties.contains) ?? false)
                && (severities.isEmpty || severities.contains(subject.severity))
                && (kinds.isEmpty || kinds.contains(subject.kind))
        }
    }

    /// The severities of messages.
    package static let severities = ["notice", "warning", "urgent"]
    /// The kinds of messages.
    package static let kinds = ["reminder", "missed", "digest", "changed", "test"]

    /// The rules in the order tried.
    package var rules: [Rule]
    /// The channels where no rule fits, at least one.
    package var standard: [String]

    /// Routes.
    package init(rules: [Rule], standard: [String]) {
        self.rules = rules
        self.standard = standard
    }

    /// The names of the channels for a message.
    package func channels(for subject: Subject) -> [String] {
        rules.first { $0.fits(subject) }?.channels ?? standard
    }
}
