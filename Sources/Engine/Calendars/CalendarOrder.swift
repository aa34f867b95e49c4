package import Deadlines
package import Workflows

/// That holidays read from a file are to be taken into the calendars.
package struct CalendarOrder: Sendable {
    /// What becomes of days that a calendar has and the file, in a year it lists, has not.
    package enum Missing: String, Sendable, CaseIterable {
        /// The whole import is refused: the file may be cut short.
        case refuse
        /// They stay, and the years do not count as covered by the file.
        case keep
        /// They are holidays no more.
        case remove
    }
    /// The lists of the file.
    package var lists: [HolidayList]
    /// The file's name.
    package var source: String
    /// SHA-256 of the file's text, in hexadecimal.
    package var hash: String
    /// What becomes of days the file lacks.
    package var missing: Missing
    /// The day of the import, for the version and against days that cannot be meant.
    package var today: CivilDate

    /// An order of its parts.
    package init(
        lists: [HolidayList], source: String, hash: String, missing: Missing, today: CivilDate
    ) {
        self.lists = lists
        self.source = source
        self.hash = hash
        self.missing = missing
        self.today = today
    }
}

/// Why nothing is imported.
package struct ImportRefused: Error, Hashable, Sendable {
    /// One thing that is wrong with it.
    package struct Problem: Hashable, Sendable {
        /// The calendar or day in question.
        package var text: String
        /// What is wrong.
        package var reason: String
        /// What to do.
        package var remedy: String
    }
    /// All that is wrong, in the order of the lists.
    package var problems: [Problem]
}

/// What an import comes to: in what the calendars become others, and which dates move.
package struct CalendarOutcome: Hashable, Sendable, Codable {
    /// That a deadline moved.
    package struct Move: Hashable, Sendable, Codable {
        /// The scrutiny.
        package var scrutiny: String
        /// The deadline.
        package var deadline: String
        /// The day it was due; nil where none was known.
        package var from: CivilDate?
        /// The day it is due; nil where none is known.
        package var to: CivilDate?
    }
    /// The calendars that changed, by name; those made of others too.
    package var differences: [CalendarDifference]
    /// Deadlines that moved, by scrutiny.
    package var moves: [Move]
    /// What somebody should know of the import, a sentence each.
    package var remarks: [String]

    /// Nothing.
    package static let none = CalendarOutcome(differences: [], moves: [], remarks: [])
}
