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

    func history(of id: String) throws -> [HistoryEntry] {
        try fetch(
            "\(Self.selectEntry) WHERE scrutiny = ? ORDER BY sequence", [id.stored],
            Self.historyEntry)
    }

    func visitHistory(_ visit: (_ entry: HistoryEntry, _ storedHash: String) throws -> Void) throws
    {
        try self.visit("\(Self.selectEntry) ORDER BY position") { row in
            let payload = try row.optionalBytes("payload")
            let entry = try Self.historyEntry(row)
            // A redacted payload leaves only its hash: the chain still holds, the fold does not.
            try visit(entry, payload.map { sha256($0) } ?? entry.payloadHash)
        }
    }

    private static let selectEntry = """
        SELECT position, scrutiny, sequence, at, actor_uid, actor_name, cause, payload,
            payload_hash, previous, hash FROM history
        """

    /// What stands for a payload that was redacted.
    private static let redacted = HistoryEntry.Payload(effects: [], note: nil, summary: "redacted")

    private static func historyEntry(_ row: Row) throws -> HistoryEntry {
        let isRedacted = try row.optionalBytes("payload") == nil
        let uid = try row.optionalNumber("actor_uid")
        return HistoryEntry(
            position: Int(try row.number("position")), scrutiny: try row.text("scrutiny"),
            sequence: Int(try row.number("sequence")), at: try row.instant("at"),
            actor: Actor(
                uid: uid.map { UInt32(truncatingIfNeeded: $0) }, name: try row.text("actor_name")),
            cause: try row.text("cause"),
            payload: isRedacted ? redacted : try row.json(HistoryEntry.Payload.self, "payload"),
            payloadHash: try row.text("payload_hash"), previous: try row.text("previous"),
            hash: try row.text("hash"))
    }
}
