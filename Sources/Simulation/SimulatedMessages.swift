import Deadlines
import Engine

/// Messages in a simulation: every party reaches the person the scenario binds to it, and every
/// message goes out by one channel.
struct SimulatedMessages: MessagePlanning {
    /// The one channel's name.
    static let channel = "simulation"

    /// Addresses by party; nil: every party is bound.
    let people: [String: String]?

    func persons(boundTo party: String, assigned: String?, on day: CivilDate) -> [Addressee] {
        if let assigned { return [Addressee(person: assigned, party: party, address: assigned)] }
        guard let people else { return [Addressee(person: party, party: party, address: "")] }
        guard let address = people[party] else { return [] }
        return [Addressee(person: party, party: party, address: address)]
    }

    func plan(
        _ draft: MessageDraft, delivery: (_ channel: String, _ address: String) -> String
    ) -> MessagePlan {
        let first = draft.reminders[0]
        return .deliver([
            PlannedDelivery(
                channel: Self.channel, address: draft.to.address,
                subject: "\(first.key.deadline): \(first.phrase)",
                payload: first.template ?? "", lifetime: 1)
        ])
    }
}
