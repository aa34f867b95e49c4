extension Register {
    /// What was imported into a calendar.
    package struct CalendarImport: WireValue {
        /// The version the calendar had from then on.
        package var version: String
        /// The name of the file.
        package var source: String
        /// SHA-256 of the file's text, in hexadecimal.
        package var hash: String
        /// When, with its offset.
        package var at: String
        /// Who.
        package var by: String

        /// A value of its parts.
        package init(version: String, source: String, hash: String, at: String, by: String) {
            self.version = version
            self.source = source
            self.hash = hash
            self.at = at
            self.by = by
        }
    }

    /// A calendar: which days are working days.
    package struct Calendar: WireValue {
        /// The name definitions use.
        package var name: String
        /// The name people read.
        package var title: String
        /// Its version.
        package var version: String
        /// Where the list comes from.
        package var source: String
        /// The first day whose holidays are known; nil for closure days.
        package var from: String?
        /// The last day whose holidays are known.
        package var to: String?
        /// How many holidays it has.
        package var holidays: Int
        /// What was imported, oldest first.
        package var imports: [CalendarImport]

        /// A value of its parts.
        package init(
            name: String, title: String, version: String, source: String, from: String? = nil,
            to: String? = nil, holidays: Int, imports: [CalendarImport]
        ) {
            self.name = name
            self.title = title
            self.version = version
            self.source = source
            self.from = from
            self.to = to
            self.holidays = holidays
            self.imports = imports
        }
    }

    /// A day on which nobody is taken to work.
    package struct Holiday: WireValue {
        /// The day.
        package var date: String
        /// Its name.
        package var title: String
        /// The part of the country that keeps it.
        package var division: String

        /// A value of its parts.
        package init(date: String, title: String, division: String) {
            self.date = date
            self.title = title
            self.division = division
        }
    }

    /// The calendars by which days are counted, and the office's imported closure days.
    package struct Calendars: ControlMethod {
        package static let method = "org.scrutinyd.Register.Calendars"

        /// A call.
        package init() {}

        /// What it answers.
        package struct Reply: WireValue {
            /// The calendars, by name.
            package var calendars: [Calendar]

            /// A reply of its parts.
            package init(calendars: [Calendar]) {
                self.calendars = calendars
            }
        }
    }

    /// The holidays of one calendar, or its closure days, by date.
    package struct Holidays: ControlMethod {
        package static let method = "org.scrutinyd.Register.Holidays"

        /// The calendar's name.
        package var calendar: String
        /// Only of this year.
        package var year: Int?

        /// A call of its parts.
        package init(calendar: String, year: Int? = nil) {
            self.calendar = calendar
            self.year = year
        }

        /// What it answers.
        package struct Reply: WireValue {
            /// The calendar.
            package var calendar: Calendar
            /// Its holidays.
            package var holidays: [Holiday]

            /// A reply of its parts.
            package init(calendar: Calendar, holidays: [Holiday]) {
                self.calendar = calendar
                self.holidays = holidays
            }
        }
    }
}
