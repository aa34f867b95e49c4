extension Register {
    /// Something that will come by itself, if nothing is recorded until then.
    package struct Planned: WireValue {
        /// When.
        package var at: String
        /// message, passing or opening.
        package var kind: String
        /// The scrutiny's id; of an opening the id it will have.
        package var scrutiny: String
        /// What the scrutiny is about; of an opening the workflow's title.
        package var scrutinyTitle: String
        /// The deadline, without items' keys for a message.
        package var deadline: String?
        /// What the deadline is called.
        package var deadlineTitle: String?
        /// The items it is about, as kind/key.
        package var items: [String]
        /// The day the deadline is due.
        package var due: String?
        /// Whether that day rests on holidays that are not proclaimed yet.
        package var provisional: Bool
        /// The persons it goes to, as bound today, or the addresses.
        package var to: [String]
        /// The channels it goes by.
        package var channels: [String]
        /// The rungs a message stands for: 10 working days before.
        package var rungs: [String]
        /// Of a passing what it means: breach, lapse, deemed-permission, late,
        /// item-cannot-be-taken.
        package var consequence: String?
        /// What else is to be said.
        package var note: String?

        /// A value of its parts.
        package init(
            at: String, kind: String, scrutiny: String, scrutinyTitle: String,
            deadline: String? = nil, deadlineTitle: String? = nil, items: [String] = [],
            due: String? = nil, provisional: Bool = false, to: [String] = [],
            channels: [String] = [], rungs: [String] = [], consequence: String? = nil,
            note: String? = nil
        ) {
            self.at = at
            self.kind = kind
            self.scrutiny = scrutiny
            self.scrutinyTitle = scrutinyTitle
            self.deadline = deadline
            self.deadlineTitle = deadlineTitle
            self.items = items
            self.due = due
            self.provisional = provisional
            self.to = to
            self.channels = channels
            self.rungs = rungs
            self.consequence = consequence
            self.note = note
        }
    }

    /// Something that stands in the way of a date.
    package struct Obstacle: WireValue {
        /// The scrutiny's id.
        package var scrutiny: String
        /// What the scrutiny is about.
        package var scrutinyTitle: String
        /// The item it is about, as kind/key.
        package var item: String?
        /// The sentence.
        package var text: String

        /// A value of its parts.
        package init(scrutiny: String, scrutinyTitle: String, item: String? = nil, text: String) {
            self.scrutiny = scrutiny
            self.scrutinyTitle = scrutinyTitle
            self.item = item
            self.text = text
        }
    }

    /// What will be sent, to whom and when, which days will pass, and what schedules will open,
    /// by moment.
    package struct Plan: ControlMethod {
        package static let method = "org.scrutinyd.Register.Plan"

        /// Up to the end of this day; left out: four weeks from today.
        package var until: String?
        /// Only of this scrutiny.
        package var id: String?
        /// At most so many; the daemon may give fewer.
        package var limit: Int?

        /// A call of its parts.
        package init(until: String? = nil, id: String? = nil, limit: Int? = nil) {
            self.until = until
            self.id = id
            self.limit = limit
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// The daemon's day.
            package var today: String
            /// The last day it looks at.
            package var until: String
            /// What stands in the way of dates, by scrutiny.
            package var obstacles: [Obstacle]
            /// What comes.
            package var entries: [Planned]
            /// How much more there is of both.
            package var omitted: Int

            /// A reply of its parts.
            package init(
                today: String, until: String, obstacles: [Obstacle], entries: [Planned],
                omitted: Int
            ) {
                self.today = today
                self.until = until
                self.obstacles = obstacles
                self.entries = entries
                self.omitted = omitted
            }
        }
    }
}
