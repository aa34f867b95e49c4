extension Manager {
    /// A day on which nobody is taken to work.
    package typealias Holiday = Register.Holiday

    /// A holiday that is called otherwise.
    package struct RenamedHoliday: WireValue {
        /// The day.
        package var date: String
        /// What it was called.
        package var from: String
        /// What it is called.
        package var to: String

        /// A value of its parts.
        package init(date: String, from: String, to: String) {
            self.date = date
            self.from = from
            self.to = to
        }
    }

    /// In what a calendar is another.
    package struct CalendarChange: WireValue {
        /// Its name.
        package var calendar: String
        /// Its version before.
        package var oldVersion: String
        /// Its version now.
        package var version: String
        /// Holidays it did not have.
        package var added: [Holiday]
        /// Holidays it has no more.
        package var gone: [Holiday]
        /// Holidays called otherwise.
        package var renamed: [RenamedHoliday]
        /// The first day it covered.
        package var oldFrom: String
        /// The last day it covered.
        package var oldTo: String
        /// The first day it covers.
        package var from: String
        /// The last day it covers.
        package var to: String

        /// A value of its parts.
        package init(
            calendar: String, oldVersion: String, version: String, added: [Holiday],
            gone: [Holiday], renamed: [RenamedHoliday], oldFrom: String, oldTo: String,
            from: String, to: String
        ) {
            self.calendar = calendar
            self.oldVersion = oldVersion
            self.version = version
            self.added = added
            self.gone = gone
            self.renamed = renamed
            self.oldFrom = oldFrom
            self.oldTo = oldTo
            self.from = from
            self.to = to
        }
    }

    /// That a deadline moves.
    package struct MovedDeadline: WireValue {
        /// The scrutiny's id.
        package var scrutiny: String
        /// The deadline.
        package var deadline: String
        /// The day it was due; nil where none was known.
        package var from: String?
        /// The day it is due; nil where none is known.
        package var to: String?

        /// A value of its parts.
        package init(scrutiny: String, deadline: String, from: String? = nil, to: String? = nil) {
            self.scrutiny = scrutiny
            self.deadline = deadline
            self.from = from
            self.to = to
        }
    }

    /// Takes holidays from a file into the calendars.
    package struct ImportCalendar: ControlMethod {
        package static let method = "org.scrutinyd.Manager.ImportCalendar"

        /// The file's name.
        package var source: String
        /// The file's text.
        package var text: String
        /// The calendar it is for; nil: what the file names, or closure days.
        package var calendar: String?
        /// What becomes of days the file has not, in years it lists: refuse, keep, remove.
        package var missing: String?
        /// True: says what would change, and changes nothing.
        package var dryRun: Bool?
        /// The caller's own id for this request.
        package var request: String?

        /// A call of its parts.
        package init(
            source: String, text: String, calendar: String? = nil, missing: String? = nil,
            dryRun: Bool? = nil, request: String? = nil
        ) {
            self.source = source
            self.text = text
            self.calendar = calendar
            self.missing = missing
            self.dryRun = dryRun
            self.request = request
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// SHA-256 of the text, in hexadecimal.
            package var hash: String
            /// The calendars that changed, those made of others too.
            package var calendars: [CalendarChange]
            /// Deadlines that moved.
            package var moved: [MovedDeadline]
            /// How many more moved.
            package var omitted: Int
            /// What somebody should know, a sentence each.
            package var remarks: [String]

            /// A reply of its parts.
            package init(
                hash: String, calendars: [CalendarChange], moved: [MovedDeadline], omitted: Int,
                remarks: [String]
            ) {
                self.hash = hash
                self.calendars = calendars
                self.moved = moved
                self.omitted = omitted
                self.remarks = remarks
            }
        }
    }
}
