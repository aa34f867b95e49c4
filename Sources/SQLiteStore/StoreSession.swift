import Engine
import GRDB

/// One access to the database: what runs inside ``SQLiteStore/transaction(_:)`` or `read`.
///
/// It must not be used after the access has ended, nor on another thread.
final class StoreSession {
    let db: Database
    private let isWriting: Bool
    /// The rows the connection had changed before.
    private let changesBefore: Int
    /// States as the database holds them now, as far as this session has read or saved them: what
    /// has not changed need not be written again.
    private(set) var known: [String: ScrutinyState] = [:]

    /// The most states kept in `known`.
    private static let mostKnown = 512

    init(_ db: Database, isWriting: Bool) {
        self.db = db
        self.isWriting = isWriting
        changesBefore = db.totalChangesCount
    }

    var hasWritten: Bool { db.totalChangesCount > changesBefore }

    func remember(_ state: ScrutinyState) {
        guard isWriting else { return }
        if known.count >= Self.mostKnown { known.removeAll() }
        known[state.id] = state
    }

    /// Every row of a query, made into values.
    func fetch<Value>(
        _ sql: String, _ arguments: [DatabaseValue] = [], _ make: (Row) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try visit(sql, arguments) { values.append(try make($0)) }
        return values
    }

    /// Every row of a query, one after the other; a row is good for the call only.
    func visit(
        _ sql: String, _ arguments: [DatabaseValue] = [], _ body: (Row) throws -> Void
    ) throws {
        try visit(
            sql, arguments,
            while: { row in
                try body(row)
                return true
            })
    }

    /// The rows of a query, one after the other, until `goesOn` says false; a row is good for the
    /// call only.
    func visit(
        _ sql: String, _ arguments: [DatabaseValue], while goesOn: (Row) throws -> Bool
    ) throws {
        try guarded {
            let statement = try db.cachedStatement(sql: sql)
            let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
            while let row = try rows.next(), try goesOn(row) {}
        }
    }

    /// The first row of a query, made into a value, or nil.
    func fetchOne<Value>(
        _ sql: String, _ arguments: [DatabaseValue] = [], _ make: (Row) throws -> Value
    ) throws -> Value? {
        try guarded {
            let statement = try db.cachedStatement(sql: sql)
            return try Row.fetchOne(statement, arguments: StatementArguments(arguments)).map(make)
        }
    }

    /// What a query counts: its one column is named `count`.
    func count(_ sql: String, _ arguments: [DatabaseValue] = []) throws -> Int {
        try fetchOne(sql, arguments) { Int(try $0.number("count")) } ?? 0
    }

    /// Runs a statement and tells how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ arguments: [DatabaseValue] = []) throws -> Int {
        try guarded {
            let statement = try db.cachedStatement(sql: sql)
            try statement.execute(arguments: StatementArguments(arguments))
            return db.changesCount
        }
    }

    /// Names failures in the store's words, and looks after each whether the transaction stands.
    ///
    /// SQLite may have rolled it back (a full disk, an I/O error). GRDB then refuses all further
    /// statements and the commit with SQLITE_ABORT; without that they would commit alone.
    private func guarded<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            let failure = StoreError(error)
            throw isStanding ? failure : StoreError.transactionLost(by: failure)
        }
    }

    private var isStanding: Bool { db.isInsideTransaction || !isWriting }

    /// Runs `body` under a savepoint; see ``StoreTransaction/savepoint(_:)``.
    func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        try run("SAVEPOINT step")
        do {
            let result = try body()
            try run("RELEASE step")
            return result
        } catch {
            known.removeAll()
            guard isStanding else {
                let failure = error as? StoreError
                throw StoreError.transactionLost(
                    by: failure ?? .failure(.transactionLost, "\(error)"))
            }
            try run("ROLLBACK TO step")
            try run("RELEASE step")
            throw error
        }
    }
}

extension StoreSession: StoreTransaction {}
