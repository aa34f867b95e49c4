import Testing

@testable import Deadlines

@Suite("Rungs of a ladder")
struct RungPhraseTests {
    private let calendar = ShippedCalendars.englandAndWales

    private func day(
        _ phrase: String, due: CivilDate, start: CivilDate = "2018-01-01", repetition: Int = 1,
        sending: WorkingCalendar? = nil
    ) throws -> CivilDate? {
        try RungPhrase(parsing: phrase).date(
            due: due, countStart: start, repetition: repetition, calendar: calendar,
            sending: sending)
    }

    @Test(
        "Before and on the day move to the working day before, after to the one after",
        arguments: [
            ("10 working days before", "2018-02-15", "2018-02-01"),
            ("on the day", "2018-02-15", "2018-02-15"),
            ("on the day", "2018-02-18", "2018-02-16"),
            ("on the day", "2018-03-30", "2018-03-29"),
            ("1 day before", "2018-02-19", "2018-02-16"),
            ("7 days before", "2018-02-18", "2018-02-09"),
            ("1 month before", "2018-03-31", "2018-02-28"),
            ("1 month before", "2018-07-14", "2018-06-14"),
            ("1 day after", "2018-02-16", "2018-02-19"),
            ("1 working day after", "2018-03-29", "2018-04-03"),
            ("2 weeks after", "2018-03-16", "2018-04-03"),
            ("5 clear days before", "2018-01-26", "2018-01-18"),
            ("5 clear days before", "2018-01-27", "2018-01-19"),
        ] as [(String, CivilDate, CivilDate)])
    func single(_ phrase: String, _ due: CivilDate, _ sent: CivilDate) throws {
        #expect(try day(phrase, due: due) == sent)
    }

    @Test(
        "Halfway is the calendar midpoint, rounded down, and a working day",
        arguments: [
            ("2018-01-26", "2018-02-15", "2018-02-05"), ("2018-01-26", "2018-02-14", "2018-02-02"),
            ("2018-01-01", "2018-01-02", "2017-12-29"), ("2018-01-02", "2018-01-02", "2018-01-02"),
            ("1969-12-29", "1970-01-02", "1969-12-31"), ("1969-12-29", "1970-01-01", "1969-12-30"),
        ] as [(CivilDate, CivilDate, CivilDate)])
    func halfway(_ start: CivilDate, _ due: CivilDate, _ sent: CivilDate) throws {
        #expect(try day("halfway", due: due, start: start) == sent)
    }

    @Test("A count that starts after its end has no midpoint, and at once no day")
    func noDay() throws {
        #expect(try day("halfway", due: "2018-01-01", start: "2018-01-02") == nil)
        #expect(try day("at once", due: "2018-01-01") == nil)
    }

    @Test("Repeats count from the due date and do not drift")
    func repeats() throws {
        let weeks = try (1...4).map {
            try day("every 1 week after", due: "2018-03-16", repetition: $0)
        }
        #expect(weeks == ["2018-03-23", "2018-04-03", "2018-04-06", "2018-04-13"])
        let months = try (1...3).map {
            try day("every 1 month after", due: "2018-01-31", repetition: $0)
        }
        #expect(months == ["2018-02-28", "2018-04-03", "2018-04-30"])
        let days = try (1...3).map {
            try day("every 1 working day after", due: "2018-03-29", repetition: $0)
        }
        #expect(days == ["2018-04-03", "2018-04-04", "2018-04-05"])
    }

    @Test("Repeats that are none, or lead out of the calendar, have no day")
    func impossibleRepeats() throws {
        for repetition in [0, -1, .min, .max, 10_000_000] {
            for unit in ["year", "week", "working day"] {
                let phrase = "every 99999 \(unit)s after"
                #expect(try day(phrase, due: "2018-01-31", repetition: repetition) == nil)
            }
        }
        #expect(try day("99999 years before", due: "2018-01-31") == nil)
        #expect(try day("1 day after", due: .last) == nil)
    }

    @Test("Local closures move the sending, not the counting")
    func closures() throws {
        let closed = Holiday(date: "2018-02-08", title: "Closed", division: "Office")
        let sending = WorkingCalendar(
            name: "office", title: "Office", version: "1", source: "made up",
            coverage: calendar.coverage, holidays: calendar.holidays + [closed])
        let due: CivilDate = "2018-02-15"
        let five = try day("5 working days before", due: due, sending: sending)
        let six = try day("6 working days before", due: due, sending: sending)
        #expect(five == "2018-02-07")
        #expect(six == "2018-02-07")
        #expect(try day("6 days after", due: "2018-02-02", sending: sending) == "2018-02-09")
    }
}
