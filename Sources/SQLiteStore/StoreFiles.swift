import Engine
import Foundation

/// A database's file, those that SQLite keeps beside it, and what restores leave there.
struct StoreFiles {
    let path: String

    /// What SQLite puts behind a database's name for the files that belong to it.
    private static let companions = ["-wal", "-shm", "-journal"]
    /// The files nothing of which may be lost; `-shm` is made anew.
    private static let lasting = ["", "-wal", "-journal"]

    init(_ path: String) { self.path = path }

    var directory: String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    /// Whether the database is there.
    var exists: Bool { Self.status(path) != nil }

    /// Whether it has a log that is not folded into it.
    var hasLog: Bool { Self.status(path + "-wal") != nil }

    /// Whether there is nothing in it.
    var isEmpty: Bool { Self.status(path)?.st_size == 0 }

    /// Whether there is anything of a database.
    var hasRemains: Bool { Self.lasting.contains { Self.status(path + $0) != nil } }

    /// Where a copy is proved before it takes the place.
    var restoring: String { path + ".restoring" }

    private var asidePrefix: String { path + ".before-restore-" }

    /// Removes the database with its companions.
    func remove() {
        unlink(path)
        for suffix in Self.companions { unlink(path + suffix) }
    }

    /// Gives everything that counts a second name that nothing has yet, and tells it.
    func link(aside stamp: String) throws -> StoreFiles {
        let free = Self.freeName(asidePrefix + stamp, ending: "") { StoreFiles($0).hasRemains }
        let aside = StoreFiles(free)
        do {
            // The database first: by it an interrupted restore is known.
            for suffix in Self.lasting where Self.status(path + suffix) != nil {
                guard Glibc.link(path + suffix, free + suffix) == 0 else {
                    throw StoreLock.failure(opening: free + suffix, errno)
                }
            }
            try Self.flush(directory)
        } catch {
            aside.remove()
            throw error
        }
        return aside
    }

    /// Removes logs, which must never be played into another database.
    func removeLogs() throws {
        for suffix in Self.companions where unlink(path + suffix) != 0 && errno != ENOENT {
            throw StoreLock.failure(opening: path + suffix, errno)
        }
        try Self.flush(directory)
    }

    /// Undoes what a restore began and did not end: the database is still the one that was to be
    /// put aside. It gets back its log, and loses its second name.
    func settle() {
        guard let database = Self.status(path), database.st_nlink > 1 else { return }
        for aside in asides where Self.isSame(Self.status(aside), database) {
            for suffix in Self.lasting.dropFirst() {
                let there = Self.status(path + suffix)
                if there == nil {
                    Glibc.rename(aside + suffix, path + suffix)
                } else if Self.isSame(Self.status(aside + suffix), there) {
                    unlink(aside + suffix)
                }
            }
            unlink(aside)
        }
    }

    /// Sees to it that no empty store is begun where a store was, or was to be, restored.
    func insistOnNoRestore() throws {
        let left = (Self.status(restoring) == nil ? [] : [restoring]) + asides
        guard !exists, !left.isEmpty else { return }
        throw StoreError(
            .io, cause: "there is no \(path), but there is \(left.joined(separator: ", "))",
            remedy: "A restore was interrupted: restore again with scrutinyd --restore; to begin "
                + "an empty store, move those files elsewhere.")
    }

    /// The databases that were put aside here.
    private var asides: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        let folder = (path as NSString).deletingLastPathComponent
        return names.sorted().map { (folder as NSString).appendingPathComponent($0) }
            .filter { name in
                name.hasPrefix(asidePrefix) && !Self.companions.contains { name.hasSuffix($0) }
            }
    }
}

// MARK: - Files

extension StoreFiles {
    /// The first of `stem`, `stem-2`, `stem-3` and so on, with the ending, that is not taken.
    static func freeName(
        _ stem: String, ending: String, isTaken: (String) -> Bool
    ) -> String {
        var (name, number) = (stem + ending, 1)
        while isTaken(name) {
            number += 1
            name = "\(stem)-\(number)\(ending)"
        }
        return name
    }

    /// Sees to it that what a file or folder holds is on the disk.
    static func flush(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StoreLock.failure(opening: path, errno) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StoreLock.failure(opening: path, errno) }
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }

    private static func isSame(_ one: stat?, _ other: stat?) -> Bool {
        guard let one, let other else { return false }
        return one.st_ino == other.st_ino && one.st_dev == other.st_dev
    }
}
