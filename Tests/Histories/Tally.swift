/// What happened in one history or in many, in numbers.
package struct Tally: Hashable, Sendable {
    /// Histories played.
    package var histories = 0
    /// Commands asked.
    package var commands = 0
    /// Commands that were accepted.
    package var accepted = 0
    /// Commands that were refused, each of which changed nothing.
    package var refused = 0
    /// Requests sent again that got their first answer.
    package var repeated = 0
    /// Times the clock went back.
    package var backwards = 0
    /// Faults of the store.
    package var faults = FaultCount()
    /// Commands that found the files' disk really full.
    package var realFullDisks = 0
    /// Images of logs cut off in the middle that were opened.
    package var tornLogs = 0
    /// Entries in the histories.
    package var entries = 0
    /// Entries that were redacted.
    package var redacted = 0
    /// Reminders that were owed.
    package var reminders = 0
    /// Reminders that were handed over.
    package var handedOver = 0
    /// Deliveries, each under one id.
    package var deliveries = 0
    /// Times a channel was handed one.
    package var handOvers = 0
    /// Deliveries given up.
    package var deadLetters = 0

    package init() {}

    /// The sum.
    package static func += (left: inout Tally, right: Tally) {
        left.histories += right.histories
        left.commands += right.commands
        left.accepted += right.accepted
        left.refused += right.refused
        left.repeated += right.repeated
        left.backwards += right.backwards
        left.faults += right.faults
        left.realFullDisks += right.realFullDisks
        left.tornLogs += right.tornLogs
        left.entries += right.entries
        left.redacted += right.redacted
        left.reminders += right.reminders
        left.handedOver += right.handedOver
        left.deliveries += right.deliveries
        left.handOvers += right.handOvers
        left.deadLetters += right.deadLetters
    }
}

extension Tally: CustomStringConvertible {
    package var description: String {
        """
        \(commands) commands (\(accepted) accepted, \(refused) refused, \(repeated) repeated), \
        \(faults.crashes) crashes, \(faults.fullDisks + realFullDisks) full disks \
        (\(realFullDisks) of them files'), \(faults.failedCommits) failed commits, \
        \(faults.refusals) refusals half-way, \
        \(tornLogs) torn logs, \(backwards) steps back; \(entries) entries \
        (\(redacted) of them redacted), \
        \(reminders) reminders owed, \(handedOver) handed over in \(deliveries) deliveries, \
        \(handOvers) hand-overs, \(deadLetters) dead letters
        """
    }
}
