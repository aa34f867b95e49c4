import Engine
import Foundation
import GRDB

extension SQLiteStore {
    /// Moments of a restore, for tests that end it there.
    enum RestoreStep: CaseIterable {
        /// The store that was there has its second name, with its log.
        case linked
        /// Its log is folded into it, where it can be opened.
        case folded
        /// Its log has only that name.
        case logsRemoved
    }

    /// Puts a backup in the place of a store that nobody has open. What was there is kept beside
    /// it, under the name returned. At no moment is the place without a whole database.
    ///
    /// - Parameter stamp: what the name of the store put aside ends with, and a number where that
    ///   is taken.
    /// - Returns: the restored head, and the path of the store put aside; nil where there was none.
    /// - Throws: ``StoreError`` where the backup is none, is damaged or too new, or where
    ///   a daemon has the store; then nothing has changed.
    package static func restore(
        _ backup: String, to path: String, stamp: String
    ) throws -> (position: Int, hash: String, aside: String?) {
        try restore(backup, to: path, stamp: stamp) { _ in }
    }

    static func restore(
        _ backup: String, to path: String, stamp: String, reaching: (RestoreStep) throws -> Void
    ) throws -> (position: Int, hash: String, aside: String?) {
        let files = StoreFiles(path)
        let lock = try StoreLock(directory: files.directory)
        defer { withExtendedLifetime(lock) {} }
        let copy = StoreFiles(files.restoring)
        copy.remove()
        defer { copy.remove() }
        do {
            try insistOnFile(backup)
            try createPrivately(copy.path)
            try giveAway([copy.path, files.directory + "/store.lock"], like: files.directory)
            let head = try copyProved(backup, to: copy.path)
            try StoreFiles.flush(copy.path)
            let aside = try replace(files, by: copy.path, stamp: stamp, reaching: reaching)
            return (head.position, head.hash, aside)
        } catch let error as DatabaseError {
            throw StoreError(error).refined(for: files.directory)
        }
    }

    private static let nameBackup = "Name a file that scrutinyctl backup wrote."

    private static func insistOnFile(_ path: String) throws {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard isThere, !isFolder.boolValue else {
            let cause = isThere ? "\(path) is a folder" : "there is no file \(path)"
            throw StoreError(.io, cause: cause, remedy: nameBackup)
        }
    }

    /// What root makes is the daemon's, as the folder is.
    private static func giveAway(_ paths: [String], like folder: String) throws {
        var owner = stat()
        guard geteuid() == 0, stat(folder, &owner) == 0 else { return }
        for path in paths where chown(path, owner.st_uid, owner.st_gid) != 0 {
            throw StoreLock.failure(opening: path, errno)
        }
    }

    /// Copies a backup, and proves the copy.
    private static func copyProved(
        _ backup: String, to path: String
    ) throws -> (position: Int, hash: String) {
        let copy = try DatabaseQueue(path: path)
        try remedied(nameBackup) {
            var configuration = Configuration()
            configuration.readonly = true
            let source = try DatabaseQueue(path: backup, configuration: configuration)
            try source.read(StoreSchema.check)
            try source.backup(to: copy)
            try source.close()
            guard try copy.read({ try $0.tableExists("history") }) else {
                throw StoreError(.corrupt, cause: "\(backup) is no store", remedy: nameBackup)
            }
        }
        let another = "Restore another backup."
        try remedied(another) {
            try StoreSchema.migrator.migrate(copy)
            // One file, whatever the backup was.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        }
        let head = try prove(copy, remedy: another)
        try copy.close()
        return head
    }

    /// Puts a proved copy in the place, and tells where what was there is now.
    private static func replace(
        _ files: StoreFiles, by copy: String, stamp: String,
        reaching: (RestoreStep) throws -> Void
    ) throws -> String? {
        files.settle()
        let hadStore = files.exists
        // First: of a store that cannot be opened SQLite may remove the log.
        let aside = files.hasRemains ? try files.link(aside: stamp) : nil
        do {
            try reaching(.linked)
            if try fold(files) { try aside?.removeLogs() }
            try reaching(.folded)
            try files.removeLogs()
            try reaching(.logsRemoved)
            guard rename(copy, files.path) == 0 else {
                throw StoreLock.failure(opening: files.path, errno)
            }
        } catch {
            files.settle()
            throw error
        }
        try StoreFiles.flush(files.directory)
        return hadStore ? aside?.path : nil
    }

    /// Copies the log of the store that was there into it, and tells whether that was possible. One
    /// that cannot be opened keeps it.
    private static func fold(_ files: StoreFiles) throws -> Bool {
        // SQLite takes the log of an empty file for a stale one, and removes it.
        guard files.exists, !files.isEmpty else { return false }
        do {
            let old = try DatabaseQueue(path: files.path)
            try old.writeWithoutTransaction { try Checkpointer.copy($0, .truncate) }
            try old.close()
        } catch let error as DatabaseError {
            guard [.corrupt, .io].contains(StoreError(error).code) else { throw error }
            return false
        }
        guard !files.hasLog else {
            throw StoreError.failure(.busy, "another program has \(files.path) open")
        }
        return true
    }
}
