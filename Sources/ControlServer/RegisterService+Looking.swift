import ControlProtocol
import Deadlines
import Engine
import Varlink
import Workflows

extension RegisterService {
    /// The scrutinies, by id.
    func list(_ call: Register.List) async throws -> Register.List.Reply {
        let limit = try Self.limit(call.limit)
        return try await look { reading in
            let filter = ScrutinyFilter(
                workflow: call.workflow, state: call.state, year: call.year, isOpen: call.open)
            let rows = try reading.store.rows(filter).filter { row in
                call.after.map { Self.comes(row.id, after: $0) } ?? true
            }
            var page = ReplyPage<Register.Summary>(limit: limit)
            for row in rows where !page.hasMore {
                guard let state = try reading.store.scrutiny(row.id) else { continue }
                let summary = reading.summary(state, row)
                if call.overdue == true && summary.overdue == 0 { continue }
                page.add(summary, texts: [summary.title, summary.withdrawn])
            }
            return Register.List.Reply(
                today: reading.today.description, scrutinies: page.entries,
                next: page.hasMore ? page.entries.last?.id : nil)
        }
    }

    /// Everything that is so of one scrutiny.
    func show(_ call: Register.Show) async throws -> Register.Show.Reply {
        try await look { reading in
            let state = try reading.scrutiny(call.id)
            let definition = try reading.definition(of: state)
            guard let row = try reading.store.row(call.id) else {
                throw Refusal.noSuchScrutiny(id: call.id, nearest: [])
            }
            return Register.Show.Reply(
                today: reading.today.description, summary: reading.summary(state, row),
                facts: reading.facts(state.root, definition.facts),
                items: reading.items(state, definition),
                deadlines: reading.deadlines(state, definition, title: row.title),
                occurrences: reading.occurrences(state),
                links: try reading.links(state, definition),
                assignments: reading.assignments(state, definition),
                findings: try reading.findings(state, definition),
                accepted: try reading.accepted(state, definition))
        }
    }

    /// The deadlines that wait for an act, by due day; those that cannot be known yet last.
    func due(_ call: Register.Due) async throws -> Register.Due.Reply {
        let limit = try Self.limit(call.limit)
        if let days = call.withinDays, days < 0 {
            throw VarlinkError.invalidParameter("withinDays")
        }
        return try await look { reading in
            if let id = call.id { _ = try reading.scrutiny(id) }
            let filter = DeadlineFilter(
                statuses: call.overdue == true ? Self.past : Self.waiting,
                dueThrough: call.withinDays.map { reading.today.adding(days: $0) ?? .last },
                scrutiny: call.id)
            var page: [Register.Deadline] = []
            var omitted = 0
            var held: [String: ScrutinyState] = [:]
            for row in try reading.store.deadlines(filter) {
                guard let state = try held[row.scrutiny] ?? reading.store.scrutiny(row.scrutiny)
                else { continue }
                held[row.scrutiny] = state
                // What nothing can meet waits for nothing once it has lapsed.
                if row.run.status.isPast && !reading.isOverdue(row.run, of: state) { continue }
                guard page.count < limit else {
                    omitted += 1
                    continue
                }
                let title = try reading.store.row(row.scrutiny)?.title ?? row.scrutiny
                page.append(reading.deadline(row.run, of: state, title: title))
            }
            return Register.Due.Reply(
                today: reading.today.description, deadlines: page, omitted: omitted)
        }
    }

    private static let past: Set<DeadlineStatus> = [.missed, .lapsed]
    private static let waiting: Set<DeadlineStatus> = [
        .notStarted, .running, .paused, .missed, .lapsed,
    ]

    /// Whether an id stands after another in the order of the store, which is by bytes.
    private static func comes(_ id: String, after other: String) -> Bool {
        other.utf8.lexicographicallyPrecedes(id.utf8)
    }
}
