package import Deadlines
package import Workflows

/// The pure middle of the engine: command + state + snapshot + now → decision.
///
/// It reads no clock and awaits nothing; the same questions get the same answers, byte for byte.
package struct Decider {
    /// What deciding reads besides the state.
    package let snapshot: any Snapshot
    /// Whether what was accepted before is decided again: that what occurred had come by then was
    /// looked at then, by the clock of then.
    var isReplaying = false

    /// A decider over a snapshot.
    package init(snapshot: any Snapshot) {
        self.snapshot = snapshot
    }

    /// Opens a scrutiny.
    ///
    /// - Throws: ``Refusal``, or what the snapshot's reads throw.
    package func open(
        _ opening: Opening, definition: Definition, identity: DefinitionID, now: Instant,
        actor: Actor
    ) throws -> Decision {
        var step = try newStep(
            opening, definition: definition, identity: identity, now: now, actor: actor,
            openedOn: nil)
        try step.open(opening)
        return try step.finish(summary: "opened \(opening.id) as \(identity)")
    }

    /// Brings in a scrutiny with its past: nothing is sent for what has passed.
    ///
    /// - Throws: ``Refusal``, or what the snapshot's reads throw.
    package func bringIn(
        _ opening: Opening, items: [GivenItem], events: [Recording],
        assignments: [String: String], definition: Definition, identity: DefinitionID,
        now: Instant, actor: Actor
    ) throws -> Decision {
        let known = events.compactMap { event -> CivilDate? in
            guard case .on(let date, _) = event.occurred else { return nil }
            return date
        }
        var step = try newStep(
            opening, definition: definition, identity: identity, now: now, actor: actor,
            openedOn: known.min())
        step.isImporting = true
        step.because = "it was imported"
        try step.open(opening)
        for (party, person) in assignments.sorted(by: { $0.key < $1.key }) {
            try step.assign(party: party, person: person)
        }
        for item in items { try step.add([item.id], facts: item.facts) }
        for event in events { try step.record(event) }
        return try step.finish(summary: "imported \(opening.id) as \(identity)")
    }

    /// Decides a command on a scrutiny that exists.
    ///
    /// - Throws: ``Refusal``, or what the snapshot's reads throw.
    package func decide(
        _ command: Command, on state: ScrutinyState, now: Instant, actor: Actor
    ) throws -> Decision {
        guard let definition = try snapshot.definition(state.definition) else {
            throw Refusal.missing(
                what: "The definition \(state.definition) of \(state.id)",
                remedy: "Restore the definition's file, or the store from a backup.")
        }
        var step = try DecidingStep(
            state: state, definition: definition, snapshot: snapshot, now: now, actor: actor)
        step.isReplaying = isReplaying
        switch command {
        case .open, .bringIn: throw Refusal.alreadyExists(id: state.id)
        case .record(let recording):
            step.because = "\(recording.event) was recorded"
            step.note = recording.note
            try step.record(recording)
            let whom = recording.items.map(\.description).joined(separator: ", ")
            return try step.finish(summary: recording.event + (whom.isEmpty ? "" : " at \(whom)"))
        case .set(let item, let facts):
            step.because = "\(facts.map(\.name).joined(separator: ", ")) was set"
            try step.set(facts, in: item)
            return try step.finish(summary: "set \(facts.map(\.name).joined(separator: ", "))")
        case .add(let items, let facts):
            step.because = "items were added"
            try step.add(items, facts: facts)
            return try step.finish(
                summary: "added \(items.map(\.description).joined(separator: ", "))")
        case .assign(let party, let person):
            try step.assign(party: party, person: person)
            return try step.finish(
                summary: person.map { "\(party) is \($0)" } ?? "\(party) is unassigned")
        case .withdraw(let reason):
            step.because = "it was withdrawn: \(reason)"
            try step.withdraw(reason: reason)
            return try step.finish(summary: "withdrawn: \(reason)")
        case .acknowledge(let deadline, let recipients):
            try step.acknowledge(deadline, recipients: recipients)
            return try step.finish(summary: "acknowledged \(deadline)")
        case .hold(let day, let reason):
            step.because = "its clocks are held: \(reason)"
            try step.hold(from: day, reason: reason)
            return try step.finish(summary: "held: \(reason)")
        case .resume(let day):
            step.because = "its clocks were resumed"
            try step.resume(on: day)
            return try step.finish(summary: "resumed")
        case .extend(let deadline, let extra, let reason):
            step.because = "\(deadline) was given more time: \(reason)"
            try step.extend(deadline, extra, reason: reason)
            return try step.finish(summary: "extended \(deadline): \(reason)")
        case .correct(let sequence, let event, let item, let occurred, let facts, let reason):
            step.because = "entry \(sequence) was corrected: \(reason)"
            var amendment = Amendment(sequence: sequence, changes: [], reason: reason)
            if let occurred {
                amendment.changes.append(.correct(event: event, item: item, occurred))
            }
            if let facts {
                amendment.changes.append(.give(facts, at: FactPlace(event: event, item: item)))
            }
            try step.amend(amendment, by: self)
            return try step.finish(summary: "corrected entry \(sequence): \(reason)")
        case .retract(let sequence, let reason):
            step.because = "entry \(sequence) was retracted: \(reason)"
            let amendment = Amendment(sequence: sequence, changes: [.retract], reason: reason)
            try step.amend(amendment, by: self)
            return try step.finish(summary: "retracted entry \(sequence): \(reason)")
        case .wake:
            step.because = "time passed"
            return try step.finish(summary: "time passed")
        case .recompute(let because, let isCalendar):
            step.because = because
            step.isCalendarChange = isCalendar
            step.isChangeElsewhere = !isCalendar
            try step.recomputeDates()
            return try step.finish(summary: because)
        }
    }

    private func newStep(
        _ opening: Opening, definition: Definition, identity: DefinitionID, now: Instant,
        actor: Actor, openedOn: CivilDate?
    ) throws -> DecidingStep {
        guard Identifier.isScrutiny(opening.id) else {
            throw Refusal.badName(
                text: opening.id,
                remedy: "Use lower-case words, digits and hyphens, such as rural-crime-2017.")
        }
        guard let zone = snapshot.zone(definition.timeZone) else {
            throw Refusal.missing(
                what: "The time zone \(definition.timeZone)",
                remedy: "Name one of the IANA time zones, such as Europe/London.")
        }
        let today = zone.civil(at: now).date
        let day = openedOn.map { min($0, today) } ?? today
        let state = ScrutinyState(
            id: opening.id, definition: identity, openedAt: now, openedOn: day)
        var step = try DecidingStep(
            state: state, definition: definition, snapshot: snapshot, now: now, actor: actor)
        step.isReplaying = isReplaying
        step.because = "it was opened"
        step.effects.append(.opened(id: opening.id, definition: identity, at: now, on: day))
        return step
    }
}
