import Deadlines
import Workflows

/// What was taken out, in what the engine wrote of it: sentences, and copies in other entries.
extension Redactor {
    /// The payload of an entry without what repeats it. What people wrote into that entry stays: to
    /// be redacted there.
    func withoutRepetition(
        _ payload: HistoryEntry.Payload, of sequence: Int
    ) -> HistoryEntry.Payload {
        var cleaned = payload
        cleaned.effects = payload.effects.map { effect in
            payload.copies(effect, into: sequence)
                ? withoutCopies(effect) : withoutRepetition(effect)
        }
        cleaned.summary = taken.marking(payload.summary)
        if case .recompute(let because, let isCalendar) = payload.command {
            cleaned.command = .recompute(because: taken.marking(because), isCalendar: isCalendar)
        }
        return cleaned
    }

    /// A copy of what another entry holds, without what was taken out there.
    private func withoutCopies(_ effect: Effect) -> Effect {
        switch effect {
        case .held(let hold): .held(withoutRepetition(hold))
        case .extended(let more): .extended(withoutRepetition(more))
        case .clocksRestored(let holds, let extensions):
            .clocksRestored(
                holds.map { withoutRepetition($0) }, extensions.map { withoutRepetition($0) })
        case .factSet(let part, let name, let value?) where !kept.contains(name):
            .factSet(part: part, name: name, value: withoutCopies(value, name, in: part))
        case .partRestored(let part, let restored):
            .partRestored(part: part, withoutCopies(restored, of: part))
        default: effect
        }
    }

    private func withoutCopies(_ restored: PartState, of part: ItemID?) -> PartState {
        var restored = restored
        for (name, value) in restored.facts where !kept.contains(name) {
            restored.facts[name] = withoutCopies(value, name, in: part)
        }
        return restored
    }

    /// The value, or what is left of it where it was taken out: of one that only holds what was
    /// taken out another entry holds the whole.
    private func withoutCopies(
        _ value: FactValue, _ name: String, in part: ItemID?
    ) -> FactValue? {
        let type = definition.facts(of: part?.kind).first { $0.name == name }?.type
        var alone = self
        alone.taken = TakenTexts()
        let left = alone.takeTexts(of: value, type)
        return alone.taken.all.contains(where: taken.all.contains) ? left : value
    }

    private func withoutRepetition(_ hold: Hold) -> Hold {
        var hold = hold
        hold.reason = taken.marking(hold.reason)
        return hold
    }

    private func withoutRepetition(_ more: Extension) -> Extension {
        var more = more
        more.reason = taken.marking(more.reason)
        return more
    }

    private func withoutRepetition(_ effect: Effect) -> Effect {
        switch effect {
        case .flagged(let text): .flagged(taken.marking(text))
        case .deadline(let run, let change):
            .deadline(withoutRepetition(run), withoutRepetition(change))
        case .reminderOwed(let reminder): .reminderOwed(withoutRepetition(reminder))
        case .reminderSettled(let key, let outcome):
            .reminderSettled(key, withoutRepetition(outcome))
        case .opened, .itemAdded, .factSet, .occurred, .chartMoved, .staysChanged,
            .reminderDeferred, .sendScheduled, .sendEnded, .assigned, .withdrawn, .redacted, .held,
            .holdEnded, .extended, .clocksRestored, .corrected, .factsCorrected,
            .retracted, .partRestored:
            effect
        }
    }

    private func withoutRepetition(_ run: DeadlineRun) -> DeadlineRun {
        var run = run
        run.flags = run.flags.map(taken.marking)
        run.obstacles = run.obstacles?.map(taken.marking)
        run.steps = run.steps.map { step in
            Step(kind: step.kind, text: taken.marking(step.text), date: step.date)
        }
        return run
    }

    private func withoutRepetition(_ change: DeadlineChange) -> DeadlineChange {
        switch change {
        case .moved(let from, let because): .moved(from: from, because: taken.marking(because))
        case .rejudged(let from, let because):
            .rejudged(from: from, because: taken.marking(because))
        case .cancelled(let because): .cancelled(because: taken.marking(because))
        case .reopened(let because): .reopened(because: taken.marking(because))
        case .armed, .started, .paused, .resumed, .met, .metLate, .missed, .left, .explained,
            .acknowledged, .obstructed:
            change
        }
    }

    /// The reminder with its reason rid of what was taken out.
    func withoutRepetition(_ reminder: Reminder) -> Reminder {
        var reminder = reminder
        reminder.because = reminder.because.map(taken.marking)
        return reminder
    }

    /// The outcome with its reason rid of what was taken out.
    func withoutRepetition(_ outcome: ReminderOutcome) -> ReminderOutcome {
        switch outcome {
        case .superseded(let reason): .superseded(taken.marking(reason))
        case .silenced(let reason): .silenced(taken.marking(reason))
        case .cancelled(let reason): .cancelled(taken.marking(reason))
        case .handedOver, .acknowledged: outcome
        }
    }
}

extension HistoryEntry.Payload {
    /// Whether an effect of the entry only copies what other entries hold: an amendment restores
    /// what they made so.
    func copies(_ effect: Effect, into sequence: Int) -> Bool {
        switch effect {
        case .partRestored, .clocksRestored: return true
        case .held(let hold): return hold.sequence != sequence
        case .extended(let more): return more.sequence != sequence
        case .factSet(_, let name, _):
            guard case .correct(_, _, _, _, let facts, _) = command else { return false }
            return !(facts ?? []).contains { $0.name == name }
        case .opened, .itemAdded, .occurred, .chartMoved, .staysChanged, .deadline, .reminderOwed,
            .reminderDeferred, .reminderSettled, .sendScheduled, .sendEnded, .corrected,
            .factsCorrected, .retracted, .holdEnded, .assigned, .withdrawn, .flagged, .redacted:
            return false
        }
    }
}
