import Deadlines
import Engine

/// What every entry must keep.
extension Course {
    /// Invariant 3: no reminder before its time.
    func expectTimely(_ key: Reminder.Key, at moment: Instant) throws {
        guard let reminder = owed[key] else { return }
        try insist(
            reminder.sendAt <= moment,
            "\(name(key)) went out at \(text(moment)), owed for \(text(reminder.sendAt))")
        if case let earliest?? = foreseen[key] {
            try insist(
                earliest <= moment,
                "\(name(key)) went out at \(text(moment)), its rung is for \(text(earliest))")
        }
    }

    /// Invariant 3: none for a deadline that is met or cancelled at that commit. A miss is told
    /// though the scrutiny has moved on.
    func expectNeeded(_ key: Reminder.Key) throws {
        guard let run = runs[key.deadline]?[key.run], let reminder = owed[key] else {
            throw BrokenPromise("\(name(key)) went out for a run that never was")
        }
        // That a day has passed, and was another than people knew, is told whatever came of it.
        let isNeeded =
            switch reminder.kind {
            case .missed: run.status.isPast
            case .changed where run.status.isPast: true
            default: run.isArmed && (run.status.isOpen || run.status.isPast)
            }
        try insist(
            isNeeded, "\(name(key)) went out though the deadline is \(run.status.rawValue)")
    }

    /// Invariant 4: missed only when the last moment has passed in the scrutiny's zone.
    func expectPast(_ run: DeadlineRun, at moment: Instant) throws {
        guard let end = end(of: run) else {
            throw BrokenPromise("\(id): \(run.id) is missed without a day")
        }
        try insist(
            end <= moment,
            "\(id): \(run.id), due \(run.due.map { "\($0)" } ?? ""), is missed at \(text(moment))")
    }

    /// Nothing whose last moment has passed is left running by a commit.
    func expectNothingPast(at moment: Instant) throws {
        for run in state?.deadlines ?? [] where run.status == .running && run.isArmed {
            guard let end = end(of: run), end <= moment else { continue }
            throw BrokenPromise(
                "\(id): \(run.id) still runs at \(text(moment)), it ended at \(text(end))")
        }
    }

    /// The first moment at which a run's day, or the minute it is cut to, has passed.
    private func end(of run: DeadlineRun) -> Instant? {
        guard let due = run.due, let next = due.adding(days: 1) else { return nil }
        if let cut = run.cut {
            return zone.instant(of: CivilDateTime(date: due, time: cut))
                .adding(milliseconds: 60_000)
        }
        return zone.instant(of: CivilDateTime(date: next, time: .midnight))
    }

    func text(_ moment: Instant) -> String { zone.civil(at: moment).description }
}
