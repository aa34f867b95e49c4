extension Register {
    /// A definition that is loaded.
    package struct Workflow: WireValue {
        /// Its name.
        package var name: String
        /// Its version.
        package var version: Int
        /// What it is called.
        package var title: String
        /// SHA-256 of its text, in hexadecimal.
        package var hash: String

        /// A value of its parts.
        package init(name: String, version: Int, title: String, hash: String) {
            self.name = name
            self.version = version
            self.title = title
            self.hash = hash
        }
    }

    /// How the daemon is.
    package struct Status: ControlMethod {
        package static let method = "org.scrutinyd.Register.Status"

        /// A call.
        package init() {}

        /// What it answers.
        package struct Reply: WireValue {
            /// The program's version.
            package var version: String
            /// The daemon's time.
            package var now: String
            /// The day by it in its time zone.
            package var today: String
            /// That time zone.
            package var timeZone: String
            /// real, virtual, or held while the system clock is not to be trusted.
            package var clock: String
            /// How many scrutinies there are.
            package var scrutinies: Int
            /// How many of them are not final.
            package var open: Int
            /// How many deadlines are missed or lapsed and still wait for the act.
            package var overdue: Int
            /// When something falls due next.
            package var nextWake: String?
            /// How many messages wait for delivery.
            package var pendingDeliveries: Int
            /// How many messages were given up.
            package var deadLetters: Int
            /// The definitions that new scrutinies get.
            package var workflows: [Workflow]
            /// The position of the last history entry; 0 where there is none.
            package var historyPosition: Int
            /// The hash of the last history entry.
            package var historyHead: String
            /// What an administrator should look at, a sentence each.
            package var problems: [String]

            /// A reply of its parts.
            package init(
                version: String, now: String, today: String, timeZone: String,
                clock: String, scrutinies: Int, open: Int, overdue: Int,
                nextWake: String? = nil, pendingDeliveries: Int,
                deadLetters: Int, workflows: [Workflow], historyPosition: Int,
                historyHead: String, problems: [String]
            ) {
                self.version = version
                self.now = now
                self.today = today
                self.timeZone = timeZone
                self.clock = clock
                self.scrutinies = scrutinies
                self.open = open
                self.overdue = overdue
                self.nextWake = nextWake
                self.pendingDeliveries = pendingDeliveries
                self.deadLetters = deadLetters
                self.workflows = workflows
                self.historyPosition = historyPosition
                self.historyHead = historyHead
                self.problems = problems
            }
        }
    }
}
