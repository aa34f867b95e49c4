extension Clerk {
    /// Stops a scrutiny's clocks.
    package struct Hold: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Hold"

        /// The scrutiny's id.
        package var id: String
        /// Why, for the history.
        package var reason: String
        /// The first day that does not count; left out: today.
        package var occurred: String?
        /// True: says what would move, and changes nothing.
        package var dryRun: Bool?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            id: String, reason: String, occurred: String? = nil, dryRun: Bool? = nil,
            request: String? = nil
        ) {
            self.id = id
            self.reason = reason
            self.occurred = occurred
            self.dryRun = dryRun
            self.request = request
        }

        /// What it answers.
        package typealias Reply = Receipted
    }

    /// Lets a scrutiny's clocks go on.
    package struct Resume: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Resume"

        /// The scrutiny's id.
        package var id: String
        /// The first day that counts again; left out: today.
        package var occurred: String?
        /// What the caller notes.
        package var note: String?
        /// True: says what would move, and changes nothing.
        package var dryRun: Bool?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            id: String, occurred: String? = nil, note: String? = nil, dryRun: Bool? = nil,
            request: String? = nil
        ) {
            self.id = id
            self.occurred = occurred
            self.note = note
            self.dryRun = dryRun
            self.request = request
        }

        /// What it answers.
        package typealias Reply = Receipted
    }

    /// Gives a deadline more time.
    package struct Extend: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Extend"

        /// The scrutiny's id.
        package var id: String
        /// The deadline's name.
        package var deadline: String
        /// The day until which it has time.
        package var to: String?
        /// How much more time it has: 10 working days.
        package var by: String?
        /// Why, for the history.
        package var reason: String
        /// True: says what would move, and changes nothing.
        package var dryRun: Bool?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            id: String, deadline: String, to: String? = nil, by: String? = nil, reason: String,
            dryRun: Bool? = nil, request: String? = nil
        ) {
            self.id = id
            self.deadline = deadline
            self.to = to
            self.by = by
            self.reason = reason
            self.dryRun = dryRun
            self.request = request
        }

        /// What it answers.
        package typealias Reply = Receipted
    }
}
