package import Deadlines

/// How a deadline stands.
package enum DeadlineStatus: String, Hashable, Sendable, Codable, CaseIterable {
    /// Armed, but its day cannot be known yet.
    case notStarted = "not-started"
    /// Its day is known and has not passed.
    case running
    /// An open period or a hold stops the clock.
    case paused
    /// Done in time.
    case met
    /// Done, but after its day.
    case metLate = "met-late"
    /// Its day passed and a duty is broken.
    case missed
    /// Its day passed and a power or a possibility is gone.
    case lapsed
    /// No longer needed.
    case cancelled

    /// Whether it still waits for something.
    package var isOpen: Bool { self == .notStarted || self == .running || self == .paused }
    /// Whether its day passed without the act.
    package var isPast: Bool { self == .missed || self == .lapsed }
}

/// One run of a deadline, from the arming on.
package struct DeadlineRun: Hashable, Sendable, Codable {
    /// Which deadline.
    package var id: DeadlineID
    /// The number of this run; 1 is the first.
    package var run: Int
    /// Counts up each time the due date changes within the run.
    package var generation: Int
    /// How it stands.
    package var status: DeadlineStatus
    /// Whether its `while` still holds; a missed run that was left stays missed.
    package var isArmed: Bool
    /// The local day on which it was armed.
    package var armedOn: CivilDate
    /// The due day; nil while it cannot be known.
    package var due: CivilDate?
    /// The day it had before its clock stopped or its day became unknown; nil while it has one.
    package var formerDue: CivilDate?
    /// The time on the due day by which it must be done; nil: midnight that ends the day.
    package var cut: TimeOfDay?
    /// The moment after which it is missed.
    package var endsAt: Instant?
    /// The last working day on or before the due day.
    package var practical: CivilDate?
    /// The day from which the count ran, for the halfway rung.
    package var countStart: CivilDate?
    /// Whether the day rests on holidays that are not proclaimed yet.
    package var isProvisional: Bool
    /// How the day was found, or why it cannot be.
    package var steps: [Step]
    /// The calendar and its version when the day was found.
    package var calendar: String
    /// When the act that met it occurred; nil unless met, or where the day is unknown.
    package var metOn: CivilDate?
    /// The event that met it.
    package var metBy: String?
    /// What a person should look at: a dated act on a day with a cut, an unknown date.
    package var flags: [String]
    /// What stands in the way of its being kept, a sentence each; nil: nothing that is known.
    package var obstacles: [String]?
    /// Recipients whose repeats are silenced until the due date or the status changes.
    package var acknowledgedBy: [String]

    /// A run as the arming leaves it, before its day is computed.
    package init(id: DeadlineID, run: Int, armedOn: CivilDate, calendar: String) {
        self.id = id
        self.run = run
        self.armedOn = armedOn
        self.calendar = calendar
        generation = 1
        status = .notStarted
        isArmed = true
        isProvisional = false
        steps = []
        flags = []
        acknowledgedBy = []
    }
}

/// Why a run changed.
package enum DeadlineChange: Hashable, Sendable, Codable {
    /// It was armed.
    case armed
    /// Its day became known.
    case started
    /// Its day changed; the text says what moved it.
    case moved(from: CivilDate?, because: String)
    /// Its clock stopped.
    case paused
    /// Its clock goes on.
    case resumed
    /// The act was done in time.
    case met
    /// The act was done late.
    case metLate
    /// Its day passed.
    case missed
    /// It is no longer needed; the text says why.
    case cancelled(because: String)
    /// Its `while` no longer holds though it had already passed.
    case left
    /// Only its explanation or its being provisional changed.
    case explained
    /// It is met, but its day was another; the text says what showed that.
    case rejudged(from: CivilDate?, because: String)
    /// What met it did not happen here: it is open, or past, again.
    case reopened(because: String)
    /// What stands in its way has changed.
    case obstructed
    /// Somebody acknowledged it.
    case acknowledged(by: String)
}
