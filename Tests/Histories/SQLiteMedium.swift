import Engine
import Foundation
import GRDB
import SQLiteStore
import Synchronization

/// A store on files, in a folder of its own. When a process ends, the files are copied as they
/// stand at that instant, and the store is opened again on the copy.
final class SQLiteMedium: Medium {
    private struct Held {
        var place: String
        var store: SQLiteStore
        /// Reads what is committed, beside the store.
        var reader: DatabaseQueue
        var kept: String?
        var failure: (any Error)?
    }

    private let folder: String
    private let held: Mutex<Held>

    /// An empty store in a new folder: in memory where the system has such a place, for a disk's
    /// own slowness proves nothing here.
    init() throws {
        let memory = "/dev/shm"
        let parent =
            FileManager.default.isWritableFile(atPath: memory)
            ? memory : FileManager.default.temporaryDirectory.path
        folder = "\(parent)/scrutinyd-history-\(UUID().uuidString)"
        let place = try Self.newPlace(in: folder)
        let store = try SQLiteStore(path: Self.database(in: place))
        held = Mutex(Held(place: place, store: store, reader: try Self.reader(of: place)))
    }

    var store: any ScrutinyStore { held.withLock { $0.store } }

    func image() async throws -> StoreImage {
        try Self.image(held.withLock { $0.reader })
    }

    func capture() {
        held.withLock { held in
            do {
                held.kept = try copy(of: held.place)
            } catch {
                held.failure = error
            }
        }
    }

    func reopen() async throws {
        let (old, reader, place, kept, failure) = held.withLock { held in
            defer { held.kept = nil }
            return (held.store, held.reader, held.place, held.kept, held.failure)
        }
        if let failure { throw failure }
        // Copied before the old store is closed, for closing tidies its files up.
        let next = try kept ?? copy(of: place)
        try reader.close()
        try await old.close()
        try FileManager.default.removeItem(atPath: place)
        let store = try SQLiteStore(path: Self.database(in: next))
        let again = try Self.reader(of: next)
        held.withLock { held in
            held.place = next
            held.store = store
            held.reader = again
        }
    }

    func leaveRoom(_ hasRoom: Bool) async throws -> Bool {
        try await held.withLock { $0.store }.limit(toPages: hasRoom ? nil : 1)
        return true
    }

    func remove() async throws {
        let (store, reader) = held.withLock { ($0.store, $0.reader) }
        try reader.close()
        try await store.close()
        try FileManager.default.removeItem(atPath: folder)
    }

    func remember(_ key: RequestKey) {}

    /// What the store holds after the log was cut off at some byte that the last transaction
    /// wrote: the process, or the power, ended while it was being written.
    ///
    /// - Parameter share: how much of what was written last is kept, in hundredths.
    func imageOfTornCopy(from size: Int, share: Int) async throws -> StoreImage {
        let place = try copy(of: held.withLock { $0.place })
        let log = Self.database(in: place) + "-wal"
        let written = max(0, Self.size(log) - size)
        try Self.cut(log, to: size + written * share / 100)
        let store = try SQLiteStore(path: Self.database(in: place))
        let reader = try Self.reader(of: place)
        let image = try Self.image(reader)
        try reader.close()
        try await store.close()
        try FileManager.default.removeItem(atPath: place)
        return image
    }

    /// How long the write-ahead log is, in bytes.
    var logSize: Int { Self.size(Self.database(in: held.withLock { $0.place }) + "-wal") }

    // MARK: Files

    private static func newPlace(in folder: String) throws -> String {
        let place = "\(folder)/\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        return place
    }

    private static func database(in place: String) -> String { "\(place)/store.sqlite" }

    /// The database first and its log after it: a checkpoint between the two takes nothing from
    /// the log.
    private func copy(of place: String) throws -> String {
        let next = try Self.newPlace(in: folder)
        for ending in ["", "-wal"] {
            let file = Self.database(in: place) + ending
            if FileManager.default.fileExists(atPath: file) {
                try FileManager.default.copyItem(
                    atPath: file, toPath: Self.database(in: next) + ending)
            }
        }
        return next
    }

    private static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private static func cut(_ path: String, to size: Int) throws {
        guard truncate(path, size) == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    private static func reader(of place: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: database(in: place), configuration: configuration)
    }

    private static func image(_ reader: DatabaseQueue) throws -> StoreImage {
        try reader.read { db in
            let names = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            var parts: [String: AnyHashable] = [:]
            for name in names { parts[name] = try hash(of: name, db) }
            return StoreImage(parts: parts)
        }
    }

    private static func hash(of table: String, _ db: Database) throws -> [Int] {
        var hasher = Hasher()
        var count = 0
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \"\(table)\"")
        while let row = try rows.next() {
            count += 1
            for value in row.databaseValues { hasher.combine(value) }
        }
        return [count, hasher.finalize()]
    }
}
