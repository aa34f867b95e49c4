package import Deadlines

/// The days that a file lists for one calendar.
package struct HolidayList: Hashable, Sendable {
    /// The calendar's name.
    package var calendar: String
    /// The days, as the file has them.
    package var days: [ListedDay]

    /// The calendar of the office's own closure days. No definition counts by it: its days are
    /// days on which nothing is sent, and which rules marked local do not count.
    package static let closures = "closures"

    /// A list.
    package init(calendar: String, days: [ListedDay]) {
        self.calendar = calendar
        self.days = days
    }
}

/// A day with its title.
package struct ListedDay: Hashable, Sendable, Codable {
    /// The day.
    package var date: CivilDate
    /// What it is called.
    package var title: String

    /// A day with its title.
    package init(date: CivilDate, title: String) {
        self.date = date
        self.title = title
    }
}
