import Deadlines
import Workflows

extension DecidingStep {
    /// The party that gets what a party bound to nobody should have got.
    private static var fallbackParty: String { "clerk" }

    /// Hands reminders over: one message per person, deadline name and moment, over items.
    mutating func handOver(_ due: [Reminder]) throws {
        let silenced = due.filter(isAcknowledged)
        for reminder in silenced { emit(.reminderSettled(reminder.key, .acknowledged)) }
        var outcomes: [Reminder.Key: [String]] = [:]
        var silences: [Reminder.Key: String] = [:]
        for draft in drafts(of: due.filter { !isAcknowledged($0) }) {
            switch snapshot.messages.plan(draft, delivery: { id(of: draft, $0, $1) }) {
            case .silence(let reason):
                for reminder in draft.reminders { silences[reminder.key] = reason }
            case .deliver(let planned):
                for message in planned {
                    let delivery = delivery(message, of: draft)
                    deliveries.append(delivery)
                    for reminder in draft.reminders {
                        outcomes[reminder.key, default: []].append(delivery.id)
                    }
                }
            }
        }
        for reminder in due where !silenced.contains(reminder) {
            let outcome: ReminderOutcome =
                outcomes[reminder.key].map(ReminderOutcome.handedOver)
                ?? .silenced(silences[reminder.key] ?? "no channel takes it")
            emit(.reminderSettled(reminder.key, outcome))
        }
    }

    func isAcknowledged(_ reminder: Reminder) -> Bool {
        guard reminder.isRepeat, let run = state.deadline(reminder.key.deadline) else {
            return false
        }
        return run.acknowledgedBy.contains(reminder.key.recipient)
    }

    /// Where a message goes: two persons behind one mail address are told once.
    private struct Address: Hashable {
        /// The person; empty where the address says it.
        let person: String
        let address: String
        let family: String
    }

    /// One message per person and deadline name, over items.
    func drafts(of reminders: [Reminder]) -> [MessageDraft] {
        var order: [Address] = []
        var drafts: [Address: MessageDraft] = [:]
        for reminder in reminders {
            let (addressees, unbound) = addressees(
                of: reminder.key.recipient, in: reminder.key.deadline.item)
            for addressee in addressees {
                let key = Address(
                    person: addressee.address.isEmpty ? addressee.person : "",
                    address: addressee.address,
                    family: reminder.key.deadline.family)
                if drafts[key]?.reminders.append(reminder) == nil {
                    order.append(key)
                    drafts[key] = MessageDraft(
                        reminders: [reminder], to: addressee, state: state,
                        definition: definition, at: now, today: today, unboundParty: unbound)
                }
            }
        }
        return order.compactMap { key in
            guard var draft = drafts[key] else { return nil }
            var seen: Set<Reminder.Key> = []
            draft.reminders = draft.reminders.filter { seen.insert($0.key).inserted }
                .sorted(by: Self.isToldFirst)
            return draft
        }
    }

    /// The gravest first: by severity, then by kind, then the latest rung, then by item.
    private static func isToldFirst(_ left: Reminder, _ right: Reminder) -> Bool {
        if left.severity != right.severity { return left.severity > right.severity }
        if left.kind != right.kind { return left.kind.rank < right.kind.rank }
        return left.key.description < right.key.description
    }

    /// Whom a recipient of a part's reminders stands for today, and the party that is bound to
    /// nobody.
    func addressees(
        of recipient: String, in part: ItemID?
    ) -> (persons: [Addressee], unbound: String?) {
        if !definition.parties.contains(recipient) {
            guard let value = value(of: recipient, in: part) else {
                return (bound(to: Self.fallbackParty), recipient)
            }
            return (
                value.texts.map { Addressee(person: $0, party: recipient, address: $0) }, nil
            )
        }
        let persons = bound(to: recipient)
        if !persons.isEmpty { return (persons, nil) }
        let clerks = bound(to: Self.fallbackParty)
        if !clerks.isEmpty { return (clerks, recipient) }
        return ([Addressee(person: recipient, party: recipient, address: "")], recipient)
    }

    private func bound(to party: String) -> [Addressee] {
        snapshot.messages.persons(boundTo: party, assigned: state.assignments[party], on: today)
    }

    private func delivery(_ message: PlannedDelivery, of draft: MessageDraft) -> Delivery {
        let first = draft.reminders[0]
        return Delivery(
            id: id(of: draft, message.channel, message.address), scrutiny: state.id,
            family: first.key.deadline.family, channel: message.channel,
            person: draft.to.person, address: message.address, kind: first.kind,
            severity: draft.reminders.map(\.severity).max() ?? first.severity,
            subject: message.subject, payload: message.payload,
            reminders: draft.reminders.map(\.key), createdAt: now,
            notAfter: now.adding(milliseconds: message.lifetime))
    }

    /// The delivery's stable id: what is said to whom by which way, hashed.
    private func id(of draft: MessageDraft, _ channel: String, _ address: String) -> String {
        let keys = draft.reminders.map(\.key.description).sorted()
        let text = ([state.id, channel, draft.to.person, address] + keys).joined(separator: "\n")
        return String(sha256(text).prefix(32))
    }
}

extension Reminder.Kind {
    fileprivate var rank: Int {
        switch self {
        case .missed: 0
        case .changed: 1
        case .obstacle: 2
        case .notStarted: 3
        case .rung: 4
        }
    }
}
