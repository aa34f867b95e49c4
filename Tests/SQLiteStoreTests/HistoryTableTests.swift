import Engine
import GRDB
import TestSupport
import Testing

@testable import SQLiteStore

@Suite("The history table")
struct HistoryTableTests {
    private let folder: StoreFolder
    private let store: SQLiteStore

    init() async throws {
        folder = try StoreFolder()
        store = try folder.open()
        try await store.transaction { store in
            for sequence in 1...3 {
                try store.append(
                    try StoreSamples.entry(after: try store.head(), sequence: sequence))
            }
        }
    }

    @Test(
        "It refuses every change but the redaction of a payload",
        arguments: [
            "DELETE FROM history WHERE position = 3", "DELETE FROM history",
            "UPDATE history SET payload = x'00' WHERE position = 2",
            "UPDATE history SET payload = NULL, cause = 'x' WHERE position = 2",
            "UPDATE history SET payload = NULL, actor_uid = NULL WHERE position = 2",
            "UPDATE history SET payload = NULL, position = 9 WHERE position = 2",
            "UPDATE history SET hash = 'x' WHERE position = 2",
            "INSERT OR REPLACE INTO history SELECT * FROM history WHERE position = 3",
            """
            INSERT INTO history SELECT 9, scrutiny, 9, at, actor_uid, actor_name, cause, payload,
                payload_hash, previous, hash FROM history WHERE position = 3
            """,
        ])
    func refuses(_ sql: String) async throws {
        let before = try await store.read { try $0.history(of: "rural-crime") }
        #expect(throws: DatabaseError.self) { try folder.tamper { try $0.execute(sql: sql) } }
        let after = try await store.read { try $0.history(of: "rural-crime") }
        #expect(after == before)
    }

    @Test("A redacted payload is gone, the chain still holds, and it cannot be put back")
    func redaction() async throws {
        try folder.tamper {
            try $0.execute(sql: "UPDATE history SET payload = NULL WHERE position = 2")
        }
        try await store.read { store throws in
            let entries = try store.history(of: "rural-crime")
            #expect(entries.map(\.payload.effects.isEmpty) == [false, true, false])
            #expect(entries.map(\.isRedacted) == [false, true, false])
            try store.visitHistory { entry, storedHash in
                #expect(entry.computedHash == entry.hash)
                #expect((storedHash == entry.payloadHash) == (entry.position != 2))
            }
        }
        #expect(throws: DatabaseError.self) {
            try folder.tamper {
                try $0.execute(sql: "UPDATE history SET payload = x'7B7D' WHERE position = 2")
            }
        }
    }

    @Test("A payload changed behind the triggers' back has another hash than it had")
    func tampered() async throws {
        try folder.tamper { db in
            try db.execute(
                sql: """
                    DROP TRIGGER history_stands;
                    UPDATE history SET payload = CAST(
                        replace(CAST(payload AS TEXT), 'a note', 'a lie') AS BLOB)
                    WHERE position = 2
                    """)
        }
        let broken = try await store.read { store in
            var broken: [Int] = []
            try store.visitHistory { entry, storedHash in
                if storedHash != entry.payloadHash { broken.append(entry.position) }
            }
            return broken
        }
        #expect(broken == [2])
    }
}
