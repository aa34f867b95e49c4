package import Deadlines
package import Workflows

/// What will come of one scrutiny by itself, if nothing is recorded until then.
package enum Plan {
    /// What comes.
    package enum Kind: Sendable {
        /// A message goes out.
        case message(MessageDraft)
        /// A deadline's day passes; these are told, and this event is raised.
        case passing(told: [Addressee], raises: String?)
    }

    /// One thing that comes.
    package struct Entry: Sendable {
        /// When.
        package var at: Instant
        /// What.
        package var kind: Kind
        /// The deadline it is about.
        package var run: DeadlineRun
        /// That deadline's declaration; nil where the definition has it no more.
        package var declaration: DeadlineDeclaration?
    }

    /// What comes up to a moment, in order. It reads what the scrutiny owes and computes nothing
    /// anew; persons are those that stand for the parties today.
    ///
    /// - Throws: ``Refusal`` where the time zone is missing, or what the snapshot's reads throw.
    package static func of(
        _ state: ScrutinyState, definition: Definition, snapshot: any Snapshot, now: Instant,
        through last: Instant
    ) throws -> [Entry] {
        let step = try DecidingStep(
            state: state, definition: definition, snapshot: snapshot, now: now, actor: .daemon)
        let entries = step.plannedMessages(through: last) + step.plannedPassings(through: last)
        return entries.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }.map(\.element)
    }

    /// A scrutiny as it will be when a schedule has opened it at a moment, before its first
    /// messages have gone out.
    ///
    /// - Throws: ``Refusal`` where it cannot be opened so, or what the snapshot's reads throw.
    package static func opened(
        _ opening: Opening, of entry: Library.Entry, snapshot: any Snapshot, at moment: Instant
    ) throws -> ScrutinyState {
        let decision = try Decider(snapshot: snapshot).open(
            opening, definition: entry.definition, identity: entry.id, now: moment,
            actor: .daemon)
        let effects = decision.effects.filter { effect in
            if case .reminderSettled(_, .handedOver) = effect { false } else { true }
        }
        return ScrutinyState.folding(effects, onto: nil, sequence: 1) ?? decision.state
    }

    /// What stands in the way of a scrutiny's dates, a sentence each, with the item it is about.
    ///
    /// - Throws: ``Refusal`` where a calendar or the time zone is missing, or what the snapshot's
    ///   reads throw.
    package static func obstacles(
        of state: ScrutinyState, definition: Definition, snapshot: any Snapshot, now: Instant
    ) throws -> [(item: ItemID?, text: String)] {
        let step = try DecidingStep(
            state: state, definition: definition, snapshot: snapshot, now: now, actor: .daemon)
        return try Feasibility.obstacles(in: step).map { ($0.item, $0.text) }
    }
}

extension DecidingStep {
    /// The messages of the reminders that are owed, as they will be put together.
    fileprivate func plannedMessages(through last: Instant) -> [Plan.Entry] {
        let owed = state.reminders.filter { $0.sendAt <= last && !isAcknowledged($0) }
        return Dictionary(grouping: owed, by: \.sendAt).sorted { $0.key < $1.key }
            .flatMap { moment, reminders in
                drafts(of: reminders).compactMap { draft -> Plan.Entry? in
                    guard let id = draft.reminders.first?.key.deadline,
                        let run = state.deadline(id)
                    else { return nil }
                    return Plan.Entry(
                        at: moment, kind: .message(draft), run: run,
                        declaration: declaration(of: id))
                }
            }
    }

    /// The deadlines whose day passes.
    fileprivate func plannedPassings(through last: Instant) -> [Plan.Entry] {
        state.deadlines.compactMap { run in
            guard run.status == .running, let end = run.endsAt, end <= last else { return nil }
            let declaration = declaration(of: run.id)
            if declaration?.isMarker == true { return nil }
            let told = (declaration?.whenMissed?.to ?? []).flatMap { recipient in
                addressees(of: recipient, in: run.id.item).persons
            }
            return Plan.Entry(
                at: end, kind: .passing(told: told, raises: declaration?.whenMissed?.raise),
                run: run, declaration: declaration)
        }
    }
}
