import Engine
import GRDB
import TestSupport
import Testing

@testable import SQLiteStore

/// Columns that somebody changed beside what their rows hold.
@Suite("What rows are looked up by")
struct ColumnTests {
    private let folder: StoreFolder

    init() throws { folder = try StoreFolder() }

    /// A store with a deadline, a reminder that is owed and one that has ended.
    private func fill() async throws {
        let store = try folder.open()
        try await store.transaction { store in
            var record = StoreSamples.record("rural-crime")
            record.state.deadlines = [
                try StoreSamples.run("response", .running, due: "2018-02-01")
            ]
            record.reminders = [
                ReminderRow(
                    scrutiny: "rural-crime", reminder: StoreSamples.reminder("on the day"),
                    outcome: nil),
                ReminderRow(
                    scrutiny: "rural-crime", reminder: StoreSamples.reminder("halfway"),
                    outcome: .superseded("a newer rung had come")),
            ]
            try store.save(record)
        }
        try await store.close()
    }

    private func findings() async throws -> [String] {
        let store = try folder.open()
        let findings = try await store.read { try $0.columnFindings() }
        try await store.close()
        return findings
    }

    @Test("What the store wrote itself fits, whatever is in it")
    func whole() async throws {
        try await fill()
        let store = try folder.open()
        let full = try StoreSamples.fullRecord()
        try await store.transaction { try $0.save(full) }
        try await store.close()
        #expect(try await findings() == [])
    }

    @Test(
        "Each column is held against what its row holds",
        arguments: [
            ("deadline", "name = 'reply'"), ("deadline", "status = 'met'"),
            ("deadline", "due = '2018-03-01'"), ("deadline", "due = NULL"),
            ("deadline", "is_armed = 0"), ("reminder", "deadline = 'reply'"),
            ("reminder", "run = 2"), ("reminder", "generation = 2"),
            ("reminder", "rung = rung || '!'"), ("reminder", "recipient = 'chair'"),
            ("reminder", "kind = 'missed'"), ("reminder", "severity = 'urgent'"),
            ("reminder", "send_at = send_at + 1"), ("reminder", "outcome = 'silenced'"),
            ("reminder", "reason = 'another'"),
        ])
    func columns(table: String, change: String) async throws {
        try await fill()
        try folder.tamper { try $0.execute(sql: "UPDATE \(table) SET \(change)") }
        let column = String(change.prefix { $0 != " " })
        let findings = try await findings()
        #expect(!findings.isEmpty)
        #expect(
            findings.allSatisfy {
                $0.hasPrefix("rural-crime: the \(table) ")
                    && $0.hasSuffix("by what it does not hold: \(column)")
            }, "\(findings)")
    }

    @Test("A scrutiny that is counted by another definition is found")
    func definition() async throws {
        try await fill()
        try folder.tamper { try $0.execute(sql: "UPDATE scrutiny SET definition_hash = 'x'") }
        #expect(
            try await findings() == [
                "rural-crime: it is counted by another definition than it runs by"
            ])
    }
}
