import Deadlines
import Engine
import Statecharts
import Testing
import Workflows

extension Desk {
    /// The scrutiny as it is stored.
    func state(_ id: String) async throws -> ScrutinyState {
        try #require(try await store.read { try $0.scrutiny(id) })
    }

    /// Active leaf states of the scrutiny, or of one of its items.
    func states(_ id: String, item: String? = nil) async throws -> [String] {
        let state = try await state(id)
        let definition = try #require(library.all[state.definition])
        guard let item = item.map(Self.item) else { return definition.leaves(of: state) }
        let part = try #require(state.part(item))
        return definition.chart(of: item.kind)?.leaves(of: part.chart) ?? []
    }

    /// The latest run of a deadline.
    func run(_ deadline: String, of id: String) async throws -> DeadlineRun {
        try #require(try await state(id).deadlines.first { $0.id.description == deadline })
    }

    /// How a deadline stands in one line: `running 2018-02-01`, `not-started`; `never armed`.
    func standing(_ deadline: String, of id: String) async throws -> String {
        guard let run = try await state(id).deadlines.first(where: { "\($0.id)" == deadline })
        else { return "never armed" }
        return run.status.rawValue + (run.due.map { " \($0)" } ?? "")
    }

    /// Every message so far, in order: `2018-01-22T09:00 to clerk: response, 7 days before`.
    func sent() async throws -> [String] {
        try await deliveries().map { delivery in
            let carried = delivery.reminders.map { key in
                (key.deadline.item.map { "\($0.key) " } ?? "") + key.rung
            }
            return "\(zone.civil(at: delivery.createdAt)) to \(delivery.person): "
                + "\(delivery.family), \(carried.joined(separator: " + "))"
        }
    }

    func deliveries() async throws -> [Delivery] {
        try await store.read { try $0.deliveries(DeliveryFilter()) }
    }

    /// How every reminder ended: `7 days before to clerk: superseded imported`, `…: owed 2018-…`.
    func reminders(_ id: String, of deadline: String? = nil) async throws -> [String] {
        try await store.read { try $0.reminders(of: id) }
            .filter { row in deadline.map { "\(row.reminder.key.deadline)" == $0 } ?? true }
            .map { row in
                let key = row.reminder.key
                let end =
                    switch row.outcome {
                    case nil: "owed \(zone.civil(at: row.reminder.sendAt))"
                    case .handedOver: "handed-over"
                    case let outcome?: "\(outcome.word) \(outcome.reason)"
                    }
                return "\(key.run).\(key.generation) \(key.rung) to \(key.recipient): \(end)"
            }
    }

    func history(_ id: String) async throws -> [HistoryEntry] {
        try await store.read { try $0.history(of: id) }
    }

    /// Every change of a deadline in history, in order.
    func changes(of deadline: String, in id: String) async throws -> [DeadlineChange] {
        try await history(id).flatMap(\.payload.effects).compactMap { effect in
            guard case .deadline(let run, let change) = effect, "\(run.id)" == deadline
            else { return nil }
            return change
        }
    }

    /// What a refused command must leave as it was.
    func fingerprint() async throws -> String {
        try await store.read { store in
            var lines = try store.ids().map { id in
                let row = try #require(try store.row(id))
                let state = try CanonicalJSON.text(try #require(try store.scrutiny(id)))
                return "\(id) \(row.sequence) \(row.states) \(state)"
            }
            lines.append("\(try store.head())")
            lines.append("\(try store.deliveries(DeliveryFilter()).map(\.id))")
            return lines.joined(separator: "\n")
        }
    }
}
