import Engine
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import SQLiteStore

@Suite("Failures of SQLite")
struct FailureTests {
    private let folder: StoreFolder

    init() throws { folder = try StoreFolder() }

    @Test(
        "Each has a code and a remedy",
        arguments: [
            (ResultCode.SQLITE_FULL, StoreError.Code.full), (.SQLITE_READONLY, .readOnly),
            (.SQLITE_READONLY_DIRECTORY, .readOnly), (.SQLITE_CORRUPT, .corrupt),
            (.SQLITE_CORRUPT_VTAB, .corrupt), (.SQLITE_NOTADB, .corrupt), (.SQLITE_IOERR, .io),
            (.SQLITE_IOERR_FSYNC, .notDurable), (.SQLITE_IOERR_DIR_FSYNC, .notDurable),
            (.SQLITE_IOERR_WRITE, .io), (.SQLITE_CANTOPEN, .io), (.SQLITE_NOMEM, .io),
            (.SQLITE_BUSY, .busy), (.SQLITE_BUSY_SNAPSHOT, .busy), (.SQLITE_LOCKED, .busy),
            (.SQLITE_CONSTRAINT, .constraint), (.SQLITE_CONSTRAINT_UNIQUE, .constraint),
            (.SQLITE_CONSTRAINT_TRIGGER, .constraint), (.SQLITE_ABORT, .transactionLost),
        ])
    func mapping(_ result: ResultCode, _ code: StoreError.Code) {
        let error = StoreError(DatabaseError(resultCode: result, message: "told so"))
        #expect(error.code == code)
        #expect(error.cause.contains("told so"))
        #expect(error.remedy.hasSuffix("."))
    }

    /// A store on a disk that is full: no page more than it has.
    private func fullStore() async throws -> SQLiteStore {
        let store = try folder.open()
        try await store.transaction { try $0.setMeta("kept", "before") }
        try await store.limit(toPages: 1)
        return store
    }

    private static let bulk = String(repeating: "x", count: 200_000)

    @Test("A full disk undoes the transaction, is named, and the store goes on when there is room")
    func full() async throws {
        let store = try await fullStore()
        let error = await #expect(throws: StoreError.self) {
            try await store.transaction { store in
                try store.setMeta("kept", "after")
                try store.setMeta("bulk", Self.bulk)
            }
        }
        #expect([.full, .transactionLost].contains(error?.code))
        #expect(error?.cause.contains("full") == true)
        #expect(error?.remedy.contains("Free space") == true)
        let kept = try await store.read { try $0.meta("kept") }
        #expect(kept == "before")
        try await store.limit(toPages: nil)
        try await store.transaction { try $0.setMeta("bulk", Self.bulk) }
    }

    @Test("The trial after a full disk is small, and does not make the log grow while it fails")
    func probe() async throws {
        let store = try await fullStore()
        let standing = Standing()
        let watched = WatchedStore(store, for: standing)
        let log = URL(filePath: folder.database + "-wal")
        let before = try Data(contentsOf: log).count
        for _ in 0..<5 {
            await #expect(throws: StoreError.self) { try await watched.probe() }
        }
        #expect(standing.store?.code == .full)
        #expect(try Data(contentsOf: log).count == before)
        try await store.limit(toPages: nil)
        try await watched.probe()
        #expect(standing.store == nil)
        #expect(try Data(contentsOf: log).count - before < 32_768)
        // Real work that is recorded ends it too, and what changes nothing does not.
        standing.note(StoreError(.full, cause: "no room", remedy: "Make room."))
        try await watched.transaction { _ = try $0.meta("kept") }
        #expect(standing.store != nil)
        try await watched.transaction { try $0.setMeta("kept", "later") }
        #expect(standing.store == nil)
    }

    @Test("A body that swallows a full disk cannot commit what came after it alone")
    func swallowed() async throws {
        let store = try await fullStore()
        let outcome = await failure {
            try await store.transaction { store in
                try store.setMeta("kept", "after")
                let full = failure { try store.savepoint { try store.setMeta("bulk", Self.bulk) } }
                #expect([.full, .transactionLost].contains(full?.code))
                try store.setMeta("late", "1")
            }
        }
        // SQLite may undo the statement alone or the transaction; it must be all or nothing.
        let seen = try await store.read { [try $0.meta("kept"), try $0.meta("late")] }
        #expect(seen == (outcome == nil ? ["after", "1"] : ["before", nil]))
    }

    @Test("Where SQLite rolls back by itself, nothing after it is taken and nothing is committed")
    func rolledBack() async throws {
        let store = try folder.open()
        // What a full disk or an I/O error makes SQLite do, at a word.
        try folder.tamper { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER failing_disk BEFORE INSERT ON meta WHEN new.name = 'fatal'
                    BEGIN SELECT raise(ROLLBACK, 'the disk failed'); END
                    """)
        }
        let seen = Mutex<[StoreError?]>([])
        let outcome = await failure {
            try await store.transaction { store in
                try store.setMeta("first", "1")
                let lost = failure { try store.savepoint { try store.setMeta("fatal", "1") } }
                let late = failure { try store.setMeta("late", "1") }
                let read = failure { _ = try store.meta("first") }
                // This body swallows what befell it: it must not be told that all went well.
                seen.withLock { $0 = [lost, late, read] }
            }
        }
        let codes = (seen.withLock { $0 } + [outcome]).map { $0?.code }
        #expect(codes == Array(repeating: .transactionLost, count: 4))
        #expect(seen.withLock { $0.first??.cause.contains("the disk failed") } == true)
        let kept = try await store.read { [try $0.meta("first"), try $0.meta("late")] }
        #expect(kept == [nil, nil])
        try await store.transaction { try $0.setMeta("first", "2") }
    }

    @Test("A store that became read-only says so and still answers")
    func readOnly() async throws {
        let store = try folder.open()
        try await store.transaction { try $0.setMeta("kept", "1") }
        try await store.pool.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA query_only = ON")
        }
        let error = await #expect(throws: StoreError.self) {
            try await store.transaction { try $0.setMeta("kept", "2") }
        }
        #expect(error?.code == .readOnly)
        let kept = try await store.read { try $0.meta("kept") }
        #expect(kept == "1")
    }

    @Test(
        "A row that nobody can read is reported as corrupt, not trapped on",
        arguments: [
            "UPDATE scrutiny SET state = x'7B'", "UPDATE scrutiny SET state = x'FF00'",
            "UPDATE scrutiny SET states = 'scoping'", "UPDATE scrutiny SET happens_on = 'soon'",
            "UPDATE scrutiny SET title = 1.5", "UPDATE deadline SET run = x''",
        ])
    func unreadable(_ sql: String) async throws {
        let store = try folder.open()
        try await store.transaction { store in
            var record = StoreSamples.record("rural-crime")
            record.state.deadlines = [try StoreSamples.run("response")]
            try store.save(record)
        }
        try folder.tamper { try $0.execute(sql: sql) }
        let error = await #expect(throws: StoreError.self) {
            try await store.read { store throws in
                _ = try store.scrutiny("rural-crime")
                _ = try store.row("rural-crime")
                _ = try store.deadlines(DeadlineFilter(statuses: [.running]))
            }
        }
        #expect(error?.code == .corrupt)
    }
}

/// The failure of the store that a body throws, or nil.
private func failure(_ body: () async throws -> Void) async -> StoreError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? StoreError
    }
}

/// The same of a body that does not wait.
private func failure(_ body: () throws -> Void) -> StoreError? {
    do {
        try body()
        return nil
    } catch {
        return error as? StoreError
    }
}
