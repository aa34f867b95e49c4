import Deadlines
import Engine

/// That a reminder which told nobody anything had a reason to be given up.
extension Course {
    /// An end other than going out has its reason in the entry, or in what is owed beside it.
    ///
    /// The state is that before the reminder is settled.
    func expectReason(
        _ outcome: ReminderOutcome, of key: Reminder.Key, in entry: HistoryEntry
    ) throws {
        let changes = entry.payload.effects.compactMap { effect -> RunChange? in
            guard case .deadline(let run, let change) = effect, run.id == key.deadline else {
                return nil
            }
            return (run, change)
        }
        switch outcome {
        case .handedOver, .silenced: return
        case .acknowledged:
            try insist(
                runs[key.deadline]?[key.run]?.acknowledgedBy.contains(key.recipient) == true,
                "\(name(key)) is acknowledged by nobody")
        case .superseded(let reason):
            try insist(
                hasSuccessor(key) || hasMovedOn(key, changes) || isOfThePast(key, entry),
                "lost: \(name(key)) is superseded by nothing (\(reason))")
        case .cancelled(let reason):
            let isOver = changes.contains { run, change in
                guard run.run == key.run else { return false }
                return switch change {
                case .met, .metLate, .rejudged, .cancelled, .left: true
                default: false
                }
            }
            try insist(
                isOver, "lost: \(name(key)) is cancelled though its deadline goes on (\(reason))")
        }
    }

    private typealias RunChange = (run: DeadlineRun, change: DeadlineChange)

    /// Whether a rung of the same run that comes later is owed to the same recipient.
    private func hasSuccessor(_ key: Reminder.Key) -> Bool {
        guard let reminder = state?.reminders.first(where: { $0.key == key }) else { return false }
        return reminder.kind == .rung
            && state?.reminders.contains { other in
                other.kind == .rung && other.key.deadline == key.deadline
                    && other.key.run == key.run && other.key.recipient == key.recipient
                    && other.sendAt > reminder.sendAt
            } == true
    }

    /// Whether the deadline has another day now, or none: a newer generation or run of it stands,
    /// the question for its day has an answer, or what stood in its way is something else.
    private func hasMovedOn(_ key: Reminder.Key, _ changes: [RunChange]) -> Bool {
        let kind = owed[key]?.kind
        return changes.contains { run, change in
            switch change {
            case .obstructed: kind == .obstacle
            case .started, .paused: kind == .notStarted || Self.isNewer(run, than: key)
            case .armed, .moved, .resumed, .reopened, .missed: Self.isNewer(run, than: key)
            case .met, .metLate, .rejudged, .cancelled, .left, .explained, .acknowledged: false
            }
        }
    }

    private static func isNewer(_ run: DeadlineRun, than key: Reminder.Key) -> Bool {
        (run.run, run.generation) > (key.run, key.generation)
    }

    /// Whether it was for a time before the scrutiny was brought in.
    private func isOfThePast(_ key: Reminder.Key, _ entry: HistoryEntry) -> Bool {
        entry.cause == "import" && owed[key].map { $0.sendAt <= entry.at } == true
    }
}
