import Deadlines
import Engine

/// What somebody was told of a deadline's day.
extension Course {
    /// Whether nobody was told that a run's day has changed, though it was owed.
    func changeIsUntold(_ run: DeadlineRun?) -> Bool {
        let changes = owed.keys.filter {
            $0.deadline == run?.id && $0.run == run?.run && $0.generation == run?.generation
                && $0.rung == "changed"
        }
        // One that was cancelled with its deadline is no longer waited for.
        return !changes.isEmpty
            && changes.allSatisfy { key in
                if case .cancelled = outcomes[key] { false } else { told[key] == nil }
            }
    }

    /// Without what was told of the same day before, or fell due before something that was.
    func untold(
        _ reminders: [Reminder.Key: Instant?], of run: DeadlineRun
    ) -> [Reminder.Key: Instant?] {
        let before = toldBefore(of: run)
        return reminders.filter { key, moment in
            let same = before.filter { $0.key.recipient == key.recipient }
            if same.contains(where: { $0.key.rung == key.rung }) { return false }
            guard let moment, let latest = same.map(\.value).max() else { return true }
            return moment > latest
        }
    }

    mutating func tell(_ key: Reminder.Key, at moment: Instant) {
        told[key] = moment
        order[key] = order.count + 1
    }

    /// The same of a run that has moved; one that begins is told of whatever was told before.
    func untoldWhereMoved(
        _ reminders: [Reminder.Key: Instant?], of run: DeadlineRun
    ) -> [Reminder.Key: Instant?] {
        run.generation > 1 ? untold(reminders, of: run) : reminders
    }

    func toldBefore(of run: DeadlineRun) -> [Reminder.Key: Instant] {
        let day = Day(due: run.due, cut: run.cut)
        func dayTold(_ key: Reminder.Key) -> Day? { days[run.id]?[[key.run, key.generation]] }
        let own = told.filter { $0.key.deadline == run.id }
        return own.filter { key, _ in
            // What was told before another day was told is not known any more.
            dayTold(key) == day
                && !own.contains { other, _ in
                    guard case .handedOver = outcomes[other] else { return false }
                    return other.rung == "changed" && other.recipient == key.recipient
                        && dayTold(other)?.due != nil && dayTold(other) != day
                        && order[other, default: 0] > order[key, default: 0]
                }
        }
    }
}
