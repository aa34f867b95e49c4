extension Register {
    /// What was recorded about a deadline's clock, by whom.
    package struct LedgerLine: WireValue {
        /// The history entry's number.
        package var sequence: Int
        /// When it was committed.
        package var at: String
        /// Who recorded it.
        package var actor: String
        /// What it made so.
        package var text: String

        /// A value of its parts.
        package init(sequence: Int, at: String, actor: String, text: String) {
            self.sequence = sequence
            self.at = at
            self.actor = actor
            self.text = text
        }
    }

    /// Something a deadline's rule rests on.
    package struct Trigger: WireValue {
        /// Its name in the rule: a fact, an event or a deadline.
        package var name: String
        /// The day it stands for; left out while that is not known, or where it is no day.
        package var date: String?
        /// What it is, where it is no day: a year.
        package var value: String?
        /// The number of the history entry that recorded it; left out where none did.
        package var sequence: Int?
        /// Who recorded it.
        package var actor: String?
        /// When that was recorded.
        package var at: String?

        /// A value of its parts.
        package init(
            name: String, date: String? = nil, value: String? = nil, sequence: Int? = nil,
            actor: String? = nil, at: String? = nil
        ) {
            self.name = name
            self.date = date
            self.value = value
            self.sequence = sequence
            self.actor = actor
            self.at = at
        }
    }
}
