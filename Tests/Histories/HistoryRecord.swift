import Engine

/// Everything a store holds at the end of a history: what the promises are held against.
struct HistoryRecord: Sendable {
    /// Every scrutiny's state, by id.
    var states: [String: ScrutinyState]
    /// Every entry, in the chain's order.
    var entries: [HistoryEntry]
    /// Every reminder that was ever owed.
    var reminders: [ReminderRow]
    /// Every delivery, in the order created.
    var deliveries: [Delivery]
    /// The attempts at each delivery.
    var attempts: [String: [Attempt]]
    /// The chain's head.
    var head: String
    /// What `verify` finds.
    var findings: [String]

    /// Reads all of it.
    static func read(_ store: any ScrutinyStore) async throws -> HistoryRecord {
        try await store.read { store in
            let ids = try store.ids()
            var entries: [HistoryEntry] = []
            try store.visitHistory { entry, _ in entries.append(entry) }
            let deliveries = try store.deliveries(DeliveryFilter(limit: .max))
            var states: [String: ScrutinyState] = [:]
            for id in ids { states[id] = try store.scrutiny(id) }
            var attempts: [String: [Attempt]] = [:]
            for delivery in deliveries {
                attempts[delivery.id] = try store.attempts(of: delivery.id)
            }
            return HistoryRecord(
                states: states, entries: entries,
                reminders: try ids.flatMap { try store.reminders(of: $0) },
                deliveries: deliveries, attempts: attempts, head: try store.head().hash,
                findings: try Verification.run(store).findings)
        }
    }
}
