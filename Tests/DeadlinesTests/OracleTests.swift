import Testing

@testable import Deadlines

/// Counts against a reckoning that walks day by day.
@Suite("Counts against a day-by-day reckoning")
struct OracleTests {
    private static let calendars = [
        ShippedCalendars.englandAndWales, ShippedCalendars.unitedKingdom,
        calendar(holidays: []),
    ]
    private static let holidays = calendars.map { Set($0.holidays.map(\.date)) }

    @Test("Thousands of forward and backward counts agree with the reckoning")
    func agreement() throws {
        let seed: UInt64 = 1
        var random = SeededGenerator(seed: seed)
        for _ in 0..<6_000 {
            let index = Int.random(in: 0..<3, using: &random)
            let calendar = Self.calendars[index]
            let span = Self.span(using: &random)
            let start = Self.day(using: &random)
            let direction = Count.Direction.allCases.randomElement(using: &random) ?? .after
            let ignored = Self.ignored(after: start, using: &random)
            let holds = Int.random(in: 0..<4, using: &random) == 0
            let ignoring = ignored.isEmpty || holds ? nil : Ignoring.period("break")
            guard let count = Count(span, direction, .date(start), ignoring: ignoring) else {
                continue
            }
            var context = TestContext(calendar: calendar)
            context.namedPeriods = ["break": ignored]
            if holds { context.holds = ignored }
            let walked = Reckoning(
                holidays: Self.holidays[index], ignored: ignoring == nil && !holds ? [] : ignored)
            let expected = walked.date(count, from: start)
            #expect(
                try Body.count(count).evaluate(in: context).date == expected,
                "seed \(seed): \(count) with \(ignored) by \(calendar.name)")
        }
    }

    private static func day(using random: inout SeededGenerator) -> CivilDate {
        let start: CivilDate = "2012-01-01"
        return start.adding(days: Int.random(in: 0..<6_200, using: &random)) ?? start
    }

    private static func span(using random: inout SeededGenerator) -> Span {
        let unit = Unit.allCases.randomElement(using: &random) ?? .day
        return Span(unchecked: Int.random(in: 1...60, using: &random), unit)
    }

    /// Up to three spans of days, overlapping or not, about the start.
    private static func ignored(
        after start: CivilDate, using random: inout SeededGenerator
    ) -> [Period] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
            let from = start.adding(days: Int.random(in: -20...60, using: &random)) ?? start
            let to = from.adding(days: Int.random(in: -1...15, using: &random))
            return Period(from: from, to: to, name: "break")
        }
    }
}

/// Walks from day to day and asks of each whether it counts.
private struct Reckoning {
    let holidays: Set<CivilDate>
    let ignored: [Period]

    func date(_ count: Count, from start: CivilDate) -> CivilDate {
        let unit = count.span.unit
        let step = count.isForward ? 1 : -1
        var date = start
        var remaining = unit == .week ? count.span.amount * 7 : count.span.amount
        if unit.isMonths {
            let end = months(count, from: start)
            guard count.isForward else { return end }
            remaining = end.dayNumber - start.dayNumber
            if count.direction == .beginningWith { remaining += 1 }
        }
        if count.direction == .beginningWith { date = moved(date, by: -1) }
        while remaining > 0 {
            date = moved(date, by: step)
            if counts(date, unit, forward: count.isForward) { remaining -= 1 }
        }
        return unit.isClear ? moved(date, by: step) : date
    }

    private func months(_ count: Count, from start: CivilDate) -> CivilDate {
        let amount = count.span.amount * (count.span.unit == .year ? 12 : 1)
        let total = start.year * 12 + start.month - 1 + (count.isForward ? amount : -amount)
        for day in stride(from: start.day, through: 1, by: -1) {
            guard let date = CivilDate(year: total / 12, month: total % 12 + 1, day: day) else {
                continue
            }
            let isCorresponding = day == start.day
            return count.direction == .beginningWith && isCorresponding ? moved(date, by: -1) : date
        }
        return start
    }

    private func counts(_ date: CivilDate, _ unit: Unit, forward: Bool) -> Bool {
        let isIgnored = ignored.contains { period in
            guard let from = period.from, let to = period.to else { return false }
            return from <= date && date <= to
        }
        if forward, isIgnored { return false }
        guard unit.countsWorkingDays else { return true }
        return !date.weekday.isWeekend && !holidays.contains(date)
    }

    private func moved(_ date: CivilDate, by days: Int) -> CivilDate {
        date.adding(days: days) ?? date
    }
}
