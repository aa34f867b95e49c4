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
        return !changes.isEmpty && changes.allSatisfy { told[$0] == nil }
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

    func toldBefore(of run: DeadlineRun) -> [Reminder.Key: Instant] {
        let day = Day(due: run.due, cut: run.cut)
        return told.filter { key, _ in
            key.deadline == run.id && days[run.id]?[[key.run, key.generation]] == day
        }
    }
}
