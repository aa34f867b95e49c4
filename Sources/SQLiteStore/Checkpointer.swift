import Engine
import GRDB
import Synchronization

/// Copies what the write-ahead log holds into the database, beside the commits instead of in
/// their way.
///
/// It has a connection of its own. A passive checkpoint waits for nobody; what it must leave the
/// next one takes.
final class Checkpointer: Sendable {
    /// So many changed rows start a checkpoint.
    private static let interval = 4_000
    /// The writer checkpoints by itself where the log has grown to so many pages nonetheless.
    static let mostPages = 8_192

    private struct Progress {
        var changes = 0
        var isUnderWay = false
    }

    private let connection: DatabaseQueue
    private let onFailure: @Sendable (StoreError) -> Void
    private let progress = Mutex(Progress())

    /// - Parameter onFailure: called where what was to be copied may not be on the disk.
    init(_ connection: DatabaseQueue, onFailure: @escaping @Sendable (StoreError) -> Void) {
        self.connection = connection
        self.onFailure = onFailure
    }

    /// Counts a commit's changed rows and starts a checkpoint where it is time.
    func countCommit(changes: Int) {
        let isTime = progress.withLock { progress in
            progress.changes += changes
            guard progress.changes >= Self.interval, !progress.isUnderWay else { return false }
            progress.changes = 0
            progress.isUnderWay = true
            return true
        }
        guard isTime else { return }
        connection.asyncWriteWithoutTransaction { [self] db in
            do {
                try Self.copy(db, .passive)
            } catch let error as DatabaseError {
                let failure = StoreError(error)
                if failure.code.mustEnd { onFailure(failure) }
                // Else nothing is lost: the log keeps what it has, and the next one tries again.
            } catch {
                // The connection is being closed; what is left is copied by that.
            }
            progress.withLock { $0.isUnderWay = false }
        }
    }

    /// Copies what the log holds into the database.
    static func copy(_ db: Database, _ kind: Database.CheckpointMode) throws {
        // A connection that was opened before there was a log, and has read nothing since, does
        // not know of it, and copies nothing.
        _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema")
        _ = try db.checkpoint(kind)
    }

    /// Copies the rest and closes the connection, the last one: SQLite then removes the log.
    func close() throws {
        do {
            try connection.writeWithoutTransaction { try Self.copy($0, .truncate) }
        } catch {
            // A disk that does not take it now: the log keeps it for the next start.
        }
        try connection.close()
    }
}
