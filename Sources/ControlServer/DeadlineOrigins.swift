import ControlProtocol
import Deadlines
import Engine
import Workflows

/// Where a deadline's day comes from: who recorded what its rule rests on, and what was done to
/// its clock. Made by visiting the history in order, of which it keeps only what it tells.
struct DeadlineOrigins {
    /// Who wrote an entry, and when.
    private struct Recorder {
        let sequence: Int
        let actor: String
        let at: Instant

        init(_ entry: HistoryEntry) {
            sequence = entry.sequence
            actor = entry.actor.name
            at = entry.at
        }
    }

    private let run: DeadlineRun
    /// The scrutiny as it was when the run's day was last found: of one that has ended or passed
    /// what came later is no reason.
    private let state: ScrutinyState
    private let definition: Definition
    private let zone: any TimeZoneRules
    /// What the rule rests on, in the order of the phrase.
    private let names: [String]
    /// Those names, and the events that meet the deadline.
    private let own: Set<String>
    /// The entries that recorded something of them, or did something to the clock.
    private var concerning: Set<Int> = []
    /// The entries that recorded those of them that are events.
    private var sequences: [String: Int] = [:]
    /// Who gave each of those facts its value.
    private var setters: [String: Recorder] = [:]
    /// Who recorded each of those events.
    private var witnesses: [String: Recorder] = [:]
    private var page = ReplyPage<Register.LedgerLine>(limit: .max)
    /// The first entry for which the ledger had no room.
    private var left: Recorder?

    /// The scrutiny as the entry left it that last found or judged a run's day; nil: none did.
    static func state(when run: DeadlineRun, in store: any StoreReader, of id: String) throws
        -> ScrutinyState?
    {
        var state: ScrutinyState?
        var found: ScrutinyState?
        try store.visitHistory(of: id, after: 0) { entry in
            let effects = entry.payload.effects
            state = ScrutinyState.folding(effects, onto: state, sequence: entry.sequence)
            if effects.contains(where: { $0.finds(run.id) }) { found = state }
            return true
        }
        return found
    }

    /// The origins as far as no entry was visited.
    init(
        run: DeadlineRun, state: ScrutinyState, definition: Definition, zone: any TimeZoneRules
    ) {
        self.run = run
        self.state = state
        self.definition = definition
        self.zone = zone
        var told: Set<String> = []
        names = (definition.declaration(of: run.id)?.due.references ?? [])
            .flatMap { Self.names($0, in: definition) }.filter { told.insert($0).inserted }
        own = Set(names + (definition.declaration(of: run.id)?.metBy ?? []))
        for name in names { sequences[name] = occurrence(name)?.sequence }
    }

    /// Takes note of an entry.
    mutating func visit(_ entry: HistoryEntry) {
        for name in names where sequences[name] == entry.sequence {
            witnesses[name] = Recorder(entry)
        }
        for case .factSet(let part, let name, _) in entry.payload.effects
        where names.contains(name) && (part == run.id.item || part == nil)
            && entry.sequence <= state.sequence
        {
            setters[name] = Recorder(entry)
        }
        if entry.payload.effects.contains(where: isOwn) { concerning.insert(entry.sequence) }
        enter(entry)
    }

    // MARK: What the rule rests on

    /// What the rule rests on, in the order of the phrase.
    var triggers: [Register.Trigger] { names.map(trigger) }

    /// What a reference stands for: of a period the two that bound it.
    private static func names(_ reference: Reference, in definition: Definition) -> [String] {
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
                recordedBy: setters[name])
        }
        if let occurrence = occurrence(name) {
            return trigger(name, day: occurrence.date, recordedBy: witnesses[name])
        }
        let other = [run.id.item, nil].lazy
            .compactMap { state.deadline(DeadlineID(item: $0, name: name)) }.first
        return trigger(name, day: other?.due, recordedBy: nil)
    }

    private func trigger(
        _ name: String, day: CivilDate?, value: String? = nil, recordedBy recorder: Recorder?
    ) -> Register.Trigger {
        Register.Trigger(
            name: name, date: day?.description, value: value, sequence: recorder?.sequence,
            actor: recorder?.actor, at: recorder.map { zone.wire($0.at) })
    }

    private func fact(_ name: String) -> FactValue? {
        state.part(run.id.item)?.facts[name] ?? state.root.facts[name]
    }

    private func occurrence(_ event: String) -> Occurrence? {
        state.part(run.id.item)?.latest(event) ?? state.root.latest(event)
    }

    // MARK: What was done to its clock

    /// What was done to its clock, oldest first; where there is more than a reply has room for,
    /// the last line says so.
    var ledger: [Register.LedgerLine] {
        guard let left else { return page.entries }
        return page.entries + [
            line("from here on there is more than fits: see the history", by: left)
        ]
    }

    private mutating func enter(_ entry: HistoryEntry) {
        let isTouched = entry.payload.effects.contains { effect in
            if case .deadline(let other, _) = effect { other.id == run.id } else { false }
        }
        let effects = entry.payload.effects.filter {
            concerns($0) || amends($0, isTouched: isTouched)
        }
        guard left == nil, !effects.isEmpty else { return }
        for text in EffectLines(definition: definition, zone: zone).lines(of: effects) {
            page.add(line(text, by: Recorder(entry)), texts: [text])
        }
        if page.hasMore { left = Recorder(entry) }
    }

    private func line(_ text: String, by recorder: Recorder) -> Register.LedgerLine {
        Register.LedgerLine(
            sequence: recorder.sequence, at: zone.wire(recorder.at), actor: recorder.actor,
            text: text)
    }

    /// Whether it records something of the rule's names or of what meets the deadline, or does
    /// something to its clock.
    private func isOwn(_ effect: Effect) -> Bool {
        switch effect {
        case .occurred(_, let occurrence): own.contains(occurrence.event)
        case .factSet(_, let name, _): own.contains(name)
        default: concerns(effect)
        }
    }

    /// Whether it amends something of the rule's names or of what meets the deadline, or moved it.
    private func amends(_ effect: Effect, isTouched: Bool) -> Bool {
        switch effect {
        case .corrected(let correction): isTouched || own.contains(correction.event)
        case .factsCorrected(let correction): isTouched || !own.isDisjoint(with: correction.names)
        case .retracted(let retraction): isTouched || concerning.contains(retraction.sequence)
        default: false
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
    /// Whether it found or judged the day of a deadline.
    fileprivate func finds(_ id: DeadlineID) -> Bool {
        guard case .deadline(let run, let change) = self, run.id == id else { return false }
        switch change {
        case .left, .acknowledged, .obstructed: return false
        default: return true
        }
    }
}
