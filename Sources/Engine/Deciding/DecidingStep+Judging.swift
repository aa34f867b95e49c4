import Deadlines
import Workflows

extension DecidingStep {
    /// The declaration of a deadline, or nil where the definition has none.
    func declaration(of id: DeadlineID) -> DeadlineDeclaration? {
        definition.deadlines(of: id.item?.kind).first { $0.name == id.name }
    }

    /// Judges the deadlines an event meets, by the day it occurred and not the day it was recorded.
    mutating func judge(_ occurrence: Occurrence, in part: ItemID?) {
        for run in state.deadlines where run.id.item == part {
            guard declaration(of: run.id)?.metBy.contains(occurrence.event) == true else {
                continue
            }
            judge(run, by: occurrence)
        }
    }

    private mutating func judge(_ run: DeadlineRun, by occurrence: Occurrence) {
        let isTimely = Self.isTimely(occurrence, for: run)
        switch run.status {
        case .notStarted, .running, .paused:
            guard run.isArmed else { return }
            end(run, as: isTimely ? .met : .metLate, by: occurrence)
        case .missed, .lapsed:
            // A timely act recorded after the miss: nothing raised is undone.
            if isTimely, let day = occurrence.date {
                endStays(of: run, on: day)
                end(run, as: .met, by: occurrence)
            } else if run.isArmed {
                end(run, as: .metLate, by: occurrence)
            }
        case .metLate:
            if isTimely && occurrence.date != nil { end(run, as: .met, by: occurrence) }
        case .met, .cancelled:
            return
        }
    }

    /// A stay that a miss ended, on the day after, had ended in truth on the day of the act: days
    /// that nobody waited any more count again.
    private mutating func endStays(of run: DeadlineRun, on day: CivilDate) {
        guard run.id.item == nil, let declaration = declaration(of: run.id),
            declaration.whenMissed?.raise != nil, let led = run.due?.adding(days: 1)
        else { return }
        let left = Set(declaration.whileIn.compactMap(definition.chart.path(named:)))
        var stays = state.root.stays
        for index in stays.indices where stays[index].to == led && left.contains(stays[index].state)
        {
            stays[index].to = max(day, stays[index].from)
        }
        if stays != state.root.stays { emit(.staysChanged(part: nil, stays)) }
    }

    /// Judges a run that was met before its day was known.
    mutating func judgeAgain(_ run: DeadlineRun) {
        guard run.status == .met, let metBy = run.metBy, let metOn = run.metOn else { return }
        let recorded = state.part(run.id.item)?.occurrences.last {
            $0.event == metBy && $0.date == metOn
        }
        let occurrence =
            recorded ?? Occurrence(event: metBy, date: metOn, time: nil, sequence: sequence)
        if !Self.isTimely(occurrence, for: run) { end(run, as: .metLate, by: occurrence) }
    }

    /// Whether the act came in time; an act on an unknown day counts as timely and is flagged.
    private static func isTimely(_ occurrence: Occurrence, for run: DeadlineRun) -> Bool {
        guard let due = run.due, let date = occurrence.date else { return true }
        guard date == due, let cut = run.cut, let time = occurrence.time else {
            return date <= due
        }
        return time <= cut
    }

    private mutating func end(
        _ run: DeadlineRun, as status: DeadlineStatus, by occurrence: Occurrence
    ) {
        var run = run
        run.status = status
        run.metOn = occurrence.date
        run.metBy = occurrence.event
        run.endsAt = nil
        run.acknowledgedBy = []
        run.obstacles = nil
        run.flags = Self.flags(of: run, met: occurrence)
        emit(.deadline(run, status == .met ? .met : .metLate))
        for flag in run.flags { emit(.flagged("\(run.id): \(flag)")) }
        stopLadder(of: run, because: .cancelled("it is \(status.rawValue)"))
    }

    private static func flags(of run: DeadlineRun, met occurrence: Occurrence) -> [String] {
        guard let date = occurrence.date else {
            let judgement = run.status == .metLate ? "late" : "in time"
            return ["\(occurrence.event) has no date: counted as \(judgement)."]
        }
        if date == run.due, let cut = run.cut, occurrence.time == nil {
            return ["\(occurrence.event) has no time: counted as before \(cut)."]
        }
        return []
    }

    /// Settles every reminder that a run still owes, but for the notices of these kinds: that a
    /// day has changed, or was missed, is told though the ladder stops. An earlier run's miss is
    /// told whatever becomes of this one.
    mutating func stopLadder(
        of run: DeadlineRun, because outcome: ReminderOutcome, keeping kept: Set<Reminder.Kind> = []
    ) {
        for reminder in owed(by: run) where !kept.contains(reminder.kind) {
            emit(.reminderSettled(reminder.key, outcome))
        }
    }

    /// The reminders that a run still owes.
    func owed(by run: DeadlineRun) -> [Reminder] {
        state.reminders.filter { $0.key.deadline == run.id && $0.key.run == run.run }
    }
}
