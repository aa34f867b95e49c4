import ControlProtocol
import Deadlines
import Engine
import Workflows

/// Where a deadline's day comes from: who recorded what its rule rests on, and what was done to
/// its clock.
struct DeadlineOrigins {
    let run: DeadlineRun
    let state: ScrutinyState
    let definition: Definition
    let history: [HistoryEntry]
    let zone: any TimeZoneRules

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
            entry.payload.effects.contains { effect in
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
        return history.flatMap { entry in
            lines.lines(of: entry.payload.effects.filter(concerns)).map { text in
                Register.LedgerLine(
                    sequence: entry.sequence, at: zone.wire(entry.at), actor: entry.actor.name,
                    text: text)
            }
        }
    }

    private func concerns(_ effect: Effect) -> Bool {
        switch effect {
        case .deadline(_, .explained): false
        case .deadline(let other, _): other.id == run.id
        case .extended(let more): more.deadline == run.id
        case .held, .holdEnded: definition.declaration(of: run.id)?.due.canBeHeld == true
        case .corrected, .factsCorrected, .retracted: true
        case .opened, .itemAdded, .factSet, .occurred, .chartMoved, .staysChanged, .reminderOwed,
            .reminderDeferred, .reminderSettled, .sendScheduled, .sendEnded, .assigned, .withdrawn,
            .flagged, .redacted, .partRestored, .clocksRestored:
            false
        }
    }
}
