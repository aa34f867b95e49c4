package import Deadlines

/// In what a calendar is another than it was.
package struct CalendarDifference: Hashable, Sendable, Codable {
    /// A day that kept its date and changed its title.
    package struct Renamed: Hashable, Sendable, Codable {
        /// The day.
        package var date: CivilDate
        /// What it was called.
        package var from: String
        /// What it is called.
        package var to: String
    }
    /// The calendar's name.
    package var calendar: String
    /// Its version before.
    package var oldVersion: String
    /// Its version now.
    package var version: String
    /// Holidays it did not have.
    package var added: [Holiday]
    /// Holidays it has no more.
    package var gone: [Holiday]
    /// Holidays that changed their title.
    package var renamed: [Renamed]
    /// The days it covered.
    package var oldCoverage: ClosedRange<CivilDate>
    /// The days it covers.
    package var coverage: ClosedRange<CivilDate>

    /// The difference between two; nil where the same days are covered and are holidays.
    package init?(from old: WorkingCalendar, to new: WorkingCalendar) {
        let (before, now) = (Self.titles(old), Self.titles(new))
        calendar = new.name
        oldVersion = old.version
        version = new.version
        added = new.holidays.filter { before[Day($0)] == nil }
        gone = old.holidays.filter { now[Day($0)] == nil }
        renamed = new.holidays.compactMap { holiday in
            guard let title = before[Day(holiday)], title != holiday.title else { return nil }
            return Renamed(date: holiday.date, from: title, to: holiday.title)
        }
        oldCoverage = old.coverage
        coverage = new.coverage
        guard !added.isEmpty || !gone.isEmpty || !renamed.isEmpty || oldCoverage != coverage else {
            return nil
        }
    }

    private struct Day: Hashable {
        let date: CivilDate
        let division: String

        init(_ holiday: Holiday) {
            date = holiday.date
            division = holiday.division
        }
    }

    private static func titles(_ calendar: WorkingCalendar) -> [Day: String] {
        Dictionary(
            calendar.holidays.map { (Day($0), $0.title) }, uniquingKeysWith: { first, _ in first })
    }
}

extension CalendarDifference {
    /// How many changes a reason names.
    private static let mostNamed = 4

    /// The difference as a reason that people read: `calendar england-and-wales 2022-2: State
    /// funeral, Mon 19 Sep 2022, added`. What changed among days that were covered comes first.
    package var reason: String {
        var changes = added.map { (day: $0.date, text: Self.words($0, "added")) }
        changes += gone.map { (day: $0.date, text: Self.words($0, "gone")) }
        changes += renamed.map {
            (day: $0.date, text: "\($0.to), \($0.date.long), until now \($0.from)")
        }
        changes.sort { $0.day < $1.day }
        let known = changes.filter { oldCoverage.contains($0.day) }
        let others = changes.filter { !oldCoverage.contains($0.day) }
        // Several parts of the country may keep the same day.
        var seen: Set<String> = []
        var texts = (known + others).map(\.text).filter { seen.insert($0).inserted }
        if texts.count > Self.mostNamed {
            let more = texts.count - Self.mostNamed + 1
            texts = texts.prefix(Self.mostNamed - 1) + ["and \(more) more changes"]
        }
        if oldCoverage != coverage {
            texts.append("it covers \(coverage.lowerBound.long) to \(coverage.upperBound.long)")
        }
        return "calendar \(calendar) \(version): \(texts.joined(separator: "; "))"
    }

    private static func words(_ holiday: Holiday, _ verb: String) -> String {
        "\(holiday.title), \(holiday.date.long), \(verb)"
    }
}
