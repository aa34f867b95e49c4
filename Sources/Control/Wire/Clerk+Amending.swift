extension Clerk {
    /// Lets what an entry recorded have happened on another day, or have given other facts.
    package struct Correct: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Correct"

        /// The scrutiny's id.
        package var id: String
        /// The entry's number within the scrutiny.
        package var sequence: Int
        /// The event; left out where the entry recorded one only.
        package var event: String?
        /// The item, as kind/key, where the entry recorded the event of several.
        package var item: String?
        /// The day it happened, with its local time if known, or the word unknown; nil: that stays.
        package var occurred: String?
        /// Facts the entry should have given; nil: none.
        package var facts: [Fact]?
        /// Why, for the history.
        package var reason: String
        /// True: says what would move, and changes nothing.
        package var dryRun: Bool?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            id: String, sequence: Int, event: String? = nil, item: String? = nil,
            occurred: String? = nil, facts: [Fact]? = nil, reason: String, dryRun: Bool? = nil,
            request: String? = nil
        ) {
            self.id = id
            self.sequence = sequence
            self.event = event
            self.item = item
            self.occurred = occurred
            self.facts = facts
            self.reason = reason
            self.dryRun = dryRun
            self.request = request
        }

        /// What it answers.
        package typealias Reply = Receipted
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
        package typealias Reply = Receipted
    }
}
