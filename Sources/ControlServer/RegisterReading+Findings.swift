import ControlProtocol
import Deadlines
import Engine
import Workflows

extension RegisterReading {
    /// What a person should look at: what the definition's checks say, facts outside their range,
    /// deadlines' flags, parties that nobody stands for.
    func findings(_ state: ScrutinyState, _ definition: Definition) throws -> [Register.Finding] {
        let snapshot = StoreSnapshot(library: library, store: store)
        let facts = try Findings.of(state, definition: definition, snapshot: snapshot, now: now)
        return facts.map {
            Register.Finding(
                kind: $0.kind.rawValue, item: $0.item?.description, text: $0.text)
        } + flags(state) + unboundParties(state, definition)
    }

    /// The events that would be accepted now, of the scrutiny itself.
    func accepted(_ state: ScrutinyState, _ definition: Definition) throws -> [String] {
        try AcceptedEvents.of(
            state, definition: definition,
            snapshot: StoreSnapshot(library: library, store: store), now: now)
    }

    private func flags(_ state: ScrutinyState) -> [Register.Finding] {
        state.deadlines.flatMap { run in
            run.flags.map {
                Register.Finding(
                    kind: "deadline", item: run.id.item?.description,
                    text: "\(run.id.name): \($0)")
            }
        }
    }

    private func unboundParties(
        _ state: ScrutinyState, _ definition: Definition
    ) -> [Register.Finding] {
        var users: [String: [String]] = [:]
        for run in state.deadlines where run.isArmed && (run.status.isOpen || run.status.isPast) {
            let declaration = definition.declaration(of: run.id)
            let reminded = declaration?.recipients ?? []
            let asked = run.status == .notStarted ? declaration?.ifNotStarted?.to ?? [] : []
            for party in Set(reminded + asked) {
                users[party, default: []].append(run.id.description)
            }
        }
        return definition.parties.filter { party in
            users[party] != nil
                && library.messages.persons(
                    boundTo: party, assigned: state.assignments[party], on: today
                ).isEmpty
        }.map { party in
            let deadlines = (users[party] ?? []).joined(separator: ", ")
            return Register.Finding(
                kind: "party",
                text: "Nobody is bound to \(party), whom \(deadlines) would remind: "
                    + "the clerk is told in their place.")
        }
    }
}
