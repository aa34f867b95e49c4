import ControlProtocol
import Engine
import Varlink

extension ClerkService {
    /// Brings in one scrutiny as it really went.
    func bringIn(
        _ call: Clerk.Import, _ peer: PeerCredentials
    ) async throws -> Clerk.Import.Reply {
        var assignments: [String: String] = [:]
        let isNew = try await !isAnswered(call, request: call.request, by: peer)
        for assignment in call.assignments {
            if isNew { try insistOnPerson(assignment.person) }
            if assignments.updateValue(assignment.person, forKey: assignment.party) != nil {
                throw ControlError.invalidName(
                    name: assignment.party, reason: "it is assigned twice",
                    remedy: "Assign each party once.")
            }
        }
        let subject = Submission.Subject.bringIn(
            workflow: call.workflow,
            Opening(id: call.id, facts: try [GivenFact](call.facts)),
            items: try call.items.map { item in
                GivenItem(
                    id: ItemID(kind: item.kind, key: item.key),
                    facts: try [GivenFact](item.facts))
            },
            events: try call.events.map(Self.recording), assignments: assignments)
        let (answer, receipt) = try await submit(
            subject, for: call, request: call.request, note: call.note, by: peer)
        let outcome: Clerk.ImportOutcome = answer.outcome == .changed ? .created : .unchanged
        return Clerk.Import.Reply(outcome: outcome, receipt: receipt)
    }

    private static func recording(_ event: Clerk.ImportedEvent) throws -> Recording {
        let items = try event.items.map { text in
            guard let item = ItemID(text) else {
                throw ControlError.invalidName(
                    name: text, reason: "it names no item",
                    remedy: "Write kind/key, such as recommendation/b.i.")
            }
            return item
        }
        return Recording(
            event: event.event, items: items,
            occurred: try Recording.Occurred(event.occurred, absent: .unknown),
            facts: try [GivenFact](event.facts), note: event.note)
    }
}
