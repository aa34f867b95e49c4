/// Which days are working days: Monday to Friday, less the holidays.
///
/// `coverage` is the span of days whose holidays are known: proclaimed, and entered here. A count
/// that leaves it is provisional, for a holiday may yet be proclaimed there.
public struct WorkingCalendar: Hashable, Sendable {
    /// The name definitions use, such as `england-and-wales`.
    public let name: String
    /// The name people read.
    public let title: String
    /// The version of the list of holidays, such as `2026-1`.
    public let version: String
    /// Where the list comes from.
    public let source: String
    /// The days whose holidays are known, both ends included.
    public let coverage: ClosedRange<CivilDate>
    /// The holidays by date, then division and title; none twice.
    public let holidays: [Holiday]

    /// Day numbers of the weekdays that are holidays, rising: what counting needs.
    let holidayWeekdays: [Int]
    /// How many working days there are from the first day of all up to each of those holidays:
    /// by these the nth working day is found without walking there.
    let workingDaysUpToHoliday: [Int]
    /// Stretches of more than a year without one working day: a mistake in the list.
    let longClosures: [ClosedRange<Int>]
    /// The parts of the country whose holidays are listed.
    let divisions: [String]

    /// A calendar of these holidays. Order and repetition do not matter; a holiday may lie
    /// outside the coverage, or on a weekend, where it changes nothing.
    public init(
        name: String, title: String, version: String, source: String,
        coverage: ClosedRange<CivilDate>, holidays: [Holiday]
    ) {
        self.name = name
        self.title = title
        self.version = version
        self.source = source
        self.coverage = coverage
        self.holidays = Set(holidays).sorted {
            ($0.date, $0.division, $0.title) < ($1.date, $1.division, $1.title)
        }
        let weekdays = holidays.lazy.map(\.date).filter { !$0.weekday.isWeekend }
        holidayWeekdays = Set(weekdays.map(\.dayNumber)).sorted()
        workingDaysUpToHoliday = holidayWeekdays.enumerated().map { index, day in
            Self.weekdays(through: day) - index - 1
        }
        longClosures = Self.longClosures(of: holidayWeekdays)
        divisions = Set(holidays.map(\.division)).sorted()
    }

    /// Whether the day is a Monday to Friday and no holiday.
    public func isWorkingDay(_ date: CivilDate) -> Bool {
        guard !date.weekday.isWeekend else { return false }
        let index = holidayWeekdays.partitioningIndex { $0 >= date.dayNumber }
        return index == holidayWeekdays.count || holidayWeekdays[index] != date.dayNumber
    }

    /// The holidays on that day: none, one, or one for each part of the country that keeps it.
    public func holidays(on date: CivilDate) -> [Holiday] {
        let start = holidays.partitioningIndex { $0.date >= date }
        return Array(holidays[start...].prefix { $0.date == date })
    }

    /// Whether the day's holidays are known.
    public func covers(_ date: CivilDate) -> Bool {
        coverage.contains(date)
    }

    /// A calendar whose holidays are those of any part, and which covers the days that all parts
    /// cover. Nil if there is no part, or no day that all cover.
    ///
    /// Freedom of Information Act 2000, section 10(6): a working day is one that is a bank
    /// holiday in no part of the United Kingdom.
    public static func union(
        name: String, title: String, version: String, of parts: [WorkingCalendar]
    ) -> WorkingCalendar? {
        guard let start = parts.map(\.coverage.lowerBound).max(),
            let end = parts.map(\.coverage.upperBound).min(), start <= end
        else { return nil }
        return WorkingCalendar(
            name: name, title: title, version: version,
            source: parts.map { "\($0.name) \($0.version)" }.joined(separator: ", "),
            coverage: start...end, holidays: parts.flatMap(\.holidays))
    }
}

extension WorkingCalendar: Codable {
    private enum CodingKeys: CodingKey {
        case name, title, version, source, coverage, holidays
    }

    /// Reads the fields of `init(name:title:version:source:coverage:holidays:)`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try fields.decode(String.self, forKey: .name),
            title: try fields.decode(String.self, forKey: .title),
            version: try fields.decode(String.self, forKey: .version),
            source: try fields.decode(String.self, forKey: .source),
            coverage: try fields.decode(ClosedRange<CivilDate>.self, forKey: .coverage),
            holidays: try fields.decode([Holiday].self, forKey: .holidays))
    }

    /// Writes the fields of `init(name:title:version:source:coverage:holidays:)`.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(name, forKey: .name)
        try fields.encode(title, forKey: .title)
        try fields.encode(version, forKey: .version)
        try fields.encode(source, forKey: .source)
        try fields.encode(coverage, forKey: .coverage)
        try fields.encode(holidays, forKey: .holidays)
    }
}

extension RandomAccessCollection {
    /// The index of the first element for which the predicate holds, if it holds for all after
    /// it; the end index if for none. Logarithmic.
    func partitioningIndex(where holds: (Element) -> Bool) -> Index {
        var low = startIndex
        var length = count
        while length > 0 {
            let half = length / 2
            let middle = index(low, offsetBy: half)
            if holds(self[middle]) {
                length = half
            } else {
                low = index(after: middle)
                length -= half + 1
            }
        }
        return low
    }
}
