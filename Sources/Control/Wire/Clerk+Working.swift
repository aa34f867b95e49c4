extension Clerk {
    /// Opens a scrutiny.
    package struct Open: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Open"

        /// Its workflow's name.
        package var workflow: String
        /// Its id: lower-case letters, digits and hyphens, unique.
        package var id: String
        /// The facts.
        package var facts: [Fact]
        /// What the caller notes.
        package var note: String?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            workflow: String, id: String, facts: [Fact], note: String? = nil,
            request: String? = nil
        ) {
            self.workflow = workflow
            self.id = id
            self.facts = facts
            self.note = note
            self.request = request
        }

        /// What it answers.
        package typealias Reply = Receipted
    }

    /// Records that an event happened, to one part or jointly to several: all or none.
    package struct Record: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Record"

        /// The parts, all of one scrutiny.
        package var parts: [String]
        /// The event.
        package var event: String
        /// The day it happened, with its local time if known (2018-01-26 or
        /// 2018-01-26T14:00), or the word unknown; left out: now.
        package var occurred: String?
        /// Facts that are set with it, on each part.
        package var facts: [Fact]
        /// What the caller notes.
        package var note: String?
        /// Refuses unless this is the number of the scrutiny's latest history entry.
        package var expected: Int?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            parts: [String], event: String, occurred: String? = nil, facts: [Fact],
            note: String? = nil, expected: Int? = nil, request: String? = nil
        ) {
            self.parts = parts
            self.event = event
            self.occurred = occurred
            self.facts = facts
            self.note = note
            self.expected = expected
            self.request = request
        }

        /// What it answers.
        package typealias Reply = Receipted
    }

    /// Sets facts of a part.
    package struct Set: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.Set"

        /// The part.
        package var part: String
        /// The facts.
        package var facts: [Fact]
        /// What the caller notes.
        package var note: String?
        /// Refuses unless this is the number of the scrutiny's latest history entry.
        package var expected: Int?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            part: String, facts: [Fact], note: String? = nil, expected: Int? = nil,
            request: String? = nil
        ) {
            self.part = part
            self.facts = facts
            self.note = note
            self.expected = expected
            self.request = request
        }

        /// What it answers.
        package typealias Reply = Receipted
    }

    /// Adds items to a scrutiny: all or none.
    package struct AddItem: ControlMethod {
        package static let method = "org.scrutinyd.Clerk.AddItem"

        /// The scrutiny's id.
        package var id: String
        /// Their kind, such as recommendation.
        package var kind: String
        /// Their keys, such as a, b and b.i.
        package var keys: [String]
        /// Facts that each of them gets.
        package var facts: [Fact]
        /// What the caller notes.
        package var note: String?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            id: String, kind: String, keys: [String], facts: [Fact],
            note: String? = nil, request: String? = nil
        ) {
            self.id = id
            self.kind = kind
            self.keys = keys
            self.facts = facts
            self.note = note
            self.request = request
        }

        /// What it answers.
        package typealias Reply = Receipted
    }
}
