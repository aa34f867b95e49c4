import Engine
import Foundation
import GRDB
import TestSupport
import Testing

@testable import SQLiteStore

@Suite("Opening an SQLite store")
struct OpeningTests {
    private let folder: StoreFolder

    init() throws { folder = try StoreFolder() }

    private func failure(_ code: StoreError.Code, opening path: String? = nil) -> StoreError? {
        let error = #expect(throws: StoreError.self) {
            _ = try SQLiteStore(path: path ?? folder.database)
        }
        #expect(error?.code == code, "\(String(describing: error))")
        #expect(error?.remedy.isEmpty == false)
        return error
    }

    @Test("A store that is opened again has everything")
    func reopen() async throws {
        let store = try folder.open()
        let record = StoreSamples.record("rural-crime", wake: StoreSamples.hour(1))
        let entry = try await store.transaction { store in
            try store.save(record)
            try store.insert(StoreSamples.delivery("d1"))
            try store.setMeta("name", "value")
            let entry = try StoreSamples.entry(after: try store.head(), sequence: 1)
            try store.append(entry)
            return entry
        }
        try await store.close()
        let again = try folder.open()
        try await again.read { store throws in
            #expect(try store.scrutiny("rural-crime") == record.state)
            #expect(try store.row("rural-crime") == record.row)
            #expect(try store.nextWake() == StoreSamples.hour(1))
            #expect(try store.delivery("d1") == StoreSamples.delivery("d1"))
            #expect(try store.history(of: "rural-crime") == [entry])
            #expect(try store.head().hash == entry.hash)
            #expect(try store.meta("name") == "value")
        }
    }

    @Test("Closing copies the log into the database, which is then whole by itself")
    func closedLeavesNoLog() async throws {
        let store = try folder.open()
        try await store.transaction { try $0.setMeta("name", "value") }
        _ = try await store.read { try $0.meta("name") }
        try await store.close()
        #expect(!FileManager.default.fileExists(atPath: folder.database + "-wal"))
        #expect(!FileManager.default.fileExists(atPath: folder.database + "-shm"))
    }

    @Test("The log of a new store is copied beside the commits, as that of any other")
    func copied() async throws {
        let store = try folder.open()
        let empty = try length(of: folder.database)
        for round in 0..<50 {
            try await store.transaction { store in
                for number in 0..<100 { try store.setMeta("\(round)-\(number)", "value") }
            }
        }
        for _ in 0..<100_000 {
            if try length(of: folder.database) > empty { break }
            await Task.yield()
        }
        #expect(try length(of: folder.database) > empty)
    }

    private func length(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.size] as? Int)
    }

    @Test("What was committed is there though the store was never closed")
    func abandoned() async throws {
        let crash = try StoreFolder()
        let store = try folder.open()
        try await store.transaction { try $0.setMeta("name", "value") }
        // The files as a crash would leave them: the log not copied back yet.
        for name in ["store.sqlite", "store.sqlite-wal"] {
            try FileManager.default.copyItem(
                atPath: folder.path + "/" + name, toPath: crash.path + "/" + name)
        }
        let value = try await crash.open().read { try $0.meta("name") }
        #expect(value == "value")
    }

    @Test("A second opener is refused and told which process holds the store")
    func second() async throws {
        let store = try folder.open()
        let error = failure(.busy)
        #expect(error?.cause.contains("process \(getpid()) ") == true)
        #expect(error?.remedy.contains("process \(getpid())") == true)
        try await store.transaction { try $0.setMeta("still", "works") }
        try await store.close()
        _ = try folder.open()
    }

    @Test("A lock file that a dead process left does not keep anybody off")
    func leftLock() throws {
        try "99999\n".write(
            toFile: folder.path + "/store.lock", atomically: false, encoding: .utf8)
        #expect(throws: Never.self) { _ = try folder.open() }
    }

    @Test("A store that a newer program wrote is refused and left as it is")
    func newer() async throws {
        try await folder.open().close()
        try folder.tamper { try $0.execute(sql: "PRAGMA user_version = 99") }
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.database))
        let error = failure(.newer)
        #expect(error?.cause.contains("99") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.database)) == before)
    }

    @Test("A store of the first version is brought up to date, with all that is in it")
    func older() async throws {
        let older = try DatabaseQueue(path: folder.database)
        try StoreSchema.migrator.migrate(older, upTo: "1")
        try await older.write { db in
            try db.execute(sql: "INSERT INTO meta (name, value) VALUES ('kept', 'value')")
        }
        try older.close()
        let store = try folder.open()
        #expect(try await store.read { try $0.meta("kept") } == "value")
        let version = try await store.pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(version == StoreSchema.version)
    }

    @Test(
        "Another program's database is refused and left as it is",
        arguments: ["CREATE TABLE theirs (x)", "PRAGMA application_id = 7"])
    func foreign(_ sql: String) throws {
        try folder.tamper { try $0.execute(sql: sql) }
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.database))
        _ = failure(.corrupt)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.database)) == before)
    }

    @Test("A file whose header is damaged is refused as corrupt")
    func damagedHeader() async throws {
        try await folder.open().close()
        let file = try #require(FileHandle(forWritingAtPath: folder.database))
        try file.write(contentsOf: Data("not a database!!".utf8))
        try file.close()
        _ = failure(.corrupt)
    }

    @Test("A file whose tables are damaged is refused as corrupt, at the latest when read")
    func damagedPages() async throws {
        let store = try folder.open()
        try await store.transaction { store in
            for number in 0..<200 { try store.save(StoreSamples.record("s-\(number)")) }
        }
        try await store.close()
        let file = try #require(FileHandle(forWritingAtPath: folder.database))
        let size = try file.seekToEnd()
        try file.seek(toOffset: 4_096)
        try file.write(contentsOf: Data(repeating: 0xAA, count: Int(size) - 4_096))
        try file.close()
        let error = await #expect(throws: StoreError.self) {
            try await folder.open().read { _ = try $0.rows(ScrutinyFilter()) }
        }
        #expect(error?.code == .corrupt)
    }

    @Test("A directory that is not there is named")
    func missingDirectory() {
        let error = failure(.io, opening: folder.path + "/nowhere/store.sqlite")
        #expect(error?.cause.contains("nowhere") == true)
    }

    @Test("A directory that cannot be written is reported as read-only")
    func readOnlyDirectory() throws {
        // Root may write everywhere but where the kernel itself says no.
        let path = geteuid() == 0 ? "/sys" : folder.path
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o500], ofItemAtPath: folder.path)
        _ = failure(.readOnly, opening: path + "/store.sqlite")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700], ofItemAtPath: folder.path)
    }

    @Test("Every connection is as durable and as strict as it must be")
    func settings() async throws {
        let store = try folder.open()
        try await store.pool.writeWithoutTransaction { db throws in
            #expect(try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2)
            #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal")
            #expect(try Int.fetchOne(db, sql: "PRAGMA foreign_keys") == 1)
            #expect(try Int.fetchOne(db, sql: "PRAGMA busy_timeout") == 5_000)
            #expect(
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT name FROM pragma_table_list
                        WHERE schema = 'main' AND type = 'table' AND NOT strict
                            AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
                        """) == [])
        }
    }

    @Test("Only the daemon's user can read the files")
    func modes() async throws {
        let store = try folder.open()
        try await store.transaction { try $0.setMeta("name", "value") }
        for name in ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm", "store.lock"] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: folder.path + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }
}
