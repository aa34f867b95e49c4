/// Says which holidays lie in a stretch of days: `25 Dec (Christmas Day) and 26 Dec (Boxing Day)
/// are holidays`, `2 Jan is a holiday in Scotland (2nd January)`.
struct HolidaySentence {
    /// One sentence for those that every part of the calendar keeps, one for each combination of
    /// parts that keep others.
    let sentences: [String]

    init(
        calendar: WorkingCalendar, after start: Int, through end: Int,
        ignoring ignored: [ClosedRange<Int>], atMost limit: Int
    ) {
        let days = calendar.holidayWeekdays
        let from = days.partitioningIndex { $0 > start }
        let to = max(from, days.partitioningIndex { $0 > end })
        var shown: [CivilDate] = []
        var more = 0
        for day in days[from..<to] {
            let next = ignored.partitioningIndex { $0.upperBound >= day }
            if next < ignored.count, ignored[next].contains(day) { continue }
            if shown.count < limit {
                shown.append(CivilDate(unchecked: day))
            } else {
                more += 1
            }
        }
        let withYear = end - start > 366
        var groups: [Group] = []
        for date in shown {
            let holidays = calendar.holidays(on: date)
            let divisions = Self.distinct(holidays.map(\.division))
            let day = Day(
                text: date.short + (withYear ? " \(date.year)" : ""), titles: Self.titles(holidays))
            if let index = groups.firstIndex(where: { $0.divisions == divisions }) {
                groups[index].days.append(day)
            } else {
                groups.append(Group(divisions: divisions, days: [day]))
            }
        }
        var sentences = groups.map { $0.sentence(among: calendar.divisions.count) }
        if more > 0 {
            sentences.append("\(more) more \(more == 1 ? "is a holiday" : "are holidays")")
        }
        self.sentences = sentences
    }

    /// A holiday in words: its day, and its titles.
    private struct Day {
        let text: String
        let titles: String
    }

    /// Holidays that the same parts of the country keep.
    private struct Group {
        let divisions: [String]
        var days: [Day]

        /// What is said of them, given how many parts the calendar knows.
        func sentence(among parts: Int) -> String {
            let place = divisions.count < parts ? " in " + HolidaySentence.list(divisions) : ""
            if days.count == 1, !place.isEmpty {
                return "\(days[0].text) is a holiday\(place) (\(days[0].titles))"
            }
            let texts = days.map { "\($0.text) (\($0.titles))" }
            return HolidaySentence.list(texts)
                + (days.count == 1 ? " is a holiday" : " are holidays") + place
        }
    }

    /// The titles of a day's holidays, each once.
    static func titles(_ holidays: [Holiday]) -> String {
        distinct(holidays.map(\.title)).joined(separator: "; ")
    }

    private static func distinct(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    /// `a`, `a and b`, `a, b and c`.
    fileprivate static func list(_ texts: [String]) -> String {
        guard let last = texts.last, texts.count > 1 else { return texts.joined() }
        return texts.dropLast().joined(separator: ", ") + " and " + last
    }
}
