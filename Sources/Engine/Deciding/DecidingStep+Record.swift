import Deadlines
import Statecharts
import Workflows

extension DecidingStep {
    /// Records an event: facts set, deadlines judged, charts run to rest, deadlines ended and
    /// armed, dates computed. A refusal undoes all, because the caller drops the step.
    mutating func record(_ recording: Recording) throws {
        if recording.items.isEmpty && state.isFinal || state.withdrawn != nil {
            throw Refusal.isFinal(id: state.id, states: leaves(of: nil))
        }
        for item in recording.items { try insistOnItem(item) }
        let occurrence = try occurrence(of: recording)
        drivingDay = occurrence.date
        let targets: [ItemID?] = recording.items.isEmpty ? [nil] : recording.items.map { $0 }
        for target in targets { try assignFacts(recording.facts, in: target) }
        for target in targets { try deliver(occurrence, to: target) }
        try settle()
        drivingDay = nil
    }

    private func occurrence(of recording: Recording) throws -> Occurrence {
        let (date, time) = try pastMoment(recording.occurred)
        return Occurrence(event: recording.event, date: date, time: time, sequence: sequence)
    }

    /// The day and time something happened; refused where that has not come yet.
    func pastMoment(
        _ occurred: Recording.Occurred
    ) throws -> (date: CivilDate?, time: TimeOfDay?) {
        let present = zone.civil(at: now)
        switch occurred {
        case .now: return (present.date, present.time)
        case .unknown: return (nil, nil)
        case .on(let date, let time):
            if !isReplaying { try insistOnPast(date, time, present: present) }
            return (date, time)
        }
    }

    /// How far back something recorded may have happened, in days: a century.
    private static var longestAgo: Int { 36_525 }

    private func insistOnPast(
        _ date: CivilDate, _ time: TimeOfDay?, present: CivilDateTime
    ) throws {
        let given = time.map { "\(date)T\($0)" } ?? date.description
        let isLaterToday = date == present.date && (time.map { $0 > present.time } ?? false)
        if date > present.date || isLaterToday {
            throw Refusal.inFuture(occurred: given, today: present.date)
        }
        if present.date.dayNumber - date.dayNumber > Self.longestAgo {
            throw Refusal.unlikelyTime(
                text: given, reason: "it is more than a century ago", remedy: "Check the year.")
        }
        guard let time else { return }
        let moment = CivilDateTime(date: date, time: time)
        if zone.civil(at: zone.instant(of: moment)) != moment {
            throw Refusal.unlikelyTime(
                text: given, reason: "the clocks went forward then, and passed it over",
                remedy: "Give the time the clocks showed, or the day alone.")
        }
    }

    private mutating func deliver(_ occurrence: Occurrence, to part: ItemID?) throws {
        let before = state
        let isMeeting = isMetBy(occurrence.event, in: part)
        emit(.occurred(part: part, occurrence))
        judge(occurrence, in: part)
        let isListed = part == nil && definition.records.contains(occurrence.event)
        let isTaken = try sendToChart(occurrence, part: part)
        // A guard that refuses the event is not passed by way of a deadline the event would meet.
        let isGuarded = hasCandidates(occurrence.event, in: part, of: before)
        guard isTaken || isListed || (isMeeting && !isGuarded) else {
            throw try refusal(of: occurrence, at: part, in: before)
        }
    }

    /// Whether some transition of the part answers the event, whatever its guard says.
    private func hasCandidates(
        _ event: String, in part: ItemID?, of before: ScrutinyState
    ) -> Bool {
        guard let chart = definition.chart(of: part?.kind), let held = before.part(part)?.chart
        else { return false }
        return !chart.candidates(for: event, in: held).isEmpty
    }

    /// Whether an armed deadline of the part can be met by the event.
    private func isMetBy(_ event: String, in part: ItemID?) -> Bool {
        state.deadlines.contains { run in
            run.id.item == part && run.isArmed && (run.status.isOpen || run.status.isPast)
                && declaration(of: run.id)?.metBy.contains(event) == true
        }
    }

    private func refusal(
        of occurrence: Occurrence, at part: ItemID?, in before: ScrutinyState
    ) throws -> Refusal {
        let kind = part.flatMap { definition.itemKind($0.kind) }
        guard let chart = definition.chart(of: part?.kind), let held = before.part(part)?.chart
        else { return .guardFailed(message: "\(state.id) has no states.") }
        let candidates = chart.candidates(for: occurrence.event, in: held)
        if let refused = candidates.first {
            let says = part == nil ? definition.refusals : kind?.refusals ?? [:]
            let spoken = candidates.compactMap { says[$0.tag] }.first
            let condition = refused.guard.map { "\($0)" } ?? "its condition"
            return .guardFailed(
                message: spoken
                    ?? "\(occurrence.event) is refused: it needs that \(condition).")
        }
        return .eventNotAccepted(
            event: occurrence.event,
            at: part.map { "\(before.id)/\($0)" } ?? before.id,
            states: chart.leaves(of: held), accepted: accepted(in: part, of: before))
    }

    /// Every event the part accepts now, in the order written.
    func accepted(in part: ItemID?, of before: ScrutinyState) -> [String] {
        guard let chart = definition.chart(of: part?.kind), let held = before.part(part)?.chart
        else { return [] }
        var names = chart.accepted(in: held).filter { !$0.hasPrefix("done.state.") }
        for run in before.deadlines
        where run.id.item == part && run.isArmed && (run.status.isOpen || run.status.isPast) {
            names += declaration(of: run.id)?.metBy ?? []
        }
        if part == nil { names += definition.records }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
