import Deadlines
import Engine

/// Messages as plain as they can be: one channel, every message goes out.
struct PlainMessages: MessagePlanning {
    /// Persons by party; nil: every party is a person of its own name.
    let people: [String: [String]]?

    func persons(boundTo party: String, assigned: String?, on day: CivilDate) -> [Addressee] {
        let persons = assigned.map { [$0] } ?? people.map { $0[party] ?? [] } ?? [party]
        return persons.map { Addressee(person: $0, party: party, address: "\($0)@example.org") }
    }

    func plan(
        _ draft: MessageDraft, delivery: (_ channel: String, _ address: String) -> String
    ) -> MessagePlan {
        let first = draft.reminders[0]
        return .deliver([
            PlannedDelivery(
                channel: "file", address: draft.to.address, subject: first.phrase,
                payload: [first.because, draft.unboundParty].compactMap { $0 }.joined(
                    separator: "|"),
                lifetime: 86_400_000)
        ])
    }
}
