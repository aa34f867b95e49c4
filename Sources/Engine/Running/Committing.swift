import Deadlines
import Workflows

/// Executes submissions inside one store transaction: decides, and writes everything that follows.
struct Committing {
    let store: any StoreTransaction
    /// What is decided by; what becomes of the calendars is so from the next submission on.
    var library: Library
    let now: Instant

    /// The most scrutinies one change may set in motion.
    private static let mostDependents = 10_000
    /// How many due scrutinies one transaction wakes.
    static let mostWakes = 200

    var decider: Decider {
        Decider(snapshot: StoreSnapshot(library: library, store: store))
    }

    /// Executes a submission; a request sent again gets its first answer.
    mutating func execute(_ submission: Submission) throws -> Answer {
        let (store, now) = (store, now)
        return try store.answerOnce(submission.request, at: now) { try perform(submission) }
    }

    private mutating func perform(_ submission: Submission) throws -> Answer {
        switch submission.subject {
        case .open(let workflow, let opening):
            return try open(
                opening, of: try entry(workflow), cause: "open", note: submission.note,
                actor: submission.actor)
        case .bringIn(let workflow, let opening, let items, let events, let assignments):
            return try bringIn(
                workflow, opening, items, events, assignments, note: submission.note,
                actor: submission.actor)
        case .command(let command, let id):
            let state = try scrutiny(id)
            if let expected = submission.expected, expected != state.sequence {
                throw EngineError.notCurrent(expected: expected, actual: state.sequence)
            }
            let decision = try decider.decide(
                command, on: state, now: now, actor: submission.actor)
            return try commit(
                decision.noting(submission.note), before: state, cause: command.word,
                actor: submission.actor, command: command)
        case .redact(let sequence, let id, let keeping, let reason):
            return try redact(
                sequence, of: id, keeping: keeping, reason: reason, actor: submission.actor)
        case .wake:
            return try wake()
        case .schedulesChanged:
            try noteSchedules()
            return Answer(outcome: .changed, id: "", sequence: 0, states: [])
        case .importDays(let order):
            return try importDays(order, by: submission.actor)
        case .adopt(let files):
            return try adopt(files)
        }
    }

    /// Opens a scrutiny by a definition in force.
    func open(
        _ opening: Opening, of entry: Library.Entry, cause: String, note: String?, actor: Actor
    ) throws -> Answer {
        guard try store.row(opening.id) == nil else {
            throw Refusal.alreadyExists(id: opening.id)
        }
        let decision = try decider.open(
            opening, definition: entry.definition, identity: entry.id, now: now, actor: actor)
        try store.put(definition: entry.id, text: entry.text)
        return try commit(
            decision.noting(note), before: nil, cause: cause, actor: actor, command: .open(opening))
    }

    private func entry(_ workflow: String) throws -> Library.Entry {
        guard let entry = library.current[workflow] else {
            throw Refusal.noSuchWorkflow(name: workflow, known: library.current.keys.sorted())
        }
        return entry
    }

    private func scrutiny(_ id: String) throws -> ScrutinyState {
        if let state = try store.scrutiny(id) { return state }
        throw Refusal.noSuchScrutiny(id: id, nearest: Nearest.names(to: id, in: try store.ids()))
    }

    private func bringIn(
        _ workflow: String, _ opening: Opening, _ items: [GivenItem], _ events: [Recording],
        _ assignments: [String: String], note: String?, actor: Actor
    ) throws -> Answer {
        if let state = try store.scrutiny(opening.id) {
            guard state.definition.name == workflow else {
                throw Refusal.alreadyExists(id: opening.id)
            }
            return Answer(
                outcome: .unchanged, id: state.id, sequence: state.sequence,
                states: leaves(of: state))
        }
        let entry = try entry(workflow)
        let decision = try decider.bringIn(
            opening, items: items, events: events, assignments: assignments,
            definition: entry.definition, identity: entry.id, now: now, actor: actor)
        try store.put(definition: entry.id, text: entry.text)
        return try commit(
            decision.noting(note), before: nil, cause: "import", actor: actor,
            command: .bringIn(opening, items: items, events: events, assignments: assignments))
    }

    /// How long an answered request is remembered, in milliseconds: seven days.
    private static let requestLifetime: Int64 = 7 * 86_400_000

    private func wake() throws -> Answer {
        try store.forgetRequests(before: now.adding(milliseconds: -Self.requestLifetime))
        try store.setMeta(Meta.lastKnown, String(now.milliseconds))
        var deliveries = 0
        var passed: [Answer.PassedDeadline] = []
        var failures: [String] = []
        let due = try store.wakes(through: now, limit: Self.mostWakes)
        let before = try StuckBook.read(store)
        var stuck = before
        for wake in due {
            do {
                let answer = try store.savepoint { try wakeOne(wake.id) }
                deliveries += answer.deliveries
                passed += answer.passed
                stuck.reasons[wake.id] = nil
            } catch let error as StoreError where error.code != .constraint {
                throw error
            } catch {
                // One scrutiny that cannot go on must not stop the others.
                failures.append("\(wake.id): \(Self.describe(error))")
                stuck.reasons[wake.id] = Self.describe(error)
                try postponeWake(of: wake.id)
            }
        }
        try stuck.keep(insteadOf: before, in: store)
        let opened = try openScheduled()
        return Answer(
            outcome: due.isEmpty && opened.events.isEmpty ? .unchanged : .changed, id: "",
            sequence: 0, states: [], flags: failures, deliveries: deliveries + opened.deliveries,
            passed: passed, schedules: opened.events.isEmpty ? nil : opened.events)
    }

    private func wakeOne(_ id: String) throws -> Answer {
        let state = try scrutiny(id)
        let decision = try decider.decide(.wake, on: state, now: now, actor: .daemon)
        return try commit(decision, before: state, cause: "time", actor: .daemon)
    }

    /// How long a scrutiny that could not be woken waits for the next try, in milliseconds.
    private static let wakeRetry: Int64 = 3_600_000

    private func postponeWake(of id: String) throws {
        guard let state = try store.scrutiny(id), var row = try store.row(id) else { return }
        row.wake = now.adding(milliseconds: Self.wakeRetry)
        try store.save(
            ScrutinyRecord(
                state: state, row: row, dependencies: dependencies(of: state),
                links: links(of: state), reminders: []))
    }

    static func describe(_ error: any Error) -> String {
        (error as? Refusal)?.message ?? String(describing: error)
    }

    /// Computes the dates of other scrutinies anew.
    ///
    /// - Returns: what became of each that changed.
    private func recompute(_ ids: [String], because: String) throws -> [Answer] {
        try ids.compactMap { id in
            guard let state = try store.scrutiny(id) else { return nil }
            let decision = try decider.decide(
                .recompute(because: because, isCalendar: false), on: state, now: now,
                actor: .daemon)
            let answer = try commit(decision, before: state, cause: "recompute", actor: .daemon)
            return answer.outcome == .changed ? answer : nil
        }
    }

    /// Writes a decision: history, state with its projections, reminders, deliveries; then the
    /// scrutinies whose dates hang on this one.
    ///
    /// - Parameters:
    ///   - command: what was asked, where somebody asked.
    ///   - reminders: rows that change though no effect says so.
    func commit(
        _ decision: Decision, before: ScrutinyState?, cause: String, actor: Actor,
        command: Command? = nil, reminders: [ReminderRow] = []
    ) throws -> Answer {
        let state = decision.state
        guard let definition = library.all[state.definition] else {
            throw Refusal.missing(
                what: "The definition \(state.definition)",
                remedy: "Restore the definition's file.")
        }
        var answer = Answer(
            outcome: decision.effects.isEmpty ? .unchanged : .changed, id: state.id,
            sequence: state.sequence, states: leaves(of: state),
            moved: decision.moved.map(\.line), flags: decision.flags,
            deliveries: decision.deliveries.count,
            passed: decision.passed.map { run in
                Answer.PassedDeadline(
                    scrutiny: state.id, deadline: run.id.description,
                    status: run.status.rawValue, due: run.due?.description ?? "")
            })
        if decision.effects.isEmpty {
            // A wake with nothing to do must not come again at once.
            if cause == "time" { try store.save(record(decision, definition)) }
            return answer
        }
        let payload = HistoryEntry.Payload(
            effects: decision.effects, note: decision.note, summary: decision.summary,
            command: command)
        try store.append(
            HistoryEntry.link(
                after: try store.head(), scrutiny: state.id, sequence: state.sequence, at: now,
                actor: actor, cause: cause, payload: payload))
        var record = record(decision, definition)
        record.reminders += reminders
        try store.save(record)
        for delivery in decision.deliveries { try store.insert(delivery) }
        try store.setMeta(Meta.lastCommit, String(now.milliseconds))
        let others = try cascade(from: before, to: decision, definition)
        answer.deliveries += others.reduce(0) { $0 + $1.deliveries }
        let written = others.flatMap { other in
            [Answer.WrittenEntry(id: other.id, sequence: other.sequence)] + (other.others ?? [])
        }
        answer.others = written.isEmpty ? nil : written
        return answer
    }

    private func cascade(
        from before: ScrutinyState?, to decision: Decision, _ definition: Definition
    ) throws -> [Answer] {
        let after = decision.state
        let factsChanged = before?.root.facts != after.root.facts
        let wasOff = before.map { definition.isOff($0) } ?? false
        guard factsChanged || wasOff != definition.isOff(after) else { return [] }
        var ids = Set(try store.dependents(on: .scrutiny(after.id)))
        if definition.happensOn != nil {
            ids.formUnion(try store.dependents(on: .workflow(definition.name)))
        }
        ids.remove(after.id)
        guard !ids.isEmpty else { return [] }
        guard ids.count <= Self.mostDependents else {
            throw Refusal.endlessLoop(cycle: [after.id, "more than \(Self.mostDependents) others"])
        }
        let because = "\(after.id): \(decision.summaryForOthers)"
        return try recompute(ids.sorted(), because: because)
    }

    func leaves(of state: ScrutinyState) -> [String] {
        library.all[state.definition]?.leaves(of: state) ?? []
    }
}
