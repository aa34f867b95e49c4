import ControlProtocol
import Deadlines
import Engine
import Varlink
import Workflows

extension RegisterService {
    /// The history of one scrutiny, oldest first.
    func history(_ call: Register.History) async throws -> Register.History.Reply {
        let limit = try Self.limit(call.limit)
        return try await look { reading in
            let state = try reading.scrutiny(call.id)
            let lines = EffectLines(
                definition: reading.library.all[state.definition], zone: reading.zone(of: state))
            var page = ReplyPage<Register.HistoryEntry>(limit: limit)
            try reading.store.visitHistory(of: call.id, after: call.after ?? 0) { entry in
                let line = Self.wire(entry, lines, zone: reading.zone)
                page.add(line, texts: [line.summary, line.note] + line.lines)
                return !page.hasMore
            }
            return Register.History.Reply(
                entries: page.entries, next: page.hasMore ? page.entries.last?.sequence : nil)
        }
    }

    private static func wire(
        _ entry: HistoryEntry, _ lines: EffectLines, zone: any TimeZoneRules
    ) -> Register.HistoryEntry {
        Register.HistoryEntry(
            position: entry.position, sequence: entry.sequence, at: zone.wire(entry.at),
            uid: entry.actor.uid.map { Int($0) }, actor: entry.actor.name, cause: entry.cause,
            summary: entry.payload.summary, note: entry.payload.note,
            lines: lines.lines(of: entry.payload.effects), redacted: entry.isRedacted,
            hash: entry.hash)
    }

    /// The messages, oldest first.
    func deliveries(_ call: Register.Deliveries) async throws -> Register.Deliveries.Reply {
        let limit = try Self.limit(call.limit)
        let status = try call.status.map { text in
            guard let status = Delivery.Status(rawValue: text) else {
                throw VarlinkError.invalidParameter("status")
            }
            return status
        }
        return try await look { reading in
            if let after = call.after, try reading.store.delivery(after) == nil {
                throw VarlinkError.invalidParameter("after")
            }
            let filter = DeliveryFilter(
                status: status, scrutiny: call.scrutiny, channel: call.channel,
                after: call.after, limit: .max)
            var page = ReplyPage<Register.Delivery>(limit: limit)
            try reading.store.visitDeliveries(filter) { delivery in
                let line = Self.wire(
                    delivery, zone: reading.zone, withText: call.withText == true)
                page.add(line, texts: [line.subject, line.text, line.lastError])
                return !page.hasMore
            }
            return Register.Deliveries.Reply(
                deliveries: page.entries, next: page.hasMore ? page.entries.last?.id : nil)
        }
    }

    private static func wire(
        _ delivery: Delivery, zone: any TimeZoneRules, withText: Bool
    ) -> Register.Delivery {
        Register.Delivery(
            id: delivery.id, scrutiny: delivery.scrutiny, deadline: delivery.family,
            channel: delivery.channel, to: delivery.person, address: delivery.address,
            kind: delivery.kind.rawValue, severity: delivery.severity.rawValue,
            subject: delivery.subject, text: withText ? text(of: delivery) : nil,
            status: delivery.status.rawValue, attempts: delivery.attempts,
            createdAt: zone.wire(delivery.createdAt),
            nextAttemptAt: delivery.status == .pending
                ? zone.wire(delivery.nextAttemptAt) : nil,
            reference: delivery.reference, lastError: delivery.lastError,
            reminders: delivery.reminders.map(\.line))
    }

    /// The text inside the message as the plug-in gets it; nil where there is none.
    private static func text(of delivery: Delivery) -> String? {
        struct Message: Decodable {
            let text: String?
        }
        do {
            return try CanonicalJSON.decode(Message.self, from: delivery.payload).text
        } catch {
            // A payload of another form has no text to show.
            return nil
        }
    }
}
