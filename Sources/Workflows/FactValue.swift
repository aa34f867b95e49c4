package import Deadlines

/// A known value of a fact.
package enum FactValue: Hashable, Sendable {
    /// Free text, a choice or a mail address; never empty (an empty text is unknown).
    case text(String)
    /// A number.
    case number(Double)
    /// True or false.
    case boolean(Bool)
    /// A day.
    case date(CivilDate)
    /// A day with its local time where that is known.
    case dateTime(CivilDate, TimeOfDay?)
    /// A calendar year.
    case year(Int)
    /// Texts in order; never empty.
    case list([String])
    /// The earliest and the latest day, and the words that were used.
    case window(Window)
    /// Ids of other scrutinies; never empty.
    case scrutinies([String])

    /// The value as texts: how it travels on the wire and stands in files.
    package var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .number(let number): [Self.text(of: number)]
        case .boolean(let flag): [flag ? "true" : "false"]
        case .date(let date): [date.description]
        case .dateTime(let date, let time): [time.map { "\(date)T\($0)" } ?? date.description]
        case .year(let year): [String(year)]
        case .list(let texts): texts
        case .window(let window): [window.description]
        case .scrutinies(let ids): ids
        }
    }

    /// The value in one line for people.
    package var line: String { texts.joined(separator: "; ") }

    /// The day this value names, with its time where there is one; nil for values that are no day.
    package var day: (date: CivilDate, time: TimeOfDay?)? {
        switch self {
        case .date(let date): (date, nil)
        case .dateTime(let date, let time): (date, time)
        case .text, .number, .boolean, .year, .list, .window, .scrutinies: nil
        }
    }

    static func text(of number: Double) -> String {
        guard let whole = Int64(exactly: number) else { return String(number) }
        return String(whole)
    }
}

/// A stretch of days that somebody promised in words: "early 2018".
package struct Window: Hashable, Sendable, CustomStringConvertible {
    /// The first day it can mean.
    package let earliest: CivilDate
    /// The last day it can mean.
    package let latest: CivilDate
    /// The words that were used, empty where it was a plain date.
    package let words: String

    /// A window; nil where the latest day lies before the earliest.
    package init?(earliest: CivilDate, latest: CivilDate, words: String = "") {
        guard earliest <= latest else { return nil }
        self.earliest = earliest
        self.latest = latest
        self.words = words
    }

    /// Reads `2018-01-01`, or `2018-01-01..2018-03-31`, each with the words used after a blank.
    package init?(parsing text: String) {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let days = parts.first else { return nil }
        let ends = days.split(separator: "..", omittingEmptySubsequences: false)
        guard (1...2).contains(ends.count),
            let earliest = CivilDate(iso: String(ends[0])),
            let latest = CivilDate(iso: String(ends[ends.count - 1]))
        else { return nil }
        self.init(
            earliest: earliest, latest: latest, words: parts.count > 1 ? String(parts[1]) : "")
    }

    package var description: String {
        let days = earliest == latest ? "\(earliest)" : "\(earliest)..\(latest)"
        return words.isEmpty ? days : "\(days) \(words)"
    }
}
