import Deadlines
import Engine

/// The rows of a store in memory: a value, so that a copy is a savepoint.
struct MemoryTables {
    var scrutinies: [String: ScrutinyRecord] = [:]
    var history: [HistoryEntry] = []
    /// The numbers in each scrutiny's history.
    var sequences: [String: Set<Int>] = [:]
    var definitions: [DefinitionID: String] = [:]
    var calendars: [String: String] = [:]
    var reminders: [String: [Reminder.Key: ReminderRow]] = [:]
    /// In the order created.
    var deliveries: [Delivery] = []
    /// Where in `deliveries` each stands.
    var places: [String: Int] = [:]
    var attempts: [String: [Attempt]] = [:]
    var requests: [RequestName: StoredRequest] = [:]
    var meta: [String: String] = [:]
}

/// A request's key, byte by byte: clients choose the id, and to a `String` two Unicode normal
/// forms of a text are one.
struct RequestName: Hashable {
    private let uid: UInt32
    private let method: [UInt8]
    private let id: [UInt8]

    init(_ key: RequestKey) {
        uid = key.uid
        method = Array(key.method.utf8)
        id = Array(key.id.utf8)
    }
}

/// Reads and writes the tables; it lives behind the store's lock.
final class MemorySession: StoreTransaction {
    var tables = MemoryTables() { didSet { hasWritten = true } }
    var hasWritten = false

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        let before = tables
        do {
            return try body()
        } catch {
            tables = before
            throw error
        }
    }

    func scrutiny(_ id: String) throws -> ScrutinyState? { tables.scrutinies[id]?.state }
    func row(_ id: String) throws -> ScrutinyRow? { tables.scrutinies[id]?.row }
    func ids() throws -> [String] { tables.scrutinies.keys.sorted() }

    func rows(_ filter: ScrutinyFilter) throws -> [ScrutinyRow] {
        tables.scrutinies.values.map(\.row).filter(filter.admits).sorted { $0.id < $1.id }
    }

    func count(_ filter: ScrutinyFilter) throws -> Int {
        tables.scrutinies.values.count { filter.admits($0.row) }
    }

    func dependents(on dependency: Dependency) throws -> [String] {
        tables.scrutinies.filter { $0.value.dependencies.contains(dependency) }.keys.sorted()
    }

    func wakes(through instant: Instant, limit: Int) throws -> [(at: Instant, id: String)] {
        let due = tables.scrutinies.values.compactMap { record -> (at: Instant, id: String)? in
            guard let wake = record.row.wake, wake <= instant else { return nil }
            return (wake, record.row.id)
        }
        return Array(due.sorted { ($0.at, $0.id) < ($1.at, $1.id) }.prefix(max(0, limit)))
    }

    func nextWake() throws -> Instant? { tables.scrutinies.values.compactMap(\.row.wake).min() }

    func deadlines(_ filter: DeadlineFilter) throws -> [DeadlineRow] {
        tables.scrutinies.values.flatMap { record in
            record.state.deadlines.map { DeadlineRow(scrutiny: record.row.id, run: $0) }
        }.filter(filter.admits).sorted(by: DeadlineRow.isListedFirst)
    }

    func countDeadlines(_ statuses: Set<DeadlineStatus>) throws -> [DeadlineCount] {
        var counts: [DefinitionID: [DeadlineID: Int]] = [:]
        for row in try deadlines(DeadlineFilter(statuses: statuses)) {
            guard let state = tables.scrutinies[row.scrutiny]?.state else { continue }
            counts[state.definition, default: [:]][row.run.id, default: 0] += 1
        }
        return counts.flatMap { definition, counts in
            counts.map { DeadlineCount(definition: definition, deadline: $0, count: $1) }
        }.sorted { Self.order(of: $0) < Self.order(of: $1) }
    }

    private static func order(of count: DeadlineCount) -> (String, Int, String, String) {
        let definition = count.definition
        return (
            definition.name, definition.version, definition.hash, count.deadline.description
        )
    }

    func visitHistory(
        of id: String, after sequence: Int, _ visit: (_ entry: HistoryEntry) throws -> Bool
    ) throws {
        let entries = tables.history.filter { $0.scrutiny == id && $0.sequence > sequence }
        for entry in entries.sorted(by: { $0.sequence < $1.sequence }) {
            guard try visit(entry) else { return }
        }
    }

    func visitHistory(
        _ visit: (_ entry: HistoryEntry, _ storedHash: String) throws -> Void
    ) throws {
        for entry in tables.history {
            try visit(entry, sha256(try CanonicalJSON.encode(entry.payload)))
        }
    }

    func head() throws -> (position: Int, hash: String) {
        tables.history.last.map { ($0.position, $0.hash) } ?? (0, HistoryEntry.genesis)
    }

    func definitionText(_ id: DefinitionID) throws -> String? { tables.definitions[id] }
    func definitions() throws -> [DefinitionID] {
        tables.definitions.keys.sorted {
            ($0.name, $0.version, $0.hash) < ($1.name, $1.version, $1.hash)
        }
    }
    func calendarText(_ name: String) throws -> String? { tables.calendars[name] }
    func calendars() throws -> [String] { tables.calendars.keys.sorted() }

    func reminders(of id: String) throws -> [ReminderRow] {
        (tables.reminders[id] ?? [:]).values.sorted { $0.reminder.key < $1.reminder.key }
    }

    func visitDeliveries(
        _ filter: DeliveryFilter, _ visit: (_ delivery: Delivery) throws -> Bool
    ) throws {
        var first = tables.deliveries.startIndex
        if let after = filter.after {
            guard let place = tables.places[after] else { return }
            first = place + 1
        }
        let found = tables.deliveries[first...].filter { delivery in
            filter.admits(delivery)
                && (!filter.hasOpenAttempt
                    || tables.attempts[delivery.id]?.contains { $0.endedAt == nil } == true)
        }
        for delivery in found.prefix(max(0, filter.limit)) {
            guard try visit(delivery) else { return }
        }
    }

    func count(_ status: Delivery.Status) throws -> Int {
        tables.deliveries.count { $0.status == status }
    }

    func nextAttempt() throws -> Instant? {
        tables.deliveries.filter { $0.status == .pending }.map(\.nextAttemptAt).min()
    }

    func delivery(_ id: String) throws -> Delivery? {
        tables.places[id].map { tables.deliveries[$0] }
    }

    func attempts(of delivery: String) throws -> [Attempt] { tables.attempts[delivery] ?? [] }
    func request(_ key: RequestKey) throws -> StoredRequest? {
        tables.requests[RequestName(key)]
    }

    func meta(_ name: String) throws -> String? { tables.meta[name] }
    func columnFindings() throws -> [String] { [] }
}
