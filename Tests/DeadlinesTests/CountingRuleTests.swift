import Testing

@testable import Deadlines

@Suite("How days are counted")
struct CountingRuleTests {
    struct Example: CustomTestStringConvertible {
        let phrase: String
        let due: CivilDate
        var calendar = ShippedCalendars.englandAndWales
        var testDescription: String { "\(phrase) by \(calendar.name)" }
    }

    @Test(
        "The examples of each named rule",
        arguments: [
            Example(phrase: "3 weeks beginning with 2018-01-26", due: "2018-02-15"),
            Example(phrase: "28 days after 2020-10-15", due: "2020-11-12"),
            Example(phrase: "28 days following 2020-10-15", due: "2020-11-12"),
            Example(phrase: "28 days of 2020-10-15", due: "2020-11-12"),
            Example(phrase: "28 days from 2020-10-15", due: "2020-11-12"),
            Example(phrase: "4 months after 1978-09-30", due: "1979-01-30"),
            Example(phrase: "1 month beginning with 2023-01-31", due: "2023-02-28"),
            Example(phrase: "2 months beginning with 2020-10-15", due: "2020-12-14"),
            Example(phrase: "5 clear days before 2018-01-26", due: "2018-01-18"),
            Example(phrase: "5 clear working days before 2018-01-26", due: "2018-01-18"),
            Example(
                phrase: "20 working days after 2014-12-02", due: "2015-01-05",
                calendar: ShippedCalendars.unitedKingdom),
            Example(phrase: "20 working days after 2014-12-02", due: "2015-01-02"),
            Example(
                phrase: "the 20th working day following 2014-12-02", due: "2015-01-05",
                calendar: ShippedCalendars.unitedKingdom),
        ])
    func examples(_ example: Example) throws {
        let context = TestContext(calendar: example.calendar)
        #expect(try date(example.phrase, in: context) == example.due)
    }

    @Test(
        "Months end on the corresponding date, or with the month",
        arguments: [
            ("1 month after 2023-01-31", "2023-02-28"),
            ("1 month after 2024-01-31", "2024-02-29"),
            ("1 month after 2023-02-28", "2023-03-28"),
            ("12 months after 2024-02-29", "2025-02-28"),
            ("1 year after 2024-02-29", "2025-02-28"),
            ("4 years after 2024-02-29", "2028-02-29"),
            ("1 year beginning with 2024-02-29", "2025-02-28"),
            ("1 year beginning with 2024-03-01", "2025-02-28"),
            ("1 month beginning with 2023-03-01", "2023-03-31"),
            ("1 month beginning with 2023-01-30", "2023-02-28"),
            ("1 month beginning with 2023-01-29", "2023-02-28"),
            ("1 month beginning with 2023-01-28", "2023-02-27"),
            ("1 month before 2023-03-31", "2023-02-28"),
            ("1 month before 2023-03-28", "2023-02-28"),
            ("1 year before 2024-02-29", "2023-02-28"),
            ("3 months before 2018-01-15", "2017-10-15"),
        ] as [(String, CivilDate)])
    func months(_ phrase: String, _ due: CivilDate) throws {
        #expect(try date(phrase) == due)
    }

    @Test(
        "Days and weeks count every day",
        arguments: [
            ("1 day after 2018-01-26", "2018-01-27"),
            ("1 day beginning with 2018-01-27", "2018-01-27"),
            ("1 day before 2018-01-01", "2017-12-31"),
            ("2 weeks after 2018-01-26", "2018-02-09"),
            ("2 weeks before 2018-01-26", "2018-01-12"),
            ("1 week beginning with 2018-01-26", "2018-02-01"),
        ] as [(String, CivilDate)])
    func days(_ phrase: String, _ due: CivilDate) throws {
        #expect(try date(phrase) == due)
    }

    @Test(
        "Working days pass over weekends and holidays in both directions",
        arguments: [
            ("1 working day after 2018-01-26", "2018-01-29"),
            ("1 working day after 2018-01-27", "2018-01-29"),
            ("1 working day before 2018-01-29", "2018-01-26"),
            ("1 working day before 2018-01-28", "2018-01-26"),
            ("1 working day beginning with 2018-01-26", "2018-01-26"),
            ("1 working day beginning with 2018-01-27", "2018-01-29"),
            ("2 working days beginning with 2018-01-26", "2018-01-29"),
            ("1 working day after 2018-03-29", "2018-04-03"),
            ("10 working days before 2018-04-10", "2018-03-23"),
        ] as [(String, CivilDate)])
    func workingDays(_ phrase: String, _ due: CivilDate) throws {
        #expect(try date(phrase) == due)
    }

    @Test(
        "Clear days leave both ends out, and may end on a Sunday",
        arguments: [
            // The five days between are Mon to Fri; the Sunday before them is the last to act.
            ("5 clear days before 2018-01-27", "2018-01-21"),
            ("5 clear days before 2018-01-28", "2018-01-21"),
            ("15 clear working days before 2018-01-26", "2018-01-04"),
            ("1 clear day before 2018-04-03", "2018-03-28"),
            ("5 clear days after 2021-02-01", "2021-02-09"),
            ("1 clear day after 2018-01-25", "2018-01-27"),
            ("1 clear day after 2018-01-26", "2018-01-30"),
        ] as [(String, CivilDate)])
    func clearDays(_ phrase: String, _ due: CivilDate) throws {
        #expect(try date(phrase) == due)
    }

    @Test("A Sunday's legal date has the Friday as its practical date")
    func practicalDate() throws {
        let rule = try DeadlineRule(parsing: "5 clear days before 2018-01-27")
        let due = try #require(try rule.evaluate(in: TestContext()).due)
        #expect(due.date.weekday == .sunday)
        #expect(due.practical == "2018-01-19")
    }

    @Test(
        "Nothing rolls off a weekend unless the rule says so",
        arguments: [
            ("on 2018-02-10", "2018-02-10"),
            ("by 2018-02-10 rolled forward to a working day", "2018-02-12"),
            ("by 2018-02-09 rolled forward to a working day", "2018-02-09"),
            ("14 days after 2018-03-16 rolled forward to a working day", "2018-04-03"),
            ("14 days after 2018-03-16", "2018-03-30"),
        ] as [(String, CivilDate)])
    func rolls(_ phrase: String, _ due: CivilDate) throws {
        #expect(try date(phrase) == due)
    }

    @Test("The precept's dates fall on the day named, weekend or not")
    func precept() throws {
        var context = TestContext()
        context.years = ["precept-year": 2020]
        #expect(try date("by 8 February in precept-year", in: context) == "2020-02-08")
        #expect(try date("by 1 March in precept-year", in: context) == "2020-03-01")
    }

    @Test("With notice on Monday 1 February the first lawful meeting is after 8 February")
    func infeasibleWindow() throws {
        var context = TestContext(runStart: "2021-02-01")
        context.dates = ["proposal-notified": .date("2021-02-01")]
        let earliest = try #require(try date("5 clear days after proposal-notified", in: context))
        let latest = try #require(try date("8 February", in: context))
        #expect(earliest > latest)
    }

    @Test("A holiday proclaimed late moves backward counts earlier and forward counts later")
    func proclaimedLate() throws {
        let calendar = ShippedCalendars.englandAndWales
        let before = WorkingCalendar(
            name: calendar.name, title: calendar.title, version: "earlier",
            source: calendar.source, coverage: calendar.coverage,
            holidays: calendar.holidays.filter { $0.date != "2022-09-19" })
        let forward = "10 working days after 2022-09-09"
        let backward = "5 clear days before 2022-09-23"
        #expect(try date(forward, in: TestContext(calendar: before)) == "2022-09-23")
        #expect(try date(forward, in: TestContext(calendar: calendar)) == "2022-09-26")
        #expect(try date(backward, in: TestContext(calendar: before)) == "2022-09-15")
        #expect(try date(backward, in: TestContext(calendar: calendar)) == "2022-09-14")
    }

    @Test("The World Cup holiday in Scotland moves an English answer by a day")
    func scottishHoliday() throws {
        let phrase = "the 20th working day following 2026-05-28"
        let england = TestContext(calendar: ShippedCalendars.englandAndWales)
        let kingdom = TestContext(calendar: ShippedCalendars.unitedKingdom)
        #expect(try date(phrase, in: england) == "2026-06-25")
        #expect(try date(phrase, in: kingdom) == "2026-06-26")
    }
}
