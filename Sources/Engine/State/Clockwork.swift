package import Deadlines

/// A stretch of days on which a scrutiny's clocks stand still because somebody said so: from the
/// day of the hold to the day before it is resumed, both included.
package struct Hold: Hashable, Sendable, Codable {
    /// The first day that does not count.
    package var from: CivilDate
    /// The last day that does not count; nil while it lasts.
    package var to: CivilDate?
    /// Why.
    package var reason: String
    /// The history entry that began it.
    package var sequence: Int

    /// A hold that lasts.
    package init(from: CivilDate, reason: String, sequence: Int) {
        self.from = from
        self.reason = reason
        self.sequence = sequence
    }
}

/// More time that somebody gave a run of a deadline.
package struct Extension: Hashable, Sendable, Codable {
    /// The deadline.
    package var deadline: DeadlineID
    /// Its run; a later run begins without it.
    package var run: Int
    /// How much, or until when.
    package var extra: Extra
    /// Why.
    package var reason: String
    /// The history entry that gave it.
    package var sequence: Int

    /// More time.
    package init(deadline: DeadlineID, run: Int, extra: Extra, reason: String, sequence: Int) {
        self.deadline = deadline
        self.run = run
        self.extra = extra
        self.reason = reason
        self.sequence = sequence
    }
}

extension ScrutinyState {
    /// The hold that lasts, or nil.
    package var openHold: Hold? { holds.last.flatMap { $0.to == nil ? $0 : nil } }

    /// The time given to a run, in the order given.
    package func extensions(of run: DeadlineRun) -> [Extension] {
        extensions.filter { $0.deadline == run.id && $0.run == run.run }
    }
}
