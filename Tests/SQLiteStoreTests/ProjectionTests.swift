import Deadlines
import Engine
import GRDB
import Statecharts
import TestSupport
import Testing

@testable import SQLiteStore

@Suite("What is looked up of a scrutiny")
struct ProjectionTests {
    private let folder: StoreFolder
    private let store: SQLiteStore

    init() throws {
        folder = try StoreFolder()
        store = try folder.open()
    }

    @Test("Rows agree with the stored state after every of many changes", arguments: 1...8)
    func agree(_ seed: UInt64) async throws {
        var random = SplitMix(state: seed)
        for _ in 0..<30 {
            let record = try change(&random)
            let isUndone = UInt8.random(in: 0..<4, using: &random) == 0
            let isReadFirst = Bool.random(using: &random)
            try await store.transaction { store in
                if isReadFirst { _ = try store.scrutiny(record.row.id) }
                if isUndone {
                    #expect(throws: CancellationError.self) {
                        try store.savepoint {
                            try store.save(record)
                            throw CancellationError()
                        }
                    }
                } else {
                    try store.save(record)
                }
            }
            try await compare(record.row.id)
        }
    }

    /// A scrutiny with some of four items and four deadlines in random states.
    private func change(_ random: inout SplitMix) throws -> ScrutinyRecord {
        let id = ["roads", "rural"][Int.random(in: 0..<2, using: &random)]
        var record = StoreSamples.record(id)
        for key in ["a", "b", "c", "d"] where Bool.random(using: &random) {
            var item = ItemState(id: ItemID(kind: "recommendation", key: key))
            item.part.chart = ChartState(
                active: Bool.random(using: &random)
                    ? ["open", "open/asked"] : ["both", "both/x", "both/x/y", "both/z"])
            record.state.items.append(item)
        }
        record.state.items.shuffle(using: &random)
        for name in ["a", "b", "c", "d"] where Bool.random(using: &random) {
            let status = DeadlineStatus.allCases.randomElement(using: &random) ?? .met
            let day = Int.random(in: 10...28, using: &random)
            let due = Bool.random(using: &random) ? "2018-01-\(day)" : nil
            var run = try StoreSamples.run(name, status, due: due)
            run.isArmed = Bool.random(using: &random)
            record.state.deadlines.append(run)
        }
        return record
    }

    private func compare(_ id: String) async throws {
        let (state, items, deadlines) = try store.pool.read { db in
            (
                try StoreSession(db, isWriting: false).scrutiny(id),
                try Row.fetchAll(
                    db, sql: "SELECT * FROM item WHERE scrutiny = ? ORDER BY position",
                    arguments: [id]),
                try Row.fetchAll(
                    db, sql: "SELECT * FROM deadline WHERE scrutiny = ?", arguments: [id])
            )
        }
        #expect(
            try items.map {
                "\(try $0.text("kind"))/\(try $0.text("key")) \(try $0.text("states"))"
            }
                == (state?.items ?? []).map { item in
                    let isOpen = item.part.chart.active.contains("open")
                    return "\(item.id) "
                        + (isOpen ? #"["open/asked"]"# : #"["both/x/y","both/z"]"#)
                })
        let rows = try deadlines.map { row in
            let run = try row.json(DeadlineRun.self, "run")
            #expect(try row.text("name") == run.id.description)
            #expect(try row.text("status") == run.status.rawValue)
            #expect(try row.optionalText("due") == run.due?.description)
            #expect(try (row.number("is_armed") != 0) == run.isArmed)
            return run
        }
        #expect(Set(rows) == Set(state?.deadlines ?? []))
        #expect(rows.count == state?.deadlines.count ?? 0)
    }

    @Test(
        "What runs at start-up and at every wake searches an index",
        arguments: [
            "SELECT min(wake) AS wake FROM timer",
            "SELECT wake, scrutiny FROM timer WHERE wake <= 1 ORDER BY wake, scrutiny LIMIT 9",
            "SELECT scrutiny FROM dependency WHERE kind = 'a' AND name = 'b' ORDER BY scrutiny",
            "SELECT state FROM scrutiny WHERE id = 'a'",
            "SELECT id FROM scrutiny WHERE workflow = 'a' ORDER BY id",
            """
            SELECT * FROM delivery WHERE id IN (SELECT delivery FROM attempt WHERE ended_at IS NULL)
            ORDER BY position LIMIT 9
            """,
            """
            SELECT * FROM delivery WHERE status = 'pending' AND next_attempt_at <= 1
            ORDER BY position LIMIT 9
            """,
            "SELECT * FROM delivery WHERE status = 'pending' ORDER BY position LIMIT 9",
            "SELECT * FROM delivery WHERE status = 'dead' ORDER BY position LIMIT 9",
            "DELETE FROM request WHERE at < 1",
            "SELECT count(*) FROM scrutiny AS s",
            "SELECT count(*) FROM scrutiny AS s WHERE s.is_final = 0",
            "SELECT count(*) FROM delivery WHERE status = 'pending'",
            "SELECT count(*) FROM delivery WHERE status = 'dead'",
            "SELECT min(next_attempt_at) AS next FROM delivery WHERE status = 'pending'",
            """
            SELECT s.workflow, s.version, s.definition_hash, d.name, count(*) AS count
            FROM deadline AS d JOIN scrutiny AS s ON s.id = d.scrutiny
            WHERE d.status IN ('lapsed', 'missed') AND d.is_armed
            GROUP BY s.workflow, s.version, s.definition_hash, d.name
            ORDER BY s.workflow, s.version, s.definition_hash, d.name
            """,
        ])
    func indexed(_ sql: String) async throws {
        let plan = try await store.pool.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql).map { try $0.text("detail") }
        }
        for step in plan where step.hasPrefix("SCAN") {
            #expect(step.contains("INDEX"), "It reads all of a table: \(step)")
        }
        #expect(!plan.isEmpty)
    }
}

/// Vigna's SplitMix64: a generator that gives the same numbers for the same seed.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
