extension Clerk {
    /// Says who acts as a party for one scrutiny alone.
    package struct Assign: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Assign"

        /// The scrutiny's id.
        package var id: String
        /// The party.
        package var party: String
        /// The person's name in the configuration; left out: whoever the configuration
        /// says.
        package var person: String?
        /// What the caller notes.
        package var note: String?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            id: String, party: String, person: String? = nil, note: String? = nil,
            request: String? = nil
        ) {
            self.id = id
            self.party = party
            self.person = person
            self.note = note
            self.request = request
        }

        /// What it answers.
        package typealias Reply = Receipted
    }

    /// Ends a scrutiny that will not be finished.
    package struct Withdraw: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Withdraw"

        /// The scrutiny's id.
        package var id: String
        /// Why.
        package var reason: String
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(id: String, reason: String, request: String? = nil) {
            self.id = id
            self.reason = reason
            self.request = request
        }

        /// What it answers.
        package typealias Reply = Receipted
    }

    /// Silences the repeats of a deadline's reminders for one recipient.
    package struct Acknowledge: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Acknowledge"

        /// The scrutiny's id.
        package var id: String
        /// The deadline's name.
        package var deadline: String
        /// The party or person it silences; left out: the caller's own.
        package var recipient: String?
        /// What the caller notes.
        package var note: String?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            id: String, deadline: String, recipient: String? = nil,
            note: String? = nil, request: String? = nil
        ) {
            self.id = id
            self.deadline = deadline
            self.recipient = recipient
            self.note = note
            self.request = request
        }

        /// What it answers.
        package typealias Reply = Receipted
    }
}
