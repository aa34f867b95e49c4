import Deadlines
import Engine

/// A transaction that meets its fate at a write: everything else goes through to the store's own.
final class FaultySession: StoreTransaction {
    private let inner: any StoreTransaction
    private var fault: Fault?
    private let fate: (Attempt) -> Fault?
    private var writes = 0
    /// What is to strike once the transaction is committed.
    private(set) var afterCommit: Fault?
    /// What has struck.
    private(set) var struck: Fault?

    /// - Parameter fate: what befalls the transaction that writes an attempt.
    init(_ inner: any StoreTransaction, fault: Fault?, fate: @escaping (Attempt) -> Fault?) {
        self.inner = inner
        self.fault = fault
        self.fate = fate
    }

    var hasWritten: Bool { inner.hasWritten }

    /// The body has returned: what waited for that strikes.
    func finish() throws {
        switch fault {
        case .failedCommit, .crashBeforeCommit: try strike()
        case .crashAfterCommit: afterCommit = fault
        case .full, .refusal, .crash, nil: break
        }
    }

    private func strike() throws {
        guard let fault else { return }
        struck = fault
        // What is done after a refusal is done.
        if case .refusal = fault { self.fault = nil }
        throw fault.error
    }

    private func write(_ body: () throws -> Void) throws {
        switch fault {
        case .full(let number) where number <= writes, .crash(let number) where number <= writes,
            .refusal(let number) where number <= writes:
            try strike()
        default: break
        }
        writes += 1
        try body()
    }

    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        try inner.savepoint(body)
    }

    func save(_ record: ScrutinyRecord) throws { try write { try inner.save(record) } }
    func append(_ entry: HistoryEntry) throws { try write { try inner.append(entry) } }
    func redact(position: Int, to payload: HistoryEntry.Payload) throws {
        try write { try inner.redact(position: position, to: payload) }
    }
    func redact(_ delivery: Delivery) throws { try write { try inner.redact(delivery) } }
    func put(definition: DefinitionID, text: String) throws {
        try write { try inner.put(definition: definition, text: text) }
    }
    func put(calendar: String, text: String) throws {
        try write { try inner.put(calendar: calendar, text: text) }
    }
    func insert(_ delivery: Delivery) throws { try write { try inner.insert(delivery) } }
    func update(_ delivery: Delivery) throws { try write { try inner.update(delivery) } }
    func put(_ attempt: Attempt) throws {
        fault = fault ?? fate(attempt)
        try write { try inner.put(attempt) }
    }
    func put(_ request: StoredRequest) throws { try write { try inner.put(request) } }
    func forgetRequests(before instant: Instant) throws {
        try write { try inner.forgetRequests(before: instant) }
    }
    func setMeta(_ name: String, _ value: String) throws {
        try write { try inner.setMeta(name, value) }
    }
}

// Reading goes through.
extension FaultySession {
    func scrutiny(_ id: String) throws -> ScrutinyState? { try inner.scrutiny(id) }
    func row(_ id: String) throws -> ScrutinyRow? { try inner.row(id) }
    func rows(_ filter: ScrutinyFilter) throws -> [ScrutinyRow] { try inner.rows(filter) }
    func ids() throws -> [String] { try inner.ids() }
    func dependents(on dependency: Dependency) throws -> [String] {
        try inner.dependents(on: dependency)
    }
    func wakes(through instant: Instant, limit: Int) throws -> [(at: Instant, id: String)] {
        try inner.wakes(through: instant, limit: limit)
    }
    func nextWake() throws -> Instant? { try inner.nextWake() }
    func deadlines(_ filter: DeadlineFilter) throws -> [DeadlineRow] {
        try inner.deadlines(filter)
    }
    func visitHistory(
        of id: String, after sequence: Int, _ visit: (_ entry: HistoryEntry) throws -> Bool
    ) throws { try inner.visitHistory(of: id, after: sequence, visit) }
    func visitHistory(
        _ visit: (_ entry: HistoryEntry, _ storedHash: String) throws -> Void
    ) throws { try inner.visitHistory(visit) }
    func head() throws -> (position: Int, hash: String) { try inner.head() }
    func definitionText(_ id: DefinitionID) throws -> String? { try inner.definitionText(id) }
    func definitions() throws -> [DefinitionID] { try inner.definitions() }
    func calendarText(_ name: String) throws -> String? { try inner.calendarText(name) }
    func calendars() throws -> [String] { try inner.calendars() }
    func reminders(of id: String) throws -> [ReminderRow] { try inner.reminders(of: id) }
    func visitDeliveries(
        _ filter: DeliveryFilter, _ visit: (_ delivery: Delivery) throws -> Bool
    ) throws { try inner.visitDeliveries(filter, visit) }
    func delivery(_ id: String) throws -> Delivery? { try inner.delivery(id) }
    func attempts(of delivery: String) throws -> [Attempt] { try inner.attempts(of: delivery) }
    func request(_ key: RequestKey) throws -> StoredRequest? { try inner.request(key) }
    func meta(_ name: String) throws -> String? { try inner.meta(name) }
    func columnFindings() throws -> [String] { try inner.columnFindings() }
    func count(_ filter: ScrutinyFilter) throws -> Int { try inner.count(filter) }
    func countDeadlines(_ statuses: Set<DeadlineStatus>) throws -> [DeadlineCount] {
        try inner.countDeadlines(statuses)
    }
    func count(_ status: Delivery.Status) throws -> Int { try inner.count(status) }
    func nextAttempt() throws -> Instant? { try inner.nextAttempt() }
}
