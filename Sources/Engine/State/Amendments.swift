package import Deadlines

/// That what an earlier entry recorded happened on another day than it says.
package struct Correction: Hashable, Sendable, Codable {
    /// The entry.
    package var sequence: Int
    /// The event.
    package var event: String
    /// The day it happened; nil where nobody knows.
    package var date: CivilDate?
    /// The local time it happened, where known.
    package var time: TimeOfDay?
    /// Why it is corrected.
    package var reason: String

    /// A correction.
    package init(sequence: Int, event: String, date: CivilDate?, time: TimeOfDay?, reason: String) {
        self.sequence = sequence
        self.event = event
        self.date = date
        self.time = time
        self.reason = reason
    }
}

/// That what an earlier entry recorded did not happen to this scrutiny.
package struct Retraction: Hashable, Sendable, Codable {
    /// The entry.
    package var sequence: Int
    /// Why it is retracted.
    package var reason: String

    /// A retraction.
    package init(sequence: Int, reason: String) {
        self.sequence = sequence
        self.reason = reason
    }
}
