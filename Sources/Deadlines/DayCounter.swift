/// Counts days that count: all of them or working days only, less those that are ignored.
///
/// Where nothing is ignored the calendar says at once which day it is. Else a count is found by
/// halving, over a sum that is known for every day: at most 22 steps for any count at all, each
/// logarithmic in holidays and periods.
struct DayCounter {
    /// The calendar whose working days count; nil if every day does.
    let calendar: WorkingCalendar?
    private let ignored: [ClosedRange<Int>]
    /// How many days that would count lie in the ignored spans before each of them.
    private let ignoredBefore: [Int]

    private static let first = CivilDate.first.dayNumber
    private static let last = CivilDate.last.dayNumber

    /// A counter; the ignored spans must be in order and not overlap.
    init(calendar: WorkingCalendar?, ignoring ignored: [ClosedRange<Int>] = []) {
        self.calendar = calendar
        self.ignored = ignored
        var sum = 0
        var sums: [Int] = []
        for span in ignored {
            sums.append(sum)
            sum += Self.plain(calendar, through: span.upperBound)
            sum -= Self.plain(calendar, through: span.lowerBound - 1)
        }
        ignoredBefore = sums
    }

    /// How many days count after one day and up to another, that one included.
    func number(after start: Int, through end: Int) -> Int {
        through(end) - through(start)
    }

    /// The nth day that counts after `start`; nil if the years end before it.
    func day(number: Int, after start: Int) -> Int? {
        let wanted = through(start) + number
        if ignored.isEmpty, let calendar { return calendar.dayNumber(ofWorkingDay: wanted) }
        let days = Self.first..<(Self.last + 1)
        let day = days.partitioningIndex { through($0) >= wanted }
        return day > Self.last ? nil : day
    }

    /// The nth day that counts before `end`, counted back; nil if the years begin after it.
    func day(number: Int, before end: Int) -> Int? {
        let wanted = through(end - 1) - number + 1
        guard wanted >= 1 else { return nil }
        return day(number: wanted, after: Self.first - 1)
    }

    /// How many days count from the first day of all to that one, included.
    private func through(_ day: Int) -> Int {
        let all = Self.plain(calendar, through: day)
        let index = ignored.partitioningIndex { $0.lowerBound > day } - 1
        guard index >= 0 else { return all }
        let span = ignored[index]
        return all - ignoredBefore[index]
            - Self.plain(calendar, through: min(day, span.upperBound))
            + Self.plain(calendar, through: span.lowerBound - 1)
    }

    private static func plain(_ calendar: WorkingCalendar?, through day: Int) -> Int {
        calendar?.workingDays(through: day) ?? day - first + 1
    }
}
