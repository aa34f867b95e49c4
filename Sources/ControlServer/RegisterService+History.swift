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
            let rest = try reading.store.history(of: call.id).filter {
                $0.sequence > call.after ?? 0
            }
            var page = ReplyPage<Register.HistoryEntry>(limit: limit)
            for entry in rest where !page.hasMore {
                let line = Self.wire(entry, lines, zone: reading.zone)
                page.add(line, texts: [line.summary, line.note] + line.lines)
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
            // By status only afterwards: the one a page ended with may have gone on since.
            let filter = DeliveryFilter(
                scrutiny: call.scrutiny, channel: call.channel, limit: .max)
            let rest = try Self.rest(of: reading.store.deliveries(filter), after: call.after)
                .filter { delivery in status.map { $0 == delivery.status } ?? true }
            var page = ReplyPage<Register.Delivery>(limit: limit)
            for delivery in rest where !page.hasMore {
                let line = Self.wire(
                    delivery, zone: reading.zone, withText: call.withText == true)
                page.add(line, texts: [line.subject, line.text, line.lastError])
            }
            return Register.Deliveries.Reply(
                deliveries: page.entries, next: page.hasMore ? page.entries.last?.id : nil)
        }
    }

    /// What comes after the delivery of that id.
    private static func rest(
        of deliveries: [Delivery], after id: String?
    ) throws -> ArraySlice<Delivery> {
        guard let id else { return deliveries[...] }
        guard let index = deliveries.firstIndex(where: { $0.id == id }) else {
            throw VarlinkError.invalidParameter("after")
        }
        return deliveries[(index + 1)...]
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
