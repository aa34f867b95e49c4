package import Deadlines
import Workflows

/// Calendars that become others, and the open deadlines that follow them, in one transaction.
extension Committing {
    /// Takes listed days into the calendars.
    mutating func importDays(_ order: CalendarOrder, by actor: Actor) throws -> Answer {
        let plan = try CalendarPlan(order, library: library, at: now, by: actor)
        var kept = try keptCalendars()
        for (name, one) in plan.imports { kept.append(one, to: name) }
        library = library.amended(by: kept)
        return try settle(kept, remarks: plan.remarks)
    }

    /// Takes what the files hold now into force: at the start, and when they were read anew.
    mutating func adopt(_ files: Library) throws -> Answer {
        let kept = try keptCalendars()
        library = files.amended(by: kept)
        return try settle(kept, remarks: [])
    }

    /// What the store keeps; a store that keeps nothing yet was computed by the present calendars.
    private func keptCalendars() throws -> KeptCalendars {
        var kept = try KeptCalendars(store)
        kept.assume(library.inForce)
        return kept
    }

    /// Compares the calendars with those that dates were last computed by, and computes anew what
    /// is open and counts by one that has changed.
    private mutating func settle(_ before: KeptCalendars, remarks: [String]) throws -> Answer {
        var kept = before
        for calendar in library.inForce { try kept.adopt(calendar, in: store) }
        library = library.amended(by: kept)
        let change = CalendarChange(from: before.inForce, to: library)
        var outcome = CalendarOutcome(
            differences: change.differences, moves: [], remarks: remarks)
        var deliveries = 0
        for (id, because) in try change.concerned(store) {
            guard let state = try store.scrutiny(id) else { continue }
            let decision = try decider.decide(
                .recompute(because: because, isCalendar: true), on: state, now: now,
                actor: .daemon)
            outcome.moves += decision.calendarMoves
            deliveries += try commit(
                decision, before: state, cause: "recompute", actor: .daemon
            ).deliveries
        }
        return Answer(
            outcome: outcome.differences.isEmpty ? .unchanged : .changed, id: "", sequence: 0,
            states: [], deliveries: deliveries, calendars: outcome)
    }
}

/// Which calendars changed, and whom that concerns.
struct CalendarChange {
    /// In what each differs, by name.
    let differences: [CalendarDifference]

    /// - Parameter old: the calendars dates were last computed by; on one that is not among them
    ///   no date rests.
    init(from old: [String: WorkingCalendar], to library: Library) {
        differences = library.inForce.compactMap { calendar in
            old[calendar.name].flatMap { CalendarDifference(from: $0, to: calendar) }
        }
    }

    /// The scrutinies whose dates may be others now, ordered, each with the reason.
    func concerned(_ store: any StoreReader) throws -> [(id: String, because: String)] {
        var reasons: [String: [String]] = [:]
        for difference in differences {
            let names =
                difference.calendar == HolidayList.closures
                ? try store.calendars() : [difference.calendar]
            let ids = try Set(names.flatMap { try store.dependents(on: .calendar($0)) })
            for id in ids { reasons[id, default: []].append(difference.reason) }
        }
        return reasons.sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.joined(separator: ". ")) }
    }
}

extension CalendarOutcome {
    /// What an order would come to; nothing is changed.
    ///
    /// - Throws: ``ImportRefused``, or what the store's reads throw.
    package static func foreseen(
        _ order: CalendarOrder, store: any StoreReader, library: Library, at now: Instant,
        by actor: Actor
    ) throws -> CalendarOutcome {
        let plan = try CalendarPlan(order, library: library, at: now, by: actor)
        var kept = try KeptCalendars(store)
        for (name, one) in plan.imports { kept.append(one, to: name) }
        let amended = library.amended(by: kept)
        let change = CalendarChange(
            from: Dictionary(uniqueKeysWithValues: library.inForce.map { ($0.name, $0) }),
            to: amended)
        let decider = Decider(snapshot: StoreSnapshot(library: amended, store: store))
        var outcome = CalendarOutcome(
            differences: change.differences, moves: [], remarks: plan.remarks)
        for (id, because) in try change.concerned(store) {
            guard let state = try store.scrutiny(id) else { continue }
            outcome.moves += try decider.decide(
                .recompute(because: because, isCalendar: true), on: state, now: now,
                actor: .daemon
            ).calendarMoves
        }
        return outcome
    }
}

extension Decision {
    /// Which deadlines moved, from which day to which.
    fileprivate var calendarMoves: [CalendarOutcome.Move] {
        effects.compactMap { effect in
            guard case .deadline(let run, .moved(let from, _)) = effect else { return nil }
            return CalendarOutcome.Move(
                scrutiny: state.id, deadline: run.id.description, from: from, to: run.due)
        }
    }
}
