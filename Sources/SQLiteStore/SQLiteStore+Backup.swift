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
    /// - Throws: ``StoreError``; then there is no file at the path.
    package func backUp(to path: String) async throws -> (position: Int, hash: String) {
        let partial = path + ".partial"
        defer { Self.removeDatabase(partial) }
        do {
            try Self.createPrivately(partial)
            let head = try copy(to: partial)
            try Self.rename(partial, to: path)
            return head
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }

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

// MARK: - Restoring

extension SQLiteStore {
    /// Puts a backup in the place of a store that nobody has open. What was there is kept beside
    /// it, under the name returned.
    ///
    /// - Parameter stamp: what the name of the store put aside ends with.
    /// - Returns: the restored head, and the path of the store put aside; nil where there was none.
    /// - Throws: ``StoreError`` where the backup is none, is damaged or too new, or where
    ///   a daemon has the store; then nothing has changed.
    package static func restore(
        _ backup: String, to path: String, stamp: String
    ) throws -> (position: Int, hash: String, aside: String?) {
        let lock = try StoreLock(directory: (path as NSString).deletingLastPathComponent)
        defer { withExtendedLifetime(lock) {} }
        let partial = path + ".restoring"
        removeDatabase(partial)
        defer { removeDatabase(partial) }
        do {
            guard FileManager.default.fileExists(atPath: backup) else {
                throw StoreError(
                    .io, cause: "there is no file \(backup)",
                    remedy: "Name a file that scrutinyctl backup wrote.")
            }
            try createPrivately(partial)
            let head = try copyProved(backup, to: partial)
            let aside = try putAside(path, stamp: stamp)
            try rename(partial, to: path)
            return (head.position, head.hash, aside)
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }

    /// Copies a backup, and proves the copy.
    private static func copyProved(
        _ backup: String, to path: String
    ) throws -> (position: Int, hash: String) {
        var configuration = Configuration()
        configuration.readonly = true
        let source = try DatabaseQueue(path: backup, configuration: configuration)
        try source.read(StoreSchema.check)
        let copy = try DatabaseQueue(path: path)
        try source.backup(to: copy)
        try source.close()
        guard try copy.read({ try $0.tableExists("history") }) else {
            throw StoreError(
                .corrupt, cause: "\(backup) is no store",
                remedy: "Name a file that scrutinyctl backup wrote.")
        }
        let another = "Restore another backup."
        try remedied(another) { try StoreSchema.migrator.migrate(copy) }
        let head = try prove(copy, remedy: another)
        try copy.close()
        return head
    }

    /// Renames a store with its log, so that nothing is lost by restoring the wrong backup.
    private static func putAside(_ path: String, stamp: String) throws -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let aside = "\(path).before-restore-\(stamp)"
        for suffix in companions where FileManager.default.fileExists(atPath: path + suffix) {
            try rename(path + suffix, to: aside + suffix)
        }
        return aside
    }

    /// What SQLite puts behind a database's name for the files that belong to it; the database
    /// last, so that a log is never taken for another database's.
    private static let companions = ["-wal", "-shm", "-journal", ""]

    private static func removeDatabase(_ path: String) {
        for suffix in companions { unlink(path + suffix) }
    }

    /// Renames a file for good: flushed before, and the directory after.
    private static func rename(_ from: String, to path: String) throws {
        try flush(from)
        guard Glibc.rename(from, path) == 0 else { throw StoreLock.failure(opening: path, errno) }
        try flush((path as NSString).deletingLastPathComponent)
    }

    private static func flush(_ path: String) throws {
        let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreLock.failure(opening: path, errno) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StoreLock.failure(opening: path, errno) }
    }
}
