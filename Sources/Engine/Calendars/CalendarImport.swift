package import Deadlines
package import Workflows

/// What one import changed in a calendar, kept as differences: a newer file of the calendar brings
/// its own days along, and these still stand beside them.
package struct CalendarImport: Hashable, Sendable, Codable {
    /// The version the calendar has from then on.
    package var version: String
    /// The version of the calendar's file at that time.
    package var base: String
    /// The name of what was imported.
    package var source: String
    /// SHA-256 of its text, in hexadecimal.
    package var hash: String
    /// When it was imported.
    package var at: Instant
    /// Who imported it.
    package var by: String
    /// Days that were added or got another title: they stand in place of what the file says of
    /// that day.
    package var listed: [ListedDay]
    /// Days that are holidays no more.
    package var gone: [CivilDate]
    /// The days it covers; nil where it says of single days alone.
    package var coverage: ClosedRange<CivilDate>?
}

extension WorkingCalendar {
    /// The calendar and its version, `england-and-wales 2022-2`: what a deadline keeps of it.
    package var label: String { "\(name) \(version)" }

    /// The part of the country, as its holidays name it.
    var division: String { holidays.first?.division ?? title }

    /// The calendar with what was imported into it; the calendar itself where its file has caught
    /// up with all of that.
    func applying(_ imports: [CalendarImport]) -> WorkingCalendar {
        guard let last = imports.last else { return self }
        var days = holidays
        var coverage = coverage
        for one in imports {
            let touched = Set(one.gone + one.listed.map(\.date))
            days.removeAll { touched.contains($0.date) }
            days += one.listed.map { Holiday(date: $0.date, title: $0.title, division: division) }
            if let more = one.coverage { coverage = coverage.joined(with: more) }
        }
        let isCaughtUp = Set(days) == Set(holidays) && coverage == self.coverage
        guard !isCaughtUp else { return self }
        return WorkingCalendar(
            name: name, title: title,
            version: version == last.base ? last.version : "\(version) with \(last.version)",
            source: source.isEmpty ? last.source : "\(source); \(last.source)",
            coverage: coverage, holidays: days)
    }
}

extension ClosedRange<CivilDate> {
    /// Both stretches as one, where no day lies between them; else this one alone.
    func joined(with other: ClosedRange<CivilDate>) -> ClosedRange<CivilDate> {
        guard other.lowerBound.dayNumber <= upperBound.dayNumber + 1,
            lowerBound.dayNumber <= other.upperBound.dayNumber + 1
        else { return self }
        return Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
    }
}
