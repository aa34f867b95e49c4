import Deadlines
import Engine

/// A stretch on which nothing could be done: the daemon was down, the machine slept, or a scrutiny
/// that could not be woken waited for the next try.
struct Sleep: Sendable {
    /// When it began.
    let from: Instant
    /// When it was over, and what had fallen due was found.
    let to: Instant

    /// What follows where a wake was refused: it is tried again an hour later.
    static func refused(at moment: Instant) -> Sleep {
        Sleep(
            from: moment.adding(milliseconds: -1), to: moment.adding(milliseconds: 3_600_000))
    }
}

/// That nothing comes late.
extension Course {
    /// No entry comes after a moment at which something of the scrutiny fell due: that moment has
    /// an entry of its own, or, where nothing could be done then, the end of the sleep has.
    func expectPrompt(_ entry: HistoryEntry) throws {
        guard let state, let due = Self.earliest(of: state) else { return }
        // What an entry lets fall due in the past falls due with it.
        let moment = max(due.at, latest ?? due.at)
        try insist(
            entry.at <= awake(after: moment),
            "late: \(id): \(due.what) fell due at \(text(moment)), and nothing came of it until "
                + "\(text(entry.at))")
    }

    /// Nothing that has fallen due is left to be done by a later entry.
    func expectNothingDue(after entry: HistoryEntry) throws {
        guard let state, let due = Self.earliest(of: state), due.at <= entry.at else { return }
        throw BrokenPromise(
            "late: \(id): \(due.what) fell due at \(text(due.at)), and is left at "
                + "\(text(entry.at))")
    }

    /// When something could be done about what fell due at a moment: there and then, or when the
    /// sleep was over, and the one that followed.
    private func awake(after moment: Instant) -> Instant {
        var moment = moment
        while let end = sleeps.filter({ $0.from < moment && moment < $0.to }).map(\.to).max() {
            moment = end
        }
        return moment
    }

    /// What of a scrutiny falls due first.
    private static func earliest(of state: ScrutinyState) -> (what: String, at: Instant)? {
        let reminders = state.reminders.map { ("the reminder \($0.key)", $0.sendAt) }
        let ends = state.deadlines.filter { $0.status == .running }.compactMap { run in
            run.endsAt.map { ("the end of \(run.id)", $0) }
        }
        let sends = state.sends.map { ("the event \($0.event)", $0.due) }
        return (reminders + ends + sends).min { $0.1 < $1.1 }.map { (what: $0.0, at: $0.1) }
    }
}
