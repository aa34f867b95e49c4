import Testing

@testable import Deadlines

@Suite("Explanations")
struct ExplanationTests {
    private func steps(_ phrase: String, in context: TestContext = TestContext()) throws -> [String]
    {
        try DeadlineRule(parsing: phrase).evaluate(in: context).steps.map(\.text)
    }

    @Test("A request received on 2 December 2014 can be checked by hand")
    func freedomOfInformation() throws {
        var context = TestContext(calendar: ShippedCalendars.unitedKingdom)
        context.dates = ["received": .date("2014-12-02", note: "recorded 3 Dec")]
        #expect(
            try steps("the 20th working day following received", in: context) == [
                "received is Tue 2 Dec 2014 (recorded 3 Dec)",
                "start Tue 2 Dec 2014, not counted",
                "25 Dec (Christmas Day), 26 Dec (Boxing Day) and 1 Jan (New Year's Day) "
                    + "are holidays",
                "2 Jan is a holiday in Scotland (2nd January)",
                "the 20th working day is Mon 5 Jan 2015",
            ])
    }

    @Test(
        "Each way of counting tells its start and its end",
        arguments: [
            (
                "3 weeks beginning with 2018-01-26",
                [
                    "start Fri 26 Jan 2018, counted as day 1",
                    "3 weeks are 21 days: the 21st day is Thu 15 Feb 2018",
                ]
            ),
            (
                "1 month after 2023-01-31",
                [
                    "start Tue 31 Jan 2023, not counted",
                    "1 month on there is no 31 February: the month's last day is Tue 28 Feb 2023",
                ]
            ),
            (
                "2 months beginning with 2020-10-15",
                [
                    "start Thu 15 Oct 2020, counted as day 1",
                    "the corresponding date 2 months on is Tue 15 Dec 2020",
                    "the day before it is the last: Mon 14 Dec 2020",
                ]
            ),
            (
                "5 clear days before 2018-01-27",
                [
                    "counted back from Sat 27 Jan 2018, not counted",
                    "the 5th working day between, counted back, is Mon 22 Jan 2018",
                    "with both ends out, the last day to act is Sun 21 Jan 2018",
                    "Sun 21 Jan 2018 is no working day: in practice by Fri 19 Jan 2018",
                ]
            ),
            (
                "2 working days beginning with 2018-01-27",
                [
                    "start Sat 27 Jan 2018, which does not count",
                    "the 2nd working day is Tue 30 Jan 2018",
                ]
            ),
            (
                "on 2018-03-30 rolled forward to a working day by 12:00",
                [
                    "the date is fixed: Fri 30 Mar 2018",
                    "Fri 30 Mar 2018 is a holiday (Good Friday), so it rolls forward to "
                        + "Tue 3 Apr 2018",
                    "it ends at 12:00 on Tue 3 Apr 2018",
                ]
            ),
            (
                "4 days after 2018-01-01 ignoring 2018-01-03 to 2018-01-04",
                [
                    "start Mon 1 Jan 2018, not counted",
                    "Wed 3 Jan 2018 to Thu 4 Jan 2018 (the days named) do not count",
                    "the 4th day is Sun 7 Jan 2018",
                    "Sun 7 Jan 2018 is no working day: in practice by Fri 5 Jan 2018",
                ]
            ),
            (
                "2 working days after 2014-12-23 ignoring 2014-12-24 to 2014-12-25",
                [
                    "start Tue 23 Dec 2014, not counted",
                    "26 Dec (Boxing Day) is a holiday",
                    "Wed 24 Dec 2014 to Thu 25 Dec 2014 (the days named) do not count",
                    "the 2nd working day is Tue 30 Dec 2014",
                ]
            ),
            (
                "30 working days after 2028-12-01",
                [
                    "start Fri 1 Dec 2028, not counted",
                    "25 Dec (Christmas Day) and 26 Dec (Boxing Day) are holidays",
                    "the 30th working day is Tue 16 Jan 2029",
                    "the holidays after Sun 31 Dec 2028 are not proclaimed in "
                        + "england-and-wales 2026-2: the date is provisional",
                ]
            ),
            (
                "earlier of 8 February and 2018-02-07",
                [
                    "the first 8 February on or after Mon 1 Jan 2018, when the run begins, is "
                        + "Thu 8 Feb 2018",
                    "the earlier of the two is Wed 7 Feb 2018",
                ]
            ),
        ])
    func ways(_ phrase: String, _ expected: [String]) throws {
        #expect(try steps(phrase) == expected)
    }

    @Test("Long lists of holidays are cut short and bear the year")
    func longLists() throws {
        let steps = try steps("1000 working days after 2018-01-01")
        #expect(steps.contains { $0.contains("30 Mar 2018 (Good Friday)") })
        #expect(steps.contains("17 more are holidays"))
        #expect(steps.allSatisfy { $0.count < 500 })
    }

    @Test("A hold in the count is named with its reason, one outside it is not")
    func holds() throws {
        let context = TestContext(holds: [
            Period(from: "2018-01-10", to: "2018-01-12", name: "hold", note: "clerk ill"),
            Period(from: "2018-06-10", to: "2018-06-12", name: "hold"),
        ])
        let steps = try steps("10 days after 2018-01-08", in: context)
        #expect(steps.filter { $0.contains("hold") }.count == 1)
        #expect(steps.contains("Wed 10 Jan 2018 to Fri 12 Jan 2018 (hold, clerk ill) do not count"))
    }

    @Test("The step that finds the date carries it")
    func stepDates() throws {
        var source = PhraseSource(seed: 31)
        var context = TestContext(calendar: ShippedCalendars.unitedKingdom)
        for name in ["letter-sent", "x1", "call-closes", "s29-2", "next-of-kin", "a1", "to-day"] {
            context.dates[name] = .date("2018-01-26")
        }
        var found = 0
        for _ in 0..<2_000 {
            let rule = source.rule()
            do throws(EvaluationError) {
                guard let due = try rule.evaluate(in: context).due else { continue }
                found += 1
                #expect(due.steps.contains { $0.date == due.date }, "\(rule)")
                #expect(due.practical <= due.date)
                #expect(due.cut == rule.cut)
            } catch {
                #expect(!error.remedy.isEmpty)
            }
        }
        #expect(found > 200)
    }
}
