import ControlProtocol
import Deadlines
import Engine
import Workflows

/// Where a deadline's day comes from: who recorded what its rule rests on, and what was done to
/// its clock.
struct DeadlineOrigins {
    private let run: DeadlineRun
    /// The scrutiny as it was when the run's day was last found: of one that has ended or passed
    /// what came later is no reason.
    private let state: ScrutinyState
    private let definition: Definition
    private let history: [HistoryEntry]
    private let zone: any TimeZoneRules

    init(
        run: DeadlineRun, state: ScrutinyState, definition: Definition, history: [HistoryEntry],
        zone: any TimeZoneRules
    ) {
        self.run = run
        self.definition = definition
        self.history = history
        self.zone = zone
        self.state = run.status.isOpen ? state : Self.state(when: run, in: history) ?? state
    }

    /// The fold of history up to the entry that last found or judged the run's day.
    private static func state(
        when run: DeadlineRun, in history: [HistoryEntry]
    ) -> ScrutinyState? {
        guard let last = history.lastIndex(where: { $0.payload.effects.contains(where: finds) })
        else { return nil }
        return history[...last].reduce(nil as ScrutinyState?) {
            ScrutinyState.folding($1.payload.effects, onto: $0, sequence: $1.sequence)
        }
        func finds(_ effect: Effect) -> Bool {
            guard case .deadline(let other, let change) = effect, other.id == run.id else {
                return false
            }
            switch change {
            case .left, .acknowledged, .obstructed: return false
            default: return true
            }
        }
    }

    /// What the rule rests on, in the order of the phrase.
    var triggers: [Register.Trigger] {
        guard let declaration = definition.declaration(of: run.id) else { return [] }
        var told: Set<String> = []
        return declaration.due.references.flatMap(names).filter { told.insert($0).inserted }
            .map(trigger)
    }

    /// What a reference stands for: of a period the two that bound it.
    private func names(_ reference: Reference) -> [String] {
        switch reference {
        case .name(let name), .year(let name), .window(let name), .linked(let name, _): [name]
        case .period(let name):
            switch definition.periods.first(where: { $0.name == name })?.days {
            case .between(let from, let to): [from, to]
            case .inState, nil: []
            }
        case .next: []
        }
    }

    private func trigger(_ name: String) -> Register.Trigger {
        if let value = fact(name) {
            return trigger(
                name, day: value.day?.date, value: value.day == nil ? value.line : nil,
                recordedBy: entry(setting: name))
        }
        if let occurrence = occurrence(name) {
            let entry = history.first { $0.sequence == occurrence.sequence }
            return trigger(name, day: occurrence.date, recordedBy: entry)
        }
        let other = [run.id.item, nil].lazy
            .compactMap { state.deadline(DeadlineID(item: $0, name: name)) }.first
        return trigger(name, day: other?.due, recordedBy: nil)
    }

    private func trigger(
        _ name: String, day: CivilDate?, value: String? = nil, recordedBy entry: HistoryEntry?
    ) -> Register.Trigger {
        Register.Trigger(
            name: name, date: day?.description, value: value, sequence: entry?.sequence,
            actor: entry?.actor.name, at: entry.map { zone.wire($0.at) })
    }

    private func fact(_ name: String) -> FactValue? {
        state.part(run.id.item)?.facts[name] ?? state.root.facts[name]
    }

    private func occurrence(_ event: String) -> Occurrence? {
        state.part(run.id.item)?.latest(event) ?? state.root.latest(event)
    }

    private func entry(setting name: String) -> HistoryEntry? {
        history.last { entry in
            entry.sequence <= state.sequence
                && entry.payload.effects.contains { effect in
                    switch effect {
                    case .factSet(let part, let other, _):
                        other == name && (part == run.id.item || part == nil)
                    default: false
                    }
                }
        }
    }

    /// What was done to its clock, oldest first.
    var ledger: [Register.LedgerLine] {
        let lines = EffectLines(definition: definition, zone: zone)
        return history.flatMap { entry -> [Register.LedgerLine] in
            let effects = entry.payload.effects
            let isTouched = effects.contains { effect in
                if case .deadline(let other, _) = effect { other.id == run.id } else { false }
            }
            let own = effects.filter { effect in
                concerns(effect) || (effect.isAmendment && (isTouched || speaksOfNames(effect)))
            }
            return lines.lines(of: own).map { text in
                Register.LedgerLine(
                    sequence: entry.sequence, at: zone.wire(entry.at), actor: entry.actor.name,
                    text: text)
            }
        }
    }

    /// Whether an amendment is of something that the rule names, or that meets the deadline.
    private func speaksOfNames(_ effect: Effect) -> Bool {
        guard let declaration = definition.declaration(of: run.id) else { return false }
        let own = Set(declaration.due.references.flatMap(names) + declaration.metBy)
        switch effect {
        case .corrected(let correction): return own.contains(correction.event)
        case .factsCorrected(let correction): return !own.isDisjoint(with: correction.names)
        case .retracted(let retraction):
            let entry = history.first { $0.sequence == retraction.sequence }
            return entry?.payload.effects.contains { effect in
                switch effect {
                case .occurred(_, let occurrence): own.contains(occurrence.event)
                case .factSet(_, let name, _): own.contains(name)
                case .held, .holdEnded: declaration.due.canBeHeld
                case .extended(let more): more.deadline == run.id
                default: false
                }
            } == true
        default: return false
        }
    }

    private func concerns(_ effect: Effect) -> Bool {
        switch effect {
        case .deadline(_, .explained): false
        case .deadline(let other, _): other.id == run.id
        case .extended(let more): more.deadline == run.id
        case .held, .holdEnded: definition.declaration(of: run.id)?.due.canBeHeld == true
        case .opened, .corrected, .factsCorrected, .retracted, .itemAdded, .factSet, .occurred,
            .chartMoved, .staysChanged, .reminderOwed,
            .reminderDeferred, .reminderSettled, .sendScheduled, .sendEnded, .assigned, .withdrawn,
            .flagged, .redacted, .partRestored, .clocksRestored:
            false
        }
    }
}

extension Effect {
    /// Whether it says that an entry counts otherwise than it was recorded.
    fileprivate var isAmendment: Bool {
        switch self {
        case .corrected, .factsCorrected, .retracted: true
        default: false
        }
    }
}
