package import Deadlines

/// Where scrutinies, their history and what they owe are kept.
///
/// Everything that follows from one decision is committed in one transaction. An adapter must
/// pass the conformance suite in `TestSupport`; nothing above this port may know which is there.
package protocol ScrutinyStore: Sendable {
    /// Runs `body` in one durable transaction and commits it. Whatever it throws undoes all.
    ///
    /// - Throws: ``StoreError`` for the store's own failures, else what `body` threw.
    func transaction<Result: Sendable>(
        _ body: @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result

    /// Runs `body` on a consistent view without changing anything.
    func read<Result: Sendable>(
        _ body: @Sendable (any StoreReader) throws -> Result
    ) async throws -> Result

    /// Flushes and closes. Using the store afterwards is an error.
    func close() async throws
}

/// What can be read of a store. Calls are synchronous; they run inside `read` or `transaction`.
package protocol StoreReader {
    /// The scrutiny of that id, or nil.
    func scrutiny(_ id: String) throws -> ScrutinyState?
    /// The row of that id, or nil.
    func row(_ id: String) throws -> ScrutinyRow?
    /// Rows that match, ordered by id.
    func rows(_ filter: ScrutinyFilter) throws -> [ScrutinyRow]
    /// How many rows match, without reading them.
    func count(_ filter: ScrutinyFilter) throws -> Int
    /// All ids, ordered.
    func ids() throws -> [String]
    /// Ids of the scrutinies that must be recomputed when this changes, ordered.
    func dependents(on dependency: Dependency) throws -> [String]
    /// Scrutinies whose wake is at or before the instant, ordered by wake, then id.
    func wakes(through instant: Instant, limit: Int) throws -> [(at: Instant, id: String)]
    /// The earliest wake after nothing, or nil.
    func nextWake() throws -> Instant?
    /// Latest runs of deadlines with one of the statuses, of scrutinies that are not final unless
    /// asked for; ordered by due day (unknown last), scrutiny, name.
    func deadlines(_ filter: DeadlineFilter) throws -> [DeadlineRow]
    /// How many armed deadlines have one of the statuses, by definition and deadline, ordered;
    /// without reading them.
    func countDeadlines(_ statuses: Set<DeadlineStatus>) throws -> [DeadlineCount]
    /// Visits the history entries of a scrutiny after a number in order, until `visit` says false:
    /// only the one that is visited is in memory.
    func visitHistory(
        of id: String, after sequence: Int, _ visit: (_ entry: HistoryEntry) throws -> Bool
    ) throws
    /// Visits every history entry in the chain's order; `storedHash` is the hash of the bytes that
    /// are stored for its payload now.
    func visitHistory(_ visit: (_ entry: HistoryEntry, _ storedHash: String) throws -> Void) throws
    /// The last entry's position and hash; (0, ``HistoryEntry/genesis``) while there is none.
    func head() throws -> (position: Int, hash: String)
    /// The text of a definition that scrutinies run by, or nil.
    func definitionText(_ id: DefinitionID) throws -> String?
    /// Every stored definition, ordered by name and version.
    func definitions() throws -> [DefinitionID]
    /// The stored text of a calendar with its version, or nil.
    func calendarText(_ name: String) throws -> String?
    /// Names of the stored calendars, ordered.
    func calendars() throws -> [String]
    /// Reminder rows of a scrutiny, ordered by the key.
    func reminders(of id: String) throws -> [ReminderRow]
    /// Visits deliveries that match in the order created, until `visit` says false: only the one
    /// that is visited is in memory.
    func visitDeliveries(
        _ filter: DeliveryFilter, _ visit: (_ delivery: Delivery) throws -> Bool
    ) throws
    /// How many deliveries have the status, without reading them.
    func count(_ status: Delivery.Status) throws -> Int
    /// The earliest moment at which a pending delivery may be tried, or nil.
    func nextAttempt() throws -> Instant?
    /// The delivery of that id, or nil.
    func delivery(_ id: String) throws -> Delivery?
    /// Attempts at a delivery, in order.
    func attempts(of delivery: String) throws -> [Attempt]
    /// The stored answer to a request, or nil.
    func request(_ key: RequestKey) throws -> StoredRequest?
    /// A value kept about the store itself, or nil.
    func meta(_ name: String) throws -> String?
    /// Where rows are looked up by something else than they hold, a sentence each; none in a store
    /// that keeps nothing twice.
    func columnFindings() throws -> [String]
}

extension StoreReader {
    /// All history entries of a scrutiny in order: for what needs them all at once.
    package func history(of id: String) throws -> [HistoryEntry] {
        var entries: [HistoryEntry] = []
        try visitHistory(of: id, after: 0) { entry in
            entries.append(entry)
            return true
        }
        return entries
    }

    /// Deliveries that match, in the order created.
    package func deliveries(_ filter: DeliveryFilter) throws -> [Delivery] {
        var deliveries: [Delivery] = []
        try visitDeliveries(filter) { delivery in
            deliveries.append(delivery)
            return true
        }
        return deliveries
    }

    /// The history entry of that number, or nil.
    package func entry(_ sequence: Int, of id: String) throws -> HistoryEntry? {
        guard sequence > 0 else { return nil }
        var found: HistoryEntry?
        try visitHistory(of: id, after: sequence - 1) { entry in
            if entry.sequence == sequence { found = entry }
            return false
        }
        return found
    }
}

/// What can be changed in a transaction.
package protocol StoreTransaction: StoreReader {
    /// Whether anything was written so far: a commit of nothing proves nothing of the disk.
    var hasWritten: Bool { get }
    /// Runs `body` under a savepoint: what it throws undoes what it did, and is thrown on.
    ///
    /// After a failure of the store itself the transaction may be gone; the adapter then throws
    /// ``StoreError/Code/transactionLost`` so that the whole batch fails.
    func savepoint<Result>(_ body: () throws -> Result) throws -> Result
    /// Saves a scrutiny with its projections, replacing what was there.
    func save(_ record: ScrutinyRecord) throws
    /// Appends an entry; its position must be the head's plus one.
    func append(_ entry: HistoryEntry) throws
    /// Puts another payload in the place of an entry's; the entry keeps its hashes.
    func redact(position: Int, to payload: HistoryEntry.Payload) throws
    /// Replaces what a delivery says and to whom, and forgets what its attempts told.
    func redact(_ delivery: Delivery) throws
    /// Stores a definition's text under its identity; the same again is harmless.
    func put(definition: DefinitionID, text: String) throws
    /// Stores a calendar's text, replacing the one of that name.
    func put(calendar: String, text: String) throws
    /// Stores a new delivery; an id that exists already is an error.
    func insert(_ delivery: Delivery) throws
    /// Replaces a delivery's changing fields.
    func update(_ delivery: Delivery) throws
    /// Stores or replaces an attempt (key: delivery and number).
    func put(_ attempt: Attempt) throws
    /// Stores the answer to a request.
    func put(_ request: StoredRequest) throws
    /// Forgets requests answered before the instant.
    func forgetRequests(before instant: Instant) throws
    /// Keeps a value about the store itself.
    func setMeta(_ name: String, _ value: String) throws
}

/// A store's failure: a stable code, the cause, and what the operator does next.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure.
    package enum Code: String, Sendable, CaseIterable {
        /// The disk or its quota is full.
        case full
        /// The files cannot be written.
        case readOnly = "read-only"
        /// Another process holds the store.
        case busy
        /// The files are damaged.
        case corrupt
        /// A newer program wrote the store.
        case newer
        /// An I/O error.
        case io
        /// The disk did not take what was to be made durable: what it holds is not known.
        case notDurable = "not-durable"
        /// The transaction was rolled back by the store.
        case transactionLost = "transaction-lost"
        /// A row that must be unique exists, or a row is missing: a broken invariant.
        case constraint
        /// The store is closed.
        case closed
    }
    /// What kind of failure.
    package var code: Code
    /// The cause in the library's words.
    package var cause: String
    /// The operator's next step.
    package var remedy: String

    /// A failure.
    package init(_ code: Code, cause: String, remedy: String) {
        self.code = code
        self.cause = cause
        self.remedy = remedy
    }

    package var description: String { "store: \(code.rawValue): \(cause). \(remedy)" }
}

extension StoreError.Code {
    /// Whether it says something of the disk, and not of one statement or of the program.
    package var isTrouble: Bool {
        switch self {
        case .full, .readOnly, .busy, .corrupt, .newer, .io, .notDurable: true
        case .transactionLost, .constraint, .closed: false
        }
    }

    /// Whether going on would be a lie: what was answered may not be there.
    package var mustEnd: Bool {
        switch self {
        case .corrupt, .notDurable, .newer: true
        case .full, .readOnly, .busy, .io, .transactionLost, .constraint, .closed: false
        }
    }

    /// Whether the same may work later.
    package var mayPass: Bool {
        switch self {
        case .full, .readOnly, .busy, .io, .transactionLost: true
        case .corrupt, .newer, .notDurable, .constraint, .closed: false
        }
    }
}
