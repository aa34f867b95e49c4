extension Register {
    /// The scrutinies, by id. Filters that are left out match all.
    package struct List: ControlMethod {
        package static let method = "org.scrutinyd.Register.List"

        /// Its workflow's name.
        package var workflow: String?
        /// Only with this state, or one inside it, active.
        package var state: String?
        /// Only of this municipal year.
        package var year: String?
        /// True: only with an overdue deadline.
        package var overdue: Bool?
        /// True: only those that are not final. False: only final ones.
        package var open: Bool?
        /// Only ids after this one: a reply's next.
        package var after: String?
        /// At most so many; the daemon may give fewer.
        package var limit: Int?

        /// A call of its parts.
        package init(
            workflow: String? = nil, state: String? = nil, year: String? = nil,
            overdue: Bool? = nil, open: Bool? = nil, after: String? = nil,
            limit: Int? = nil
        ) {
            self.workflow = workflow
            self.state = state
            self.year = year
            self.overdue = overdue
            self.open = open
            self.after = after
            self.limit = limit
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// The daemon's day.
            package var today: String
            /// The scrutinies.
            package var scrutinies: [Summary]
            /// Where to go on; left out after the last.
            package var next: String?

            /// A reply of its parts.
            package init(today: String, scrutinies: [Summary], next: String? = nil) {
                self.today = today
                self.scrutinies = scrutinies
                self.next = next
            }
        }
    }

    /// Everything that is so of one scrutiny.
    package struct Show: ControlMethod {
        package static let method = "org.scrutinyd.Register.Show"

        /// The scrutiny's id.
        package var id: String

        /// A call of its parts.
        package init(id: String) {
            self.id = id
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// The daemon's day.
            package var today: String
            /// The scrutiny in one line.
            package var summary: Summary
            /// The facts.
            package var facts: [Fact]
            /// Its items.
            package var items: [Item]
            /// In the order of the definition, each item's after its own.
            package var deadlines: [Deadline]
            /// In the order recorded.
            package var occurrences: [Occurrence]
            /// Its ties to others.
            package var links: [Link]
            /// Who acts as which party.
            package var assignments: [Assignment]
            /// What a person should look at.
            package var findings: [Finding]
            /// The events that would be accepted now, of the scrutiny itself.
            package var accepted: [String]

            /// A reply of its parts.
            package init(
                today: String, summary: Summary, facts: [Fact], items: [Item],
                deadlines: [Deadline], occurrences: [Occurrence], links: [Link],
                assignments: [Assignment], findings: [Finding],
                accepted: [String]
            ) {
                self.today = today
                self.summary = summary
                self.facts = facts
                self.items = items
                self.deadlines = deadlines
                self.occurrences = occurrences
                self.links = links
                self.assignments = assignments
                self.findings = findings
                self.accepted = accepted
            }
        }
    }

    /// The deadlines that wait for an act, by due day; those that cannot be known yet last.
    package struct Due: ControlMethod {
        package static let method = "org.scrutinyd.Register.Due"

        /// Only those due within so many days from today; overdue ones are among them.
        package var withinDays: Int?
        /// True: only overdue ones.
        package var overdue: Bool?
        /// Only of this scrutiny.
        package var id: String?
        /// At most so many; the daemon may give fewer.
        package var limit: Int?

        /// A call of its parts.
        package init(
            withinDays: Int? = nil, overdue: Bool? = nil, id: String? = nil,
            limit: Int? = nil
        ) {
            self.withinDays = withinDays
            self.overdue = overdue
            self.id = id
            self.limit = limit
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// The daemon's day.
            package var today: String
            /// The deadlines.
            package var deadlines: [Deadline]
            /// How many more there are.
            package var omitted: Int

            /// A reply of its parts.
            package init(today: String, deadlines: [Deadline], omitted: Int) {
                self.today = today
                self.deadlines = deadlines
                self.omitted = omitted
            }
        }
    }
}
