extension Manager {
    /// Recomputes the hash chain of the history and compares the states with it.
    package struct Verify: ControlMethod {
        package static let method = "org.scrutinyd.Manager.Verify"

        /// A head that was written down earlier: the history must contain it.
        package var against: String?

        /// A call of its parts.
        package init(against: String? = nil) {
            self.against = against
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// How many entries were read.
            package var entries: Int
            /// The hash of the last one.
            package var head: String
            /// What does not fit, a sentence each; none: the history is whole.
            package var findings: [String]

            /// A reply of its parts.
            package init(entries: Int, head: String, findings: [String]) {
                self.entries = entries
                self.head = head
                self.findings = findings
            }
        }
    }

    /// Tries a message again that was given up.
    package struct RetryDelivery: ControlMethod {
        package static let method = "org.scrutinyd.Manager.RetryDelivery"

        /// The scrutiny's id.
        package var id: String
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(id: String, request: String? = nil) {
            self.id = id
            self.request = request
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// The message's status: pending.
            package var status: String

            /// A reply of its parts.
            package init(status: String) {
                self.status = status
            }
        }
    }
}
