import Deadlines
import Engine

/// A store in which somebody changed one thing; all else is the real one's.
struct TamperedReader: StoreReader {
    let store: any StoreReader
    /// The entry of history that was changed.
    var position = 0
    var change: (inout HistoryEntry) -> Void = { _ in }
    var changeRow: (inout ScrutinyRow) -> Void = { _ in }
    var changeReminder: (inout ReminderRow) -> Void = { _ in }
    var changeDelivery: (inout Delivery?) -> Void = { _ in }
    var changeDefinition: (inout String?) -> Void = { _ in }

    func visitHistory(
        _ visit: (_ entry: HistoryEntry, _ storedHash: String) throws -> Void
    ) throws {
        try store.visitHistory { entry, storedHash in
            var entry = entry
            guard entry.position == position else { return try visit(entry, storedHash) }
            change(&entry)
            try visit(entry, sha256(try CanonicalJSON.encode(entry.payload)))
        }
    }

    func scrutiny(_ id: String) throws -> ScrutinyState? { try store.scrutiny(id) }
    func row(_ id: String) throws -> ScrutinyRow? {
        guard var row = try store.row(id) else { return nil }
        changeRow(&row)
        return row
    }
    func rows(_ filter: ScrutinyFilter) throws -> [ScrutinyRow] { try store.rows(filter) }
    func count(_ filter: ScrutinyFilter) throws -> Int { try store.count(filter) }
    func ids() throws -> [String] { try store.ids() }
    func dependents(on dependency: Dependency) throws -> [String] {
        try store.dependents(on: dependency)
    }
    func wakes(through instant: Instant, limit: Int) throws -> [(at: Instant, id: String)] {
        try store.wakes(through: instant, limit: limit)
    }
    func nextWake() throws -> Instant? { try store.nextWake() }
    func deadlines(_ filter: DeadlineFilter) throws -> [DeadlineRow] {
        try store.deadlines(filter)
    }
    func countDeadlines(_ statuses: Set<DeadlineStatus>) throws -> [DeadlineCount] {
        try store.countDeadlines(statuses)
    }
    func visitHistory(
        of id: String, after sequence: Int, _ visit: (_ entry: HistoryEntry) throws -> Bool
    ) throws { try store.visitHistory(of: id, after: sequence, visit) }
    func head() throws -> (position: Int, hash: String) { try store.head() }
    func definitionText(_ id: DefinitionID) throws -> String? {
        var text = try store.definitionText(id)
        changeDefinition(&text)
        return text
    }
    func definitions() throws -> [DefinitionID] { try store.definitions() }
    func calendarText(_ name: String) throws -> String? { try store.calendarText(name) }
    func calendars() throws -> [String] { try store.calendars() }
    func reminders(of id: String) throws -> [ReminderRow] {
        var rows = try store.reminders(of: id)
        for index in rows.indices { changeReminder(&rows[index]) }
        return rows
    }
    func visitDeliveries(
        _ filter: DeliveryFilter, _ visit: (_ delivery: Delivery) throws -> Bool
    ) throws { try store.visitDeliveries(filter, visit) }
    func count(_ status: Delivery.Status) throws -> Int { try store.count(status) }
    func nextAttempt() throws -> Instant? { try store.nextAttempt() }
    func delivery(_ id: String) throws -> Delivery? {
        var delivery = try store.delivery(id)
        changeDelivery(&delivery)
        return delivery
    }
    func attempts(of delivery: String) throws -> [Attempt] { try store.attempts(of: delivery) }
    func request(_ key: RequestKey) throws -> StoredRequest? { try store.request(key) }
    func meta(_ name: String) throws -> String? { try store.meta(name) }
    func columnFindings() throws -> [String] { try store.columnFindings() }
}
