extension Clerk {
    /// Lets what an entry recorded have happened on another day.
    package struct Correct: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Correct"

        /// The scrutiny's id.
        package var id: String
        /// The entry's number within the scrutiny.
        package var sequence: Int
        /// The event; left out where the entry recorded one only.
        package var event: String?
        /// The day it happened, with its local time if known, or the word unknown.
        package var occurred: String
        /// Why, for the history.
        package var reason: String
        /// True: says what would move, and changes nothing.
        package var dryRun: Bool?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            id: String, sequence: Int, event: String? = nil, occurred: String, reason: String,
            dryRun: Bool? = nil, request: String? = nil
        ) {
            self.id = id
            self.sequence = sequence
            self.event = event
            self.occurred = occurred
            self.reason = reason
            self.dryRun = dryRun
            self.request = request
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// What it made; of a dry run, what it would make.
            package var receipt: Receipt

            /// A reply of its parts.
            package init(receipt: Receipt) {
                self.receipt = receipt
            }
        }
    }

    /// Takes back what an entry recorded, set, held, resumed or extended.
    package struct Retract: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Retract"

        /// The scrutiny's id.
        package var id: String
        /// The entry's number within the scrutiny.
        package var sequence: Int
        /// Why, for the history.
        package var reason: String
        /// True: says what would move, and changes nothing.
        package var dryRun: Bool?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            id: String, sequence: Int, reason: String, dryRun: Bool? = nil, request: String? = nil
        ) {
            self.id = id
            self.sequence = sequence
            self.reason = reason
            self.dryRun = dryRun
            self.request = request
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// What it made; of a dry run, what it would make.
            package var receipt: Receipt

            /// A reply of its parts.
            package init(receipt: Receipt) {
                self.receipt = receipt
            }
        }
    }
}
