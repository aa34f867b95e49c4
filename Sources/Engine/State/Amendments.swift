package import Deadlines

/// That what an earlier entry recorded happened on another day than it says.
package struct Correction: Hashable, Sendable, Codable {
    /// The entry.
    package var sequence: Int
    /// The event; the word `hold` or `resume` where clocks stopped or went on.
    package var event: String
    /// The item it happened to, where that has to be said.
    package var item: ItemID?
    /// The day it happened; nil where nobody knows.
    package var date: CivilDate?
    /// The local time it happened, where known.
    package var time: TimeOfDay?
    /// Why it is corrected.
    package var reason: String

    /// A correction.
    package init(
        sequence: Int, event: String, item: ItemID? = nil, date: CivilDate?, time: TimeOfDay?,
        reason: String
    ) {
        self.sequence = sequence
        self.event = event
        self.item = item
        self.date = date
        self.time = time
        self.reason = reason
    }
}

/// That an earlier entry should have given other facts; which, the command of its entry says.
package struct FactCorrection: Hashable, Sendable, Codable {
    /// The entry.
    package var sequence: Int
    /// The facts' names.
    package var names: [String]
    /// Why they are corrected.
    package var reason: String

    /// A correction.
    package init(sequence: Int, names: [String], reason: String) {
        self.sequence = sequence
        self.names = names
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
