package import Deadlines
package import Statecharts
package import Workflows

/// One thing that became so. History stores these, and a state is their fold: folding decides
/// nothing again, so a newer program cannot rewrite the past.
package enum Effect: Hashable, Sendable, Codable {
    /// The scrutiny was opened.
    case opened(id: String, definition: DefinitionID, at: Instant, on: CivilDate)
    /// An item was added.
    case itemAdded(ItemID)
    /// A fact got a value, or became unknown.
    case factSet(part: ItemID?, name: String, value: FactValue?)
    /// An event occurred.
    case occurred(part: ItemID?, Occurrence)
    /// A chart stands elsewhere.
    case chartMoved(part: ItemID?, ChartState)
    /// The stays that periods count changed.
    case staysChanged(part: ItemID?, [Stay])
    /// A deadline's run changed.
    case deadline(DeadlineRun, DeadlineChange)
    /// A reminder is owed.
    case reminderOwed(Reminder)
    /// A reminder goes out at another moment.
    case reminderDeferred(Reminder.Key, until: Instant)
    /// A reminder is no longer owed.
    case reminderSettled(Reminder.Key, ReminderOutcome)
    /// A chart sent an event with a delay.
    case sendScheduled(ScheduledSend)
    /// A delayed event was delivered or cancelled.
    case sendEnded(ScheduledSend)
    /// What an earlier entry recorded happened on another day.
    case corrected(Correction)
    /// An earlier entry should have given other facts.
    case factsCorrected(FactCorrection)
    /// What an earlier entry recorded did not happen here.
    case retracted(Retraction)
    /// A part is as it would be, had the entry been recorded so from the first.
    case partRestored(part: ItemID?, PartState)
    /// The clocks were stopped.
    case held(Hold)
    /// The clocks go on; the first day that counts.
    case holdEnded(resumedOn: CivilDate)
    /// The holds and the time given are as they would be, had an entry been recorded so from the
    /// first.
    case clocksRestored([Hold], [Extension])
    /// A deadline got more time.
    case extended(Extension)
    /// A person was assigned to a party for this scrutiny.
    case assigned(party: String, person: String?)
    /// The scrutiny was withdrawn.
    case withdrawn(reason: String)
    /// Something recorded deserves a look.
    case flagged(String)
    /// An earlier entry's payload was redacted.
    case redacted(Redaction)
}

extension ScrutinyState {
    /// The state a history entry leaves: the effects applied to what was before (nil: nothing).
    ///
    /// Returns nil where the first effect of a first entry does not open a scrutiny.
    package static func folding(
        _ effects: [Effect], onto state: ScrutinyState?, sequence: Int
    ) -> ScrutinyState? {
        var state = state
        for effect in effects {
            if case .opened(let id, let definition, let at, let on) = effect {
                state = ScrutinyState(id: id, definition: definition, openedAt: at, openedOn: on)
            } else {
                state?.apply(effect)
            }
        }
        state?.sequence = sequence
        return state
    }

    /// Makes the effect so.
    package mutating func apply(_ effect: Effect) {
        switch effect {
        case .opened, .flagged, .redacted, .corrected, .factsCorrected, .retracted: break
        case .partRestored(let part, let restored): mutate(part) { $0 = restored }
        case .itemAdded(let id): items.append(ItemState(id: id))
        case .factSet(let part, let name, let value): mutate(part) { $0.facts[name] = value }
        case .occurred(let part, let occurrence):
            mutate(part) { $0.occurrences.append(occurrence) }
        case .chartMoved(let part, let chart): mutate(part) { $0.chart = chart }
        case .staysChanged(let part, let stays): mutate(part) { $0.stays = stays }
        case .deadline(let run, _):
            if let index = deadlines.firstIndex(where: { $0.id == run.id }) {
                deadlines[index] = run
            } else {
                deadlines.append(run)
            }
        case .reminderOwed(let reminder): reminders.append(reminder)
        case .reminderDeferred(let key, let instant):
            if let index = reminders.firstIndex(where: { $0.key == key }) {
                reminders[index].sendAt = instant
            }
        case .reminderSettled(let key, _): reminders.removeAll { $0.key == key }
        case .sendScheduled(let send): sends.append(send)
        case .sendEnded(let send):
            if let index = sends.firstIndex(of: send) { sends.remove(at: index) }
        case .held(let hold): holds.append(hold)
        case .holdEnded(let day): endHold(day)
        case .clocksRestored(let holds, let extensions):
            self.holds = holds
            self.extensions = extensions
        case .extended(let more): extensions.append(more)
        case .assigned(let party, let person): assignments[party] = person
        case .withdrawn(let reason): withdrawn = reason
        }
    }

    /// A hold that is resumed on its own first day has held nothing.
    private mutating func endHold(_ day: CivilDate) {
        guard var hold = holds.popLast() else { return }
        hold.to = day.adding(days: -1)
        if let last = hold.to, last >= hold.from { holds.append(hold) }
    }

    private mutating func mutate(_ part: ItemID?, _ change: (inout PartState) -> Void) {
        guard let part else { return change(&root) }
        guard let index = items.firstIndex(where: { $0.id == part }) else { return }
        change(&items[index].part)
    }
}
