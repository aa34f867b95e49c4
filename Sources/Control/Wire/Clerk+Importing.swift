extension Clerk {
    /// An item that an import brings.
    package struct ImportedItem: WireValue {
        /// Its kind.
        package var kind: String
        /// Its key.
        package var key: String
        /// The facts.
        package var facts: [Fact]

        /// A value of its parts.
        package init(kind: String, key: String, facts: [Fact]) {
            self.kind = kind
            self.key = key
            self.facts = facts
        }
    }

    /// An event that an import brings.
    package struct ImportedEvent: WireValue {
        /// The items it happened to, as kind/key; none: the scrutiny itself.
        package var items: [String]
        /// The event.
        package var event: String
        /// As in Record, but left out: nobody knows.
        package var occurred: String?
        /// The facts.
        package var facts: [Fact]
        /// What the caller notes.
        package var note: String?

        /// A value of its parts.
        package init(
            items: [String], event: String, occurred: String? = nil, facts: [Fact],
            note: String? = nil
        ) {
            self.items = items
            self.event = event
            self.occurred = occurred
            self.facts = facts
            self.note = note
        }
    }

    /// What an import made of a scrutiny.
    package enum ImportOutcome: String, WireValue {
        /// Created.
        case created
        /// Updated.
        case updated
        /// Unchanged.
        case unchanged
    }

    /// Brings in one scrutiny as it really went, in the order given: what is there already
    /// is left alone, and no reminder is sent for what is past.
    package struct Import: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Import"

        /// The scrutiny's id.
        package var id: String
        /// Its workflow's name.
        package var workflow: String
        /// Links are facts like others.
        package var facts: [Fact]
        /// Its items.
        package var items: [ImportedItem]
        /// What happened, in order.
        package var events: [ImportedEvent]
        /// Who acts as which party.
        package var assignments: [Assignment]
        /// What the caller notes.
        package var note: String?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            id: String, workflow: String, facts: [Fact], items: [ImportedItem],
            events: [ImportedEvent], assignments: [Assignment], note: String? = nil,
            request: String? = nil
        ) {
            self.id = id
            self.workflow = workflow
            self.facts = facts
            self.items = items
            self.events = events
            self.assignments = assignments
            self.note = note
            self.request = request
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// What it made of the scrutiny.
            package var outcome: ImportOutcome
            /// What it made.
            package var receipt: Receipt

            /// A reply of its parts.
            package init(outcome: ImportOutcome, receipt: Receipt) {
                self.outcome = outcome
                self.receipt = receipt
            }
        }
    }
}
