import ControlProtocol
import Deadlines
import Engine
import Workflows

extension RegisterService {
    /// Why a deadline is due when it is, and whom it reminds.
    func explain(_ call: Register.Explain) async throws -> Register.Explain.Reply {
        try await look { reading in
            let state = try reading.scrutiny(call.id)
            let definition = try reading.definition(of: state)
            guard let id = DeadlineID(call.deadline), let run = state.deadline(id) else {
                throw Refusal.noSuchDeadline(
                    name: call.deadline, known: state.deadlines.map(\.id.description))
            }
            let then =
                run.status.isOpen
                ? nil : try DeadlineOrigins.state(when: run, in: reading.store, of: call.id)
            var origins = DeadlineOrigins(
                run: run, state: then ?? state, definition: definition,
                zone: reading.zone(of: state))
            try reading.store.visitHistory(of: call.id, after: 0) { entry in
                origins.visit(entry)
                return true
            }
            let title = try reading.store.row(call.id)?.title ?? call.id
            return Register.Explain.Reply(
                today: reading.today.description,
                deadline: reading.deadline(run, of: state, title: title),
                steps: run.steps.map {
                    Register.Step(kind: $0.kind, text: $0.text, date: $0.date?.description)
                },
                triggers: origins.triggers, ledger: origins.ledger,
                ladder: try reading.ladder(run, of: state, definition))
        }
    }

    /// How the daemon is.
    func status() async throws -> Register.Status.Reply {
        let clock = await manager.clock()
        let problems = await manager.problems()
        let version = identity.version
        return try await look { reading in
            let store = reading.store
            let head = try store.head()
            return Register.Status.Reply(
                version: version, now: reading.zone.wire(reading.now),
                today: reading.today.description, timeZone: reading.zone.identifier,
                clock: clock.kind.rawValue, scrutinies: try store.count(ScrutinyFilter()),
                open: try store.count(ScrutinyFilter(isOpen: true)),
                overdue: try reading.countOverdue(),
                nextWake: try reading.library.nextWake(in: store).map(reading.zone.wire),
                pendingDeliveries: try store.count(.pending),
                deadLetters: try store.count(.dead), workflows: reading.workflows,
                historyPosition: head.position, historyHead: head.hash,
                problems: problems + (try reading.library.problems(in: store)))
        }
    }
}

extension RegisterReading {
    /// How many deadlines of all scrutinies are overdue.
    fileprivate func countOverdue() throws -> Int {
        let past = DeadlineStatus.allCases.filter(\.isPast)
        return try store.countDeadlines(Set(past)).reduce(0) { sum, past in
            canBeMet(past.deadline, by: past.definition) ? sum + past.count : sum
        }
    }

    /// The definitions that new scrutinies get, by name.
    fileprivate var workflows: [Register.Workflow] {
        library.current.values.sorted { $0.id.name < $1.id.name }.map { entry in
            Register.Workflow(
                name: entry.id.name, version: entry.id.version, title: entry.definition.title,
                hash: entry.id.hash)
        }
    }
}
