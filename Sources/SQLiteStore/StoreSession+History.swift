import Engine
import Foundation
import GRDB

extension StoreSession {
    func append(_ entry: HistoryEntry) throws {
        let head = try head()
        let payload = try CanonicalJSON.encode(entry.payload)
        guard entry.position == head.position + 1, entry.previous == head.hash else {
            throw StoreError.failure(
                .constraint, "entry \(entry.position) does not follow the head \(head.position)")
        }
        guard entry.payloadHash == sha256(payload), entry.hash == entry.computedHash else {
            throw StoreError.failure(
                .constraint, "entry \(entry.position) does not have the hash it names")
        }
        try run(
            """
            INSERT INTO history (position, scrutiny, sequence, at, actor_uid, actor_name, cause,
                payload, payload_hash, previous, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                entry.position.databaseValue, entry.scrutiny.stored, entry.sequence.databaseValue,
                entry.at.stored, entry.actor.uid?.databaseValue ?? .null,
                entry.actor.name.stored, entry.cause.stored, payload.databaseValue,
                entry.payloadHash.stored, entry.previous.stored, entry.hash.stored,
            ])
    }

    func head() throws -> (position: Int, hash: String) {
        try fetchOne("SELECT position, hash FROM history ORDER BY position DESC LIMIT 1") {
            (position: Int(try $0.number("position")), hash: try $0.text("hash"))
        } ?? (position: 0, hash: HistoryEntry.genesis)
    }

    func visitHistory(
        of id: String, after sequence: Int, _ visit: (_ entry: HistoryEntry) throws -> Bool
    ) throws {
        try self.visit(
            "\(Self.selectEntry) WHERE h.scrutiny = ? AND h.sequence > ? ORDER BY h.sequence",
            [id.stored, sequence.databaseValue], while: { try visit(try Self.historyEntry($0)) })
    }

    func visitHistory(_ visit: (_ entry: HistoryEntry, _ storedHash: String) throws -> Void) throws
    {
        try self.visit("\(Self.selectEntry) ORDER BY h.position") { row in
            try visit(try Self.historyEntry(row), sha256(try row.bytes("payload")))
        }
    }

    func redact(position: Int, to payload: HistoryEntry.Payload) throws {
        let changed = try run(
            "UPDATE history SET payload = NULL WHERE position = ?", [position.databaseValue])
        guard changed == 1 else {
            throw StoreError.failure(.constraint, "there is no entry \(position)")
        }
        try run(
            """
            INSERT INTO redaction (position, payload) VALUES (?, ?)
            ON CONFLICT (position) DO UPDATE SET payload = excluded.payload
            """, [position.databaseValue, try CanonicalJSON.encode(payload).databaseValue])
    }

    /// A payload that is gone without a redaction leaves one that is empty: `verify` tells of it.
    private static let selectEntry = """
        SELECT h.position, h.scrutiny, h.sequence, h.at, h.actor_uid, h.actor_name, h.cause,
            coalesce(h.payload, r.payload, CAST('{"effects":[],"summary":""}' AS BLOB)) AS payload,
            h.payload IS NULL AS is_redacted, h.payload_hash, h.previous, h.hash
        FROM history AS h LEFT JOIN redaction AS r ON r.position = h.position
        """

    private static func historyEntry(_ row: Row) throws -> HistoryEntry {
        let uid = try row.optionalNumber("actor_uid")
        var entry = HistoryEntry(
            position: Int(try row.number("position")), scrutiny: try row.text("scrutiny"),
            sequence: Int(try row.number("sequence")), at: try row.instant("at"),
            actor: Actor(
                uid: uid.map { UInt32(truncatingIfNeeded: $0) }, name: try row.text("actor_name")),
            cause: try row.text("cause"),
            payload: try row.json(HistoryEntry.Payload.self, "payload"),
            payloadHash: try row.text("payload_hash"), previous: try row.text("previous"),
            hash: try row.text("hash"))
        entry.isRedacted = try row.number("is_redacted") != 0
        return entry
    }
}
