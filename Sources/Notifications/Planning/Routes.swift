import Engine
import NotifierKit
package import Workflows

/// Which channels a message goes out by: the first route that matches says.
package struct Routes: Hashable, Sendable {
    /// A matcher with the channels it leads to; an empty list matches all.
    package struct Route: Hashable, Sendable {
        /// Only messages of these workflows.
        package var workflows: [String]
        /// Only messages to these parties.
        package var parties: [String]
        /// Only messages so urgent.
        package var severities: [Severity]
        /// Only messages of these kinds, in the words of the plug-in contract.
        package var kinds: [String]
        /// The channels, by name.
        package var channels: [String]

        /// A route.
        package init(
            workflows: [String] = [], parties: [String] = [], severities: [Severity] = [],
            kinds: [String] = [], channels: [String]
        ) {
            self.workflows = workflows
            self.parties = parties
            self.severities = severities
            self.kinds = kinds
            self.channels = channels
        }

        func matches(_ draft: MessageDraft, _ severity: Severity) -> Bool {
            func admits<Value: Equatable>(_ values: [Value], _ value: Value) -> Bool {
                values.isEmpty || values.contains(value)
            }
            return admits(workflows, draft.definition.name) && admits(parties, draft.to.party)
                && admits(severities, severity)
                && draft.reminders.contains { admits(kinds, $0.kind.wireKind.rawValue) }
        }
    }

    /// The routes, tried in order.
    package var routes: [Route]
    /// The channels where no route matches; never empty.
    package var fallback: [String]

    /// Routes with the channels to use where none matches.
    package init(routes: [Route] = [], fallback: [String]) {
        self.routes = routes
        self.fallback = fallback
    }

    /// The channels of a draft, none twice; never empty, so that nothing is lost for want of a way
    /// out.
    func channels(of draft: MessageDraft, severity: Severity) -> [String] {
        let named = routes.first { $0.matches(draft, severity) }?.channels ?? fallback
        var seen: Set<String> = []
        let channels = named.filter { seen.insert($0).inserted }
        return channels.isEmpty ? [JournalChannel.usualName] : channels
    }
}
