package import Engine
import Foundation
import GRDB
import Synchronization

/// The store on an SQLite database: one writer, several readers, every commit on the disk before
/// it is answered.
///
/// WAL with `synchronous=FULL`, STRICT tables, foreign keys; a lock file keeps a second daemon
/// off. Reads see the last commit and do not wait for the writer.
package final class SQLiteStore: ScrutinyStore {
    /// The connections.
    let pool: DatabasePool
    private let checkpointer: Checkpointer
    private let writer = WriterThread()
    private let directory: String
    private let lock: Mutex<StoreLock?>

    /// How long a statement waits for another program's lock, in seconds.
    private static let busyTimeout = 5.0
    /// How many reads may run at once.
    private static let readers = 3

    /// Opens the store in a database file, or makes a new one there. The directory must exist.
    ///
    /// The lock is the file `store.lock` in the same directory.
    ///
    /// - Throws: ``StoreError``: `busy` where another process has the store, `newer` where a newer
    ///   program wrote it, `corrupt` where the file is damaged or something else, `readOnly`,
    ///   `full` or `io` where the files cannot be used, or where a restore was interrupted.
    /// - Parameter onDamage: called where what was written beside the commits may not be on the
    ///   disk.
    package init(
        path: String, onDamage: @escaping @Sendable (StoreError) -> Void = { _ in }
    ) throws {
        let files = StoreFiles(path)
        directory = files.directory
        let lock = try StoreLock(directory: directory)
        files.settle()
        try files.insistOnNoRestore()
        do {
            try Self.createPrivately(path)
            var configuration = Configuration()
            configuration.busyMode = .timeout(Self.busyTimeout)
            configuration.maximumReaderCount = Self.readers
            configuration.label = "scrutinyd"
            // Looked at before anything is written: switching to WAL changes the file.
            let aside = try DatabaseQueue(path: path, configuration: configuration)
            try aside.writeWithoutTransaction { db in
                try StoreSchema.check(db)
                try db.execute(sql: "PRAGMA synchronous = FULL")
            }
            pool = try DatabasePool(path: path, configuration: configuration)
            checkpointer = Checkpointer(aside, onFailure: onDamage)
            try pool.writeWithoutTransaction(Self.makeDurable)
            try StoreSchema.migrator.migrate(pool)
        } catch let error as DatabaseError {
            throw StoreError(error).refined(for: directory)
        }
        self.lock = Mutex(lock)
    }

    package func transaction<Result: Sendable>(
        _ body: @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        try await writer.run { try self.commit(body) }
    }

    /// A cancelled task's read ends with `CancellationError`.
    package func read<Result: Sendable>(
        _ body: @Sendable (any StoreReader) throws -> Result
    ) async throws -> Result {
        try assertOpen()
        do {
            return try await pool.read { try body(StoreSession($0, isWriting: false)) }
        } catch let error as DatabaseError {
            try assertOpen()
            throw StoreError(error).refined(for: directory)
        } catch let error as StoreError {
            throw error.refined(for: directory)
        }
    }

    package func close() async throws {
        try await writer.run {
            try self.assertOpen()
            do {
                try self.pool.close()
                // Last: the pool's readers, which it closes after its writer, cannot write, and
                // would leave the log where it is.
                try self.checkpointer.close()
            } catch let error as DatabaseError {
                throw StoreError(error)
            }
            self.lock.withLock { $0 = nil }
        }
    }

    /// Runs work on the connections where commits run, one after the other.
    func onWriter<Result: Sendable>(
        _ work: @Sendable (DatabasePool) throws -> Result
    ) async throws -> Result {
        try await writer.run {
            try self.assertOpen()
            do {
                return try work(self.pool)
            } catch let error as DatabaseError {
                throw StoreError(error)
            }
        }
    }

    /// Lets the database have so many pages at most, or again as many as it likes (nil): what would
    /// need more fails as on a full disk. For tests of full disks.
    package func limit(toPages count: Int?) async throws {
        try await onWriter { pool in
            try pool.writeWithoutTransaction { db in
                // SQLite raises too low a limit to the pages there are.
                _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(count ?? Self.mostPages)")
            }
        }
    }

    /// The most pages SQLite can count.
    private static let mostPages = 4_294_967_294

    private func commit<Result>(
        _ body: (any StoreTransaction) throws -> Result
    ) throws -> Result {
        try assertOpen()
        do {
            let (result, changes) = try pool.write { db in
                let before = db.totalChangesCount
                let result = try body(StoreSession(db, isWriting: true))
                KillPoint.beforeCommit.reach()
                return (result, db.totalChangesCount - before)
            }
            KillPoint.afterCommit.reach()
            checkpointer.countCommit(changes: changes)
            return result
        } catch let error as DatabaseError {
            throw StoreError(error).refined(for: directory)
        } catch let error as StoreError {
            throw error.refined(for: directory)
        }
    }

    private func assertOpen() throws {
        let isOpen = lock.withLock { $0 != nil }
        guard isOpen else { throw StoreError.failure(.closed, "the store is closed") }
    }

    /// Makes the file so that only the daemon's user can read it; SQLite's other files follow it.
    static func createPrivately(_ path: String, _ flags: CInt = 0) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | flags, 0o600)
        guard descriptor >= 0 else { throw StoreLock.failure(opening: path, errno) }
        Glibc.close(descriptor)
    }

    /// GRDB sets `synchronous=NORMAL` with WAL, which can lose answered commits in a power cut:
    /// FULL is set after it, and read back.
    private static func makeDurable(_ db: Database) throws {
        try db.execute(sql: "PRAGMA synchronous = FULL")
        try db.execute(sql: "PRAGMA wal_autocheckpoint = \(Checkpointer.mostPages)")
        let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
        let journal = try String.fetchOne(db, sql: "PRAGMA journal_mode")
        guard synchronous == 2, journal == "wal" else {
            throw StoreError.failure(
                .io, "SQLite did not take up synchronous=FULL with a write-ahead log")
        }
    }
}
