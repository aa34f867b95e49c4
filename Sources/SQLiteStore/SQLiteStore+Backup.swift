import Engine
import Foundation
import GRDB

extension SQLiteStore {
    /// Writes a copy of the last commit to a new file, and proves it: the copy is opened, and its
    /// pages, references and history verified before it gets its name.
    ///
    /// Commits go on meanwhile. The file is one database without a write-ahead log, readable by
    /// the daemon's user alone.
    ///
    /// - Returns: the copy's head: the position and hash of its last history entry.
    /// - Throws: ``StoreError``, `busy` where there is a file at the path or one is being written;
    ///   then nothing is at the path that was not there.
    package func backUp(to path: String) async throws -> (position: Int, hash: String) {
        let partial = path + Self.partialEnding
        let copy = StoreFiles(partial)
        try Self.createPrivately(partial, O_EXCL)
        defer { copy.remove() }
        do {
            let head = try self.copy(to: partial)
            try StoreFiles.flush(partial)
            // A link never takes another file's place.
            guard link(partial, path) == 0 else { throw StoreLock.failure(opening: path, errno) }
            unlink(partial)
            try StoreFiles.flush(copy.directory)
            return head
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }

    /// A path for a backup that nothing has yet: numbered where need be.
    package static func freePath(_ stem: String, ending: String) -> String {
        StoreFiles.freeName(stem, ending: ending) { path in
            ["", partialEnding].contains { StoreFiles(path + $0).exists }
        }
    }

    /// What a backup's name ends with until it is proved.
    private static let partialEnding = ".partial"

    private func copy(to path: String) throws -> (position: Int, hash: String) {
        let copy = try DatabaseQueue(path: path)
        try pool.backup(to: copy)
        try copy.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = DELETE")
        }
        let head = try Self.prove(copy)
        try copy.close()
        return head
    }

    /// Sees to it that what was overwritten or deleted is no longer in the files either: the
    /// database is written anew, and the write-ahead log emptied.
    ///
    /// Commits wait meanwhile.
    ///
    /// - Throws: ``StoreError``; nothing that counts has changed then.
    package func scrub() async throws {
        try await onWriter { pool throws in
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM")
                _ = try db.checkpoint(.truncate)
            }
        }
    }
}
