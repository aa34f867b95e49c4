extension Register {
    /// Why a deadline is due when it is, and whom it reminds.
    package struct Explain: ControlMethod {
        package static let method = "org.scrutinyd.Register.Explain"

        /// The scrutiny's id.
        package var id: String
        /// The deadline's name.
        package var deadline: String

        /// A call of its parts.
        package init(id: String, deadline: String) {
            self.id = id
            self.deadline = deadline
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// The daemon's day.
            package var today: String
            /// The deadline's name.
            package var deadline: Deadline
            /// From the rule to the date, each checkable by hand.
            package var steps: [Step]
            /// What the rule rests on, and who recorded it.
            package var triggers: [Trigger]
            /// How its clock came to stand as it does; where there is more than fits, the last line
            /// says so.
            package var ledger: [LedgerLine]
            /// The reminders it foresees, in order of time.
            package var ladder: [Rung]

            /// A reply of its parts.
            package init(
                today: String, deadline: Deadline, steps: [Step], triggers: [Trigger],
                ledger: [LedgerLine], ladder: [Rung]
            ) {
                self.today = today
                self.deadline = deadline
                self.steps = steps
                self.triggers = triggers
                self.ledger = ledger
                self.ladder = ladder
            }
        }
    }

    /// The history of one scrutiny, oldest first.
    package struct History: ControlMethod {
        package static let method = "org.scrutinyd.Register.History"

        /// The scrutiny's id.
        package var id: String
        /// Only entries after this number: a reply's next.
        package var after: Int?
        /// At most so many; the daemon may give fewer.
        package var limit: Int?

        /// A call of its parts.
        package init(id: String, after: Int? = nil, limit: Int? = nil) {
            self.id = id
            self.after = after
            self.limit = limit
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// The entries.
            package var entries: [HistoryEntry]
            /// Where to go on; left out after the last.
            package var next: Int?

            /// A reply of its parts.
            package init(entries: [HistoryEntry], next: Int? = nil) {
                self.entries = entries
                self.next = next
            }
        }
    }

    /// The messages, oldest first. Filters that are left out match all.
    package struct Deliveries: ControlMethod {
        package static let method = "org.scrutinyd.Register.Deliveries"

        /// Only of this scrutiny.
        package var scrutiny: String?
        /// Only with this status.
        package var status: String?
        /// Only by this channel.
        package var channel: String?
        /// True: with their texts.
        package var withText: Bool?
        /// Only those after the one with this id: a reply's next.
        package var after: String?
        /// At most so many; the daemon may give fewer.
        package var limit: Int?

        /// A call of its parts.
        package init(
            scrutiny: String? = nil, status: String? = nil, channel: String? = nil,
            withText: Bool? = nil, after: String? = nil, limit: Int? = nil
        ) {
            self.scrutiny = scrutiny
            self.status = status
            self.channel = channel
            self.withText = withText
            self.after = after
            self.limit = limit
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// The messages.
            package var deliveries: [Delivery]
            /// Where to go on; left out after the last.
            package var next: String?

            /// A reply of its parts.
            package init(deliveries: [Delivery], next: String? = nil) {
                self.deliveries = deliveries
                self.next = next
            }
        }
    }
}
