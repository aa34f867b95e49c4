import Deadlines
import Engine
import GRDB
import Statecharts
import Workflows

extension StoreSession {
    func save(_ record: ScrutinyRecord) throws {
        guard record.state.id == record.row.id else {
            throw StoreError.failure(
                .constraint, "the row of \(record.row.id) came with the state of \(record.state.id)"
            )
        }
        // Read before the savepoint: what this session knows is forgotten when one is undone.
        let before = known[record.state.id]
        try savepoint {
            try saveState(record)
            try saveWake(record.row)
            try saveItems(of: record.state, before: before)
            try saveDeadlines(of: record.state, before: before)
            try saveDependencies(record)
            try saveLinks(record)
            for reminder in record.reminders { try save(reminder) }
        }
        remember(record.state)
    }

    private func saveState(_ record: ScrutinyRecord) throws {
        let row = record.row
        let state = record.state
        try run(
            """
            INSERT INTO scrutiny (id, workflow, version, definition_hash, title, states, year,
                is_final, is_off, happens_on, happens_at, opened_at, sequence, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET workflow = excluded.workflow,
                version = excluded.version, definition_hash = excluded.definition_hash,
                title = excluded.title, states = excluded.states, year = excluded.year,
                is_final = excluded.is_final, is_off = excluded.is_off,
                happens_on = excluded.happens_on, happens_at = excluded.happens_at,
                opened_at = excluded.opened_at, sequence = excluded.sequence,
                state = excluded.state
            """,
            [
                row.id.stored, row.workflow.stored, row.version.databaseValue,
                state.definition.hash.stored, row.title.stored,
                try CanonicalJSON.text(row.states).stored, row.year.stored,
                row.isFinal.databaseValue, row.isOff.databaseValue,
                row.happensOn?.description.stored ?? .null,
                row.happensAt?.description.stored ?? .null, row.openedAt.stored,
                row.sequence.databaseValue, try CanonicalJSON.encode(state).databaseValue,
            ])
    }

    private func saveWake(_ row: ScrutinyRow) throws {
        guard let wake = row.wake else {
            try run("DELETE FROM timer WHERE scrutiny = ?", [row.id.stored])
            return
        }
        try run(
            """
            INSERT INTO timer (scrutiny, wake) VALUES (?, ?)
            ON CONFLICT (scrutiny) DO UPDATE SET wake = excluded.wake
            WHERE wake IS NOT excluded.wake
            """, [row.id.stored, wake.stored])
    }

    private func saveItems(of state: ScrutinyState, before: ScrutinyState?) throws {
        let items = state.items.map { ItemRow($0) }
        if let before, before.items.map({ ItemRow($0) }) == items { return }
        try run("DELETE FROM item WHERE scrutiny = ?", [state.id.stored])
        for (position, item) in items.enumerated() {
            try run(
                "INSERT INTO item (scrutiny, position, kind, key, states) VALUES (?, ?, ?, ?, ?)",
                [
                    state.id.stored, position.databaseValue, item.id.kind.stored,
                    item.id.key.stored, try CanonicalJSON.text(item.states).stored,
                ])
        }
    }

    private func saveDeadlines(of state: ScrutinyState, before: ScrutinyState?) throws {
        let kept = Set(state.deadlines.map(\.id))
        if let before {
            for run in before.deadlines where !kept.contains(run.id) {
                try self.run(
                    "DELETE FROM deadline WHERE scrutiny = ? AND name = ?",
                    [state.id.stored, run.id.description.stored])
            }
        } else {
            try run("DELETE FROM deadline WHERE scrutiny = ?", [state.id.stored])
        }
        for run in state.deadlines where before?.deadline(run.id) != run {
            try save(run, of: state.id)
        }
    }

    private func save(_ run: DeadlineRun, of id: String) throws {
        let columns = DeadlineColumns(run)
        try self.run(
            """
            INSERT INTO deadline (scrutiny, name, status, due, is_armed, run)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (scrutiny, name) DO UPDATE SET status = excluded.status,
                due = excluded.due, is_armed = excluded.is_armed, run = excluded.run
            """,
            [id.stored] + columns.values + [try CanonicalJSON.encode(run).databaseValue])
    }

    private func saveDependencies(_ record: ScrutinyRecord) throws {
        let id = record.row.id.stored
        let wanted = Set(record.dependencies.map { [$0.kind, $0.name] })
        let stored = Set(
            try fetch("SELECT kind, name FROM dependency WHERE scrutiny = ?", [id]) {
                [try $0.text("kind"), try $0.text("name")]
            })
        for gone in stored.subtracting(wanted) {
            try run(
                "DELETE FROM dependency WHERE scrutiny = ? AND kind = ? AND name = ?",
                [id] + gone.map(\.stored))
        }
        for new in wanted.subtracting(stored) {
            try run(
                "INSERT INTO dependency (scrutiny, kind, name) VALUES (?, ?, ?)",
                [id] + new.map(\.stored))
        }
    }

    private func saveLinks(_ record: ScrutinyRecord) throws {
        let id = record.row.id.stored
        let stored = try fetch(
            "SELECT fact, target FROM link WHERE scrutiny = ? ORDER BY position", [id]
        ) { Link(fact: try $0.text("fact"), target: try $0.text("target")) }
        guard stored != record.links else { return }
        try run("DELETE FROM link WHERE scrutiny = ?", [id])
        for (position, link) in record.links.enumerated() {
            try run(
                "INSERT INTO link (scrutiny, position, fact, target) VALUES (?, ?, ?, ?)",
                [id, position.databaseValue, link.fact.stored, link.target.stored])
        }
    }

    private func save(_ row: ReminderRow) throws {
        let kept = KeptReminder(reminder: row.reminder, outcome: row.outcome)
        let columns = ReminderColumns(kept)
        try run(
            """
            INSERT INTO reminder (scrutiny, deadline, run, generation, rung, recipient, kind,
                severity, send_at, outcome, reason, reminder)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (scrutiny, deadline, run, generation, rung, recipient) DO UPDATE
            SET kind = excluded.kind, severity = excluded.severity, send_at = excluded.send_at,
                outcome = excluded.outcome, reason = excluded.reason, reminder = excluded.reminder
            """,
            [row.scrutiny.stored] + columns.values
                + [try CanonicalJSON.encode(kept).databaseValue])
    }
}

/// An item as its row shows it.
private struct ItemRow: Equatable {
    let id: ItemID
    /// Active leaf states, document order.
    let states: [String]

    init(_ item: ItemState) {
        id = item.id
        let active = item.part.chart.active
        // Active paths are in document order: one that has an active child is followed by it.
        states = active.indices.filter { index in
            index + 1 == active.count || !active[index + 1].hasPrefix(active[index] + "/")
        }.map { active[$0] }
    }
}
