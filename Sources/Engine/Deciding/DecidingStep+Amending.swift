import Deadlines
import Workflows

/// Corrections and retractions: the past is kept, what follows from it is put right.
extension DecidingStep {
    /// Amends an entry: states, facts and occurrences become what they would be, had it been
    /// recorded so from the first; deadlines follow. What was sent was sent, what was raised is
    /// decided anew.
    ///
    /// - Throws: ``Refusal`` where there is no such entry, it records no event, or a later entry
    ///   no longer fits.
    mutating func amend(_ amendment: Amendment, by decider: Decider) throws {
        if state.withdrawn != nil { throw Refusal.isFinal(id: state.id, states: leaves(of: nil)) }
        let history = try snapshot.history(of: state.id)
        var replay = Replay(decider: decider, definition: definition, history: history)
        let entry = try entry(amendment.sequence, of: history, changed: replay.changes)
        let effects = try amendment.changes.map { try effect(of: $0, to: entry, amendment.reason) }
        let changes = zip(amendment.changes, effects).map { Amendment.Change($1) ?? $0 }
        // What a replay finds otherwise than was found then, by another calendar perhaps, is no
        // consequence of the amendment.
        let former = try? replay.state(at: now, from: amendment.sequence)
        for change in changes { replay.add(change, to: amendment.sequence) }
        let amended = try replay.state(at: now, from: amendment.sequence)
        effects.forEach { emit($0) }
        for case .give(let facts, let place) in changes {
            restore(facts, at: place, by: entry, amended)
        }
        restoreParts(of: amended)
        restoreSends(of: amended)
        restoreClocks(of: amended)
        for run in amended.deadlines where former?.deadline(run.id) != run {
            reconcile(with: run, extensions: amended.extensions(of: run), history)
        }
        try armAndLeave()
    }

    /// The entry that is amended.
    private func entry(
        _ sequence: Int, of history: [HistoryEntry], changed: [Int: [Amendment.Change]]
    ) throws -> HistoryEntry {
        guard let entry = history.first(where: { $0.sequence == sequence }) else {
            throw Refusal.noSuchEntry(id: state.id, sequence: sequence, last: state.sequence)
        }
        let isRetracted = (changed[sequence] ?? []).contains {
            if case .retract = $0 { true } else { false }
        }
        if isRetracted { throw Refusal.notAmendable("Entry \(sequence) is retracted already.") }
        return entry
    }

    private func effect(
        of change: Amendment.Change, to entry: HistoryEntry, _ reason: String
    ) throws -> Effect {
        let (sequence, command) = (entry.sequence, entry.payload.command)
        switch change {
        case .retract:
            guard command?.isRetractable == true else {
                throw Refusal.notAmendable(
                    "Entry \(sequence) (\(entry.cause)) cannot be retracted: only record, set, "
                        + "hold, resume and extend can. Set facts right with set.")
            }
            return .retracted(Retraction(sequence: sequence, reason: reason))
        case .correct(let event, let item, let occurred):
            let name = try insistOnEvent(
                event, at: item, of: sequence, among: command?.recordedEvents ?? [])
            let (date, time) = try pastMoment(occurred)
            if date == nil, command?.isOfClocks == true {
                throw Refusal.notAmendable(
                    "Clocks stop and go on on a day: name it, or retract entry \(sequence).")
            }
            return .corrected(
                Correction(
                    sequence: sequence, event: name, item: item, date: date, time: time,
                    reason: reason))
        case .give(let facts, let place):
            if let name = place.event {
                _ = try insistOnEvent(
                    name, at: place.item, of: sequence, among: command?.recordedEvents ?? [])
            }
            guard command?.parts(givenFactsAt: place) != nil else {
                throw Refusal.notAmendable(
                    "Entry \(sequence) (\(entry.cause)) gives no facts there: only open, import, "
                        + "record, set and add do, to all their items; of an import name the "
                        + "event, or the item.")
            }
            return .factsCorrected(
                FactCorrection(sequence: sequence, names: facts.map(\.name), reason: reason))
        }
    }

    private func insistOnEvent(
        _ name: String?, at item: ItemID?, of sequence: Int,
        among events: [(event: String, items: [ItemID])]
    ) throws -> String {
        let names = Set(events.map(\.event))
        let known = names.sorted().joined(separator: ", ")
        guard !events.isEmpty else {
            throw Refusal.notAmendable(
                "Entry \(sequence) records no event whose day could be corrected.")
        }
        if let name, !names.contains(name) {
            throw Refusal.notAmendable(
                "Entry \(sequence) does not record \(name). It records: \(known).")
        }
        guard let event = name ?? (names.count == 1 ? names.first : nil) else {
            throw Refusal.notAmendable(
                "Entry \(sequence) records several events: name one of \(known).")
        }
        let recorded = events.filter { $0.event == event }
        let meant = recorded.filter { item.map($0.items.contains) ?? true }
        let items = recorded.flatMap(\.items).map(\.description).joined(separator: ", ")
        if meant.isEmpty {
            throw Refusal.notAmendable(
                "Entry \(sequence) does not record \(event) of \(item?.description ?? state.id). "
                    + (items.isEmpty ? "Name no item." : "It records it of: \(items)."))
        }
        guard meant.count == 1 else {
            throw Refusal.notAmendable(
                "Entry \(sequence) records \(event) more than once"
                    + (item == nil && !items.isEmpty
                        ? ": name the item. It records it of: \(items)."
                        : " of that, and nothing says which is meant. Set facts right with set."))
        }
        if let item, events.count == 1, recorded[0].items.count > 1 {
            throw Refusal.notAmendable(
                "Entry \(sequence) records \(event) of \(items) at once: they have one day. "
                    + "Retract it, and record it of \(item) alone.")
        }
        return event
    }

    /// Says which facts are others now.
    private mutating func restore(
        _ facts: [GivenFact], at place: FactPlace, by entry: HistoryEntry,
        _ amended: ScrutinyState
    ) {
        for part in entry.payload.command?.parts(givenFactsAt: place) ?? [] {
            for name in facts.map(\.name) {
                let owner =
                    definition.facts(of: part?.kind).contains { $0.name == name }
                    ? part : nil
                let value = amended.part(owner)?.facts[name]
                guard value != state.part(owner)?.facts[name] else { continue }
                emit(.factSet(part: owner, name: name, value: value))
            }
        }
    }

    private mutating func restoreParts(of amended: ScrutinyState) {
        for part in parts {
            guard let restored = amended.part(part), restored != state.part(part) else { continue }
            emit(.partRestored(part: part, restored))
        }
    }

    /// Extensions keep their runs here: the amended ones are numbered by fewer.
    private mutating func restoreClocks(of amended: ScrutinyState) {
        let given = Set(amended.extensions.map(\.sequence))
        let extensions = state.extensions.filter { given.contains($0.sequence) }
        guard amended.holds != state.holds || extensions != state.extensions else { return }
        emit(.clocksRestored(amended.holds, extensions))
    }

    private mutating func restoreSends(of amended: ScrutinyState) {
        for send in state.sends where !amended.sends.contains(send) { emit(.sendEnded(send)) }
        for send in amended.sends where !state.sends.contains(send) { emit(.sendScheduled(send)) }
    }
}

// MARK: - Deadlines

extension DecidingStep {
    /// Brings a deadline to where it would stand. Days that move follow by themselves afterwards.
    private mutating func reconcile(
        with amended: DeadlineRun, extensions: [Extension], _ history: [HistoryEntry]
    ) {
        guard let run = state.deadline(amended.id), let declaration = declaration(of: amended.id)
        else { return }
        switch (run.isEnded, amended.isEnded) {
        case (_, true): adoptEnd(of: amended, run)
        case (true, false) where amended.isArmed || amended.status.isPast,
            (false, false) where amended.isArmed && !run.isArmed:
            reopen(
                run, as: amended, extensions, declaration,
                told: ToldBefore(of: amended, in: history))
        case (true, false): adoptCancelled(amended, run)
        case (false, false) where amended.status.isPast:
            let isPastAlready = run.status.isPast && (run.isArmed || run.due == amended.due)
            if !isPastAlready { adoptMiss(of: amended, run, declaration) }
        case (false, false): return
        }
    }

    /// The act that ends it happened, perhaps on another day than was thought.
    private mutating func adoptEnd(of amended: DeadlineRun, _ run: DeadlineRun) {
        guard
            (run.status, run.metOn, run.metBy, run.due)
                != (amended.status, amended.metOn, amended.metBy, amended.due)
        else { return }
        var new = amended
        new.run = run.run
        new.generation = run.generation
        new.isArmed = run.isArmed
        new.acknowledgedBy = run.acknowledgedBy
        new.endsAt = nil
        if run.isEnded, run.due != new.due {
            emit(.deadline(new, .rejudged(from: run.due, because: because)))
        } else {
            emit(.deadline(new, new.status == .met ? .met : .metLate))
        }
        stopLadder(of: new, because: .cancelled("it is \(new.status.rawValue)"))
    }

    /// The act that ended it did not happen, nor anything else that would have.
    private mutating func adoptCancelled(_ amended: DeadlineRun, _ run: DeadlineRun) {
        var new = amended
        new.run = run.run
        new.generation = run.generation
        emit(.deadline(new, .cancelled(because: because)))
    }

    /// What ended it, or led away from it, did not happen: a run of its own begins, for reminders
    /// of the former one were settled by what did not happen. The time that was given stays given,
    /// and what was told of the same day stays told.
    private mutating func reopen(
        _ run: DeadlineRun, as amended: DeadlineRun, _ extensions: [Extension],
        _ declaration: DeadlineDeclaration, told: ToldBefore
    ) {
        var new = amended
        new.run = run.run + 1
        new.generation = 1
        new.obstacles = run.obstacles
        new.acknowledgedBy = []
        for var more in extensions {
            more.run = new.run
            emit(.extended(more))
        }
        emit(.deadline(new, .reopened(because: because)))
        let untold = owed(by: run)
        stopLadder(of: run, because: .superseded("it goes on as run \(new.run)"))
        owe(new, declaration, told: told)
        guard let former = run.due, new.status.isOpen else { return }
        let was = "It was \(former.long)"
        if run.status.isPast {
            let passed = run.status == .lapsed ? "had lapsed" : "was missed"
            oweChangedNotice(
                new, declaration, from: nil, was: "\(was) and \(passed)", "It is open again",
                insteadOf: untold)
        } else if new.due != former {
            oweChangedNotice(new, declaration, from: former, was: was, insteadOf: untold)
        }
    }

    private mutating func adoptMiss(
        of amended: DeadlineRun, _ run: DeadlineRun, _ declaration: DeadlineDeclaration
    ) {
        var new = amended
        new.run = run.run
        new.generation = run.generation + 1
        new.obstacles = run.obstacles
        let untold = owed(by: run)
        stopLadder(of: run, because: .superseded("the day moved"))
        emit(.deadline(new, .missed))
        owe(new, declaration, told: ToldBefore())
        if let former = run.due ?? run.formerDue, former != new.due || run.due == nil {
            oweChangedNotice(
                new, declaration, from: former, was: "It was \(former.long)", insteadOf: untold)
        }
    }

    private mutating func owe(
        _ run: DeadlineRun, _ declaration: DeadlineDeclaration, told: ToldBefore
    ) {
        do {
            if run.isArmed { try oweLadder(run, declaration, told: told) }
            if run.status.isPast, let missed = declaration.whenMissed {
                try oweMissedNotice(run, declaration, missed: missed, told: told)
            }
        } catch {
            // Its calendar was there when the replay evaluated it.
            preconditionFailure("a calendar went away within one step: \(error)")
        }
    }
}

extension DeadlineRun {
    /// Whether an act ended it.
    fileprivate var isEnded: Bool { status == .met || status == .metLate }
}
