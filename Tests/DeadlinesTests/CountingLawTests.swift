import Testing

@testable import Deadlines

/// Laws that every count obeys, over random calendars, days and spans. A seed that breaks one is
/// printed; the same seed gives the same cases.
@Suite("Laws of counting", .serialized)
struct CountingLawTests {
    /// The seeds of each law: fixed, so that a failure comes again.
    static let seeds: [UInt64] = [20_221, 20_222, 20_223, 20_224]
    private static let casesPerSeed = 200

    /// A calendar with random holidays, thin or thick, over a few years about a day.
    private struct Case: CustomStringConvertible {
        let calendar: WorkingCalendar
        let start: CivilDate
        let span: Span
        let seed: UInt64

        init(seed: UInt64, using random: inout SeededGenerator) throws {
            self.seed = seed
            let first: CivilDate = "1978-01-01"
            let base = first.adding(days: Int.random(in: 0..<20_000, using: &random)) ?? first
            let count = Int.random(in: 0...120, using: &random)
            let holidays = (0..<count).compactMap { _ in
                base.adding(days: Int.random(in: -400...400, using: &random))
            }
            calendar = CountingLawTests.calendar(holidays)
            start = base
            let unit = try #require(Unit.allCases.randomElement(using: &random))
            span = try #require(Span(amount: Int.random(in: 1...90, using: &random), unit: unit))
        }

        func date(_ direction: String, of point: CivilDate, by other: WorkingCalendar? = nil)
            throws -> CivilDate
        {
            let context = TestContext(calendar: other ?? calendar)
            return try #require(
                try Deadlines.DeadlineRule(parsing: "\(span) \(direction) \(point)")
                    .evaluate(in: context).date)
        }

        var description: String { "seed \(seed): \(span) about \(start)" }
    }

    private static func calendar(_ days: [CivilDate]) -> WorkingCalendar {
        WorkingCalendar(
            name: "random", title: "Random", version: "1", source: "",
            coverage: CivilDate.first...CivilDate.last,
            holidays: days.map { Holiday(date: $0, title: "Holiday", division: "Here") })
    }

    private func each(_ seed: UInt64, _ body: (Case, inout SeededGenerator) throws -> Void) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Self.casesPerSeed { try body(Case(seed: seed, using: &random), &random) }
    }

    @Test("Counts grow with the anchor", arguments: seeds)
    func growth(_ seed: UInt64) throws {
        try each(seed) { one, random in
            let later = try #require(
                one.start.adding(days: Int.random(in: 1...30, using: &random)))
            for direction in ["after", "before"] {
                let first = try one.date(direction, of: one.start)
                let second = try one.date(direction, of: later)
                #expect(first <= second, "\(one), \(direction), then of \(later)")
            }
        }
    }

    @Test("From a working day N working days there and back come home", arguments: seeds)
    func home(_ seed: UInt64) throws {
        try each(seed) { one, _ in
            let start = try #require(one.calendar.workingDay(onOrAfter: one.start))
            let amount = one.span.amount
            let there = try #require(one.calendar.workingDay(amount, after: start))
            #expect(one.calendar.workingDay(amount, before: there) == start, "\(one)")
            let context = TestContext(calendar: one.calendar)
            #expect(
                try date("\(amount) working days after \(start)", in: context) == there, "\(one)")
            #expect(
                try date("\(amount) working days before \(there)", in: context) == start, "\(one)")
        }
    }

    @Test(
        "One more holiday never brings a forward count nearer, nor a backward count later",
        arguments: seeds)
    func addedHoliday(_ seed: UInt64) throws {
        try each(seed) { one, random in
            let extra = try #require(
                one.start.adding(days: Int.random(in: -150...150, using: &random)))
            let more = Self.calendar(one.calendar.holidays.map(\.date) + [extra])
            #expect(
                try one.date("after", of: one.start, by: more) >= one.date("after", of: one.start),
                "\(one), and \(extra)")
            #expect(
                try one.date("before", of: one.start, by: more)
                    <= one.date("before", of: one.start), "\(one), and \(extra)")
        }
    }

    @Test("The nth working day is the one that walking day by day finds", arguments: seeds)
    func walking(_ seed: UInt64) throws {
        try each(seed) { one, _ in
            for step in [1, -1] {
                var (day, remaining) = (one.start, one.span.amount)
                while remaining > 0 {
                    day = try #require(day.adding(days: step))
                    if one.calendar.isWorkingDay(day) { remaining -= 1 }
                }
                let found =
                    step > 0
                    ? one.calendar.workingDay(one.span.amount, after: one.start)
                    : one.calendar.workingDay(one.span.amount, before: one.start)
                #expect(found == day, "\(one), step \(step)")
            }
        }
    }

    @Test("A rule prints as a phrase that reads as the rule", arguments: seeds)
    func phrases(_ seed: UInt64) throws {
        var source = PhraseSource(seed: seed)
        for _ in 0..<Self.casesPerSeed {
            let rule = source.rule()
            #expect(try DeadlineRule(parsing: rule.description) == rule, "seed \(seed): \(rule)")
        }
    }

    @Test(
        "Counts that no calendar can hold have no day, whatever they start from",
        arguments: [
            0, -1, .min, WorkingCalendar.maximumCount, WorkingCalendar.maximumCount + 1, .max,
        ])
    func outOfBounds(_ number: Int) {
        let calendar = ShippedCalendars.englandAndWales
        for day in [CivilDate.first, "2018-01-26", .last] {
            #expect(calendar.workingDay(number, after: day) == nil)
            #expect(calendar.workingDay(number, before: day) == nil)
        }
    }

    @Test("At both ends of the years the last day is given, and none beyond it")
    func ends() {
        let calendar = Self.calendar([])
        #expect(calendar.workingDay(1, after: "9999-12-30") == CivilDate.last)
        #expect(calendar.workingDay(1, after: .last) == nil)
        #expect(calendar.workingDay(1, before: "0001-01-02") == CivilDate.first)
        #expect(calendar.workingDay(1, before: .first) == nil)
    }
}
