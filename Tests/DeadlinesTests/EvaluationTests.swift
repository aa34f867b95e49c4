import Testing

@testable import Deadlines

@Suite("What rules come to")
struct EvaluationTests {
    private func evaluate(_ phrase: String, in context: TestContext) throws -> Evaluation {
        try DeadlineRule(parsing: phrase).evaluate(in: context)
    }

    private func period(_ from: CivilDate?, _ to: CivilDate?) -> Period {
        Period(from: from, to: to, name: "break")
    }

    @Test("What is not known is named, all of it, each name once")
    func unknown() throws {
        var context = TestContext()
        context.dates = ["known": .date("2018-01-05")]
        let phrase =
            "2 days after later of (earlier of a1 and meeting.starts) and start of promised"
        guard case .unknown(let unknown) = try evaluate(phrase, in: context) else {
            Issue.record("it is known")
            return
        }
        #expect(unknown.missing.map(\.name) == ["a1", "meeting.starts", "promised"])
        #expect(unknown.missing.map(\.reason) == ["not recorded", "not planned", "not promised"])
        for phrase in [
            "later of known and a1", "earlier of known and a1", "8 February in y", "next w",
            "next w after a1", "3 days before a1", "end of promised", "earlier of a1 and a1",
        ] {
            guard case .unknown(let unknown) = try evaluate(phrase, in: context) else {
                Issue.record("\(phrase) is known")
                continue
            }
            #expect(unknown.missing.count == 1)
            #expect(unknown.steps.last?.kind == "unknown")
        }
    }

    @Test(
        "The earlier and the later of two; a point without a time ends with its day",
        arguments: [
            ("earlier of a1 and b", "2018-01-05", nil), ("later of a1 and b", "2018-01-08", nil),
            ("earlier of a1 and t", "2018-01-05", "10:00"),
            ("later of t and a1", "2018-01-05", nil),
            ("later of (3 days after b) and a1", "2018-01-11", nil),
        ] as [(String, CivilDate, String?)])
    func choices(_ phrase: String, _ date: CivilDate, _ time: String?) throws {
        var context = TestContext()
        context.dates = [
            "a1": .date("2018-01-05"), "b": .date("2018-01-08"),
            "t": .date("2018-01-05", time: TimeOfDay("10:00")),
        ]
        let due = try #require(try evaluate(phrase, in: context).due)
        #expect(due.date == date)
        #expect(due.time?.description == time)
    }

    @Test("A window has two ends")
    func windows() throws {
        var context = TestContext()
        context.windows = ["promised": .window(earliest: "2018-01-01", latest: "2018-03-31")]
        #expect(try evaluate("start of promised", in: context).date == "2018-01-01")
        #expect(try evaluate("2 days after end of promised", in: context).date == "2018-04-02")
    }

    @Test("The next of a workflow is on a later day than its base, the run's first if none is said")
    func next() throws {
        var context = TestContext(runStart: "2018-01-26")
        context.workflows = ["panel-meeting": ["2018-01-26", "2018-04-13", "2018-07-06"]]
        context.dates = ["letter-sent": .date("2018-04-13")]
        #expect(try evaluate("next panel-meeting", in: context).date == "2018-04-13")
        let after = "on next panel-meeting after letter-sent"
        #expect(try evaluate(after, in: context).date == "2018-07-06")
        let chained = "next panel-meeting after next panel-meeting"
        #expect(try evaluate(chained, in: context).date == "2018-07-06")
    }

    @Test(
        "A day without a year is the first on or after the run's first day",
        arguments: [
            ("2018-01-01", "8 February", "2018-02-08"), ("2018-02-08", "8 February", "2018-02-08"),
            ("2018-02-09", "8 February", "2019-02-08"), ("2018-01-01", "29 February", "2020-02-29"),
            ("1896-03-01", "29 February", "1904-02-29"),
        ] as [(CivilDate, String, CivilDate)])
    func bareDays(_ start: CivilDate, _ phrase: String, _ date: CivilDate) throws {
        let context = TestContext(calendar: calendar(holidays: []), runStart: start)
        #expect(try evaluate(phrase, in: context).date == date)
    }

    @Test("A time cuts the last day, a roll moves day and time")
    func times() throws {
        var context = TestContext()
        context.dates = ["starts": .date("2018-01-27", time: TimeOfDay("10:00"))]
        let plain = try #require(try evaluate("by starts", in: context).due)
        #expect(plain.time?.description == "10:00")
        #expect(plain.cut == nil)
        let rolled = try #require(
            try evaluate("by starts rolled forward to a working day by 17:00", in: context).due)
        #expect(rolled.date == "2018-01-29")
        #expect(rolled.time == nil)
        #expect(rolled.cut?.description == "17:00")
        #expect(try evaluate("2 days after starts", in: context).due?.time == nil)
    }

    @Test(
        "Forward counts know where they start; points and backward counts have no start",
        arguments: [
            ("10 days after 2018-01-26", "2018-01-26"),
            ("3 weeks beginning with 2018-01-26", "2018-01-26"),
            ("2 months after 2018-01-26", "2018-01-26"), ("5 days before 2018-01-26", nil),
            ("on 2018-01-26", nil),
            ("earlier of 2018-05-05 and (1 day after 2018-01-26)", "2018-01-26"),
            ("1 day before (10 days after 2018-01-26)", nil),
        ] as [(String, CivilDate?)])
    func countStart(_ phrase: String, _ start: CivilDate?) throws {
        #expect(try #require(try evaluate(phrase, in: TestContext()).due).countStart == start)
    }

    @Test("An open period pauses a count that reaches it, and tells what is left")
    func paused() throws {
        var context = TestContext()
        context.namedPeriods = ["fee-wait": [period("2018-01-15", nil)]]
        let phrase = "10 working days after 2018-01-08 ignoring fee-wait"
        guard case .paused(let paused) = try evaluate(phrase, in: context) else {
            Issue.record("it is not paused")
            return
        }
        #expect(paused.since == "2018-01-15")
        #expect(paused.period == "break")
        #expect(paused.remaining == 6)
        #expect(paused.countStart == "2018-01-08")
        #expect(paused.steps.last?.kind == "paused")
        let before = "4 working days after 2018-01-08 ignoring fee-wait"
        #expect(try evaluate(before, in: context).date == "2018-01-12")
    }

    @Test("A count that starts within an open period has all its days left")
    func pausedFromTheStart() throws {
        let context = TestContext(holds: [period("2018-01-01", nil)])
        guard case .paused(let paused) = try evaluate("10 days after 2018-02-01", in: context)
        else {
            Issue.record("it is not paused")
            return
        }
        #expect(paused.remaining == 10)
    }

    @Test(
        "Holds move forward counts of every unit, and nothing else",
        arguments: [
            ("10 days after 2018-01-08", "2018-01-22"),
            ("2 weeks beginning with 2018-01-08", "2018-01-25"),
            ("10 working days after 2018-01-08", "2018-01-26"),
            ("1 month after 2018-01-08", "2018-02-12"),
            ("1 month beginning with 2018-01-08", "2018-02-11"),
            ("1 month after 2018-02-08", "2018-03-08"), ("10 days before 2018-01-20", "2018-01-10"),
            ("1 month before 2018-01-20", "2017-12-20"), ("by 2018-01-17", "2018-01-17"),
            ("2 days after (10 days after 2018-01-08)", "2018-01-24"),
        ] as [(String, CivilDate)])
    func held(_ phrase: String, _ date: CivilDate) throws {
        let context = TestContext(holds: [period("2018-01-16", "2018-01-19")])
        #expect(try evaluate(phrase, in: context).date == date)
    }

    @Test(
        "Periods that have not begun, or end before they begin, ignore nothing",
        arguments: [(nil, nil), (nil, "2018-01-12"), ("2018-01-12", "2018-01-11")]
            as [(CivilDate?, CivilDate?)])
    func emptyPeriods(_ from: CivilDate?, _ to: CivilDate?) throws {
        var context = TestContext()
        context.namedPeriods = ["p": [period(from, to)]]
        let phrase = "10 days after 2018-01-08 ignoring p"
        #expect(try evaluate(phrase, in: context).date == "2018-01-18")
    }

    @Test("Periods and holds that overlap are ignored once")
    func overlaps() throws {
        var context = TestContext(holds: [period("2018-01-12", "2018-01-16")])
        context.namedPeriods = [
            "p": [period("2018-01-15", "2018-01-17"), period("2018-01-10", "2018-01-10")]
        ]
        let phrase = "10 days after 2018-01-08 ignoring p"
        #expect(try evaluate(phrase, in: context).date == "2018-01-25")
        let days = "10 days after 2018-01-08 ignoring 2018-01-15 to 2018-01-17"
        #expect(try evaluate(days, in: context).date == "2018-01-24")
    }

    @Test(
        "A date that rests on days whose holidays are not known is provisional",
        arguments: [
            ("20 working days after 2028-12-15", true, true),
            ("10 working days after 2028-12-08", false, false),
            ("5 clear days before 2029-01-03", true, true),
            ("20 working days after 1977-12-31", false, false),
            ("20 working days after 1977-12-29", true, true),
            ("5 working days before 1978-01-05", true, true),
            ("28 days after 2028-12-15", false, true), ("on 2029-01-12", false, true),
            ("on 2029-01-12 rolled forward to a working day", true, true),
            ("1 day before (20 working days after 2028-12-15)", true, true),
            ("later of 2028-01-04 and (1 working day after 2029-01-02)", true, true),
            ("on 2028-12-29", false, false), ("on 1977-12-30", false, true),
        ])
    func provisional(_ phrase: String, _ date: Bool, _ practical: Bool) throws {
        let due = try #require(try evaluate(phrase, in: TestContext()).due)
        #expect(due.provisional == date)
        #expect(due.practicalProvisional == practical)
        #expect(due.steps.contains { $0.kind == "provisional" } == (date || practical))
    }

    @Test("Data that contradict the rule are errors, each with a remedy")
    func errors() throws {
        var context = TestContext()
        context.years = ["common": 2019, "far": 10_000, "nought": 0]
        func expect(_ phrase: String, _ error: EvaluationError) {
            #expect(throws: error) { try evaluate(phrase, in: context) }
            #expect(error.message.count > 10)
            #expect(error.remedy.count > 10)
        }
        let leapDay = try #require(DayOfYear(month: 2, day: 29))
        expect("29 February in common", .noSuchDay(leapDay, year: 2019))
        expect("8 February in far", .yearOutOfRange(name: "far", year: 10_000))
        expect("8 February in nought", .yearOutOfRange(name: "nought", year: 0))
        expect("5 days after 2018-01-01 ignoring p", .noSuchPeriod("p"))
        for phrase in [
            "1 day after 9999-12-31", "1 day before 0001-01-01", "99999 days after 9800-01-01",
            "99999 years after 2018-01-01", "99999 months before 2018-01-01",
            "99999 weeks after 9018-01-01", "99999 clear days before 0018-01-01",
            "99999 working days after 9800-01-01", "1 clear day after 9999-12-30",
            "1 month beginning with 9999-12-15",
            "5 days after 2018-01-01 ignoring 2018-01-02 to 9999-12-31",
        ] {
            expect(phrase, .dateOutOfRange(phrase: phrase))
        }
    }

    @Test("The longest count there is is counted at once; a million days are a slip of the pen")
    func longest() throws {
        let context = TestContext()
        #expect(try evaluate("99999 days after 2018-01-01", in: context).date == "2291-10-16")
        let there = try #require(
            try evaluate("99999 working days after 2018-01-02", in: context).date)
        let back = "99999 working days before \(there)"
        #expect(try evaluate(back, in: context).date == "2018-01-02")
        #expect(throws: PhraseError.self) { try DeadlineRule(parsing: "1000000 days after x") }
    }

    @Test("A calendar without a working day for more than a year is an error, not a hang")
    func noWorkingDay() throws {
        let context = TestContext(calendar: closedCalendar("2018-01-01"..."2019-12-31"))
        let first = EvaluationError.noWorkingDay(calendar: "test", near: "2018-01-01")
        for phrase in ["5 working days after 2017-12-27", "5 clear days before 2020-01-05"] {
            #expect(throws: first) { try evaluate(phrase, in: context) }
        }
        for phrase in ["on 2019-06-01", "on 2018-06-01 rolled forward to a working day"] {
            #expect(throws: EvaluationError.self) { try evaluate(phrase, in: context) }
        }
        let shorter = TestContext(calendar: closedCalendar("2018-01-01"..."2018-12-31"))
        #expect(try evaluate("1 working day after 2018-01-01", in: shorter).date == "2019-01-01")
        #expect(try evaluate("2 working days after 2017-12-27", in: context).date == "2017-12-29")
        #expect(try evaluate("2 working days after 2020-01-01", in: context).date == "2020-01-03")
    }
}
