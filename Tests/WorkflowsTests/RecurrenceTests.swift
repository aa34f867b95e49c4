import Deadlines
import Testing
import Workflows

@Suite("Days that come again, and texts made of them")
struct RecurrenceTests {
    static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

    @Test(
        "A phrase is read, and prints as it was",
        arguments: [
            "every 1 December", "every 28 February", "every month on day 5",
            "every quarter on day 15",
        ])
    func phrases(text: String) throws {
        #expect(try #require(Recurrence(parsing: text)).description == text)
    }

    @Test(
        "What does not come each time is no recurrence",
        arguments: [
            "", "1 December", "every", "every 29 February", "every 30 February",
            "every month on day 29", "every month on day 0", "every month on day x",
            "every week on day 2", "every 1 December in year", "every 2027-12-01", "every year",
            "every month on day 5 5", "every 5 days after",
        ])
    func refused(text: String) {
        #expect(Recurrence(parsing: text) == nil)
    }

    @Test("A quarter's day is one of January, April, July and October")
    func quarters() throws {
        let days = try #require(Recurrence(parsing: "every quarter on day 15")).days(in: 2027)
        #expect(
            days.map(\.description) == ["2027-01-15", "2027-04-15", "2027-07-15", "2027-10-15"])
    }

    @Test("Occasions lie after the one day and not after the other, within first and last")
    func occasions() throws {
        var schedule = Schedule(
            name: "s", opens: [.monthly(day: 5)], id: try #require(OccasionText(parsing: "s")))
        let (from, to) = (try Self.day("2026-12-05"), try Self.day("2027-02-05"))
        #expect(
            schedule.occasions(after: from, through: to).map(\.description)
                == ["2027-01-05", "2027-02-05"])
        #expect(schedule.occasions(after: to, through: from) == [])
        schedule.from = try Self.day("2027-01-06")
        #expect(schedule.next(after: from)?.description == "2027-02-05")
        schedule.until = try Self.day("2027-02-04")
        #expect(schedule.next(after: from) == nil)
        #expect(schedule.recurrence(after: to)?.description == "2027-03-05")
        #expect(schedule.recurrence(after: .last) == nil)
    }

    @Test(
        "Blanks are filled from the occasion",
        arguments: [
            ("precept-{year+1}", "precept-2028"), ("{year}/{yy+1}", "2027/28"),
            ("{year-27}-{yy-27}", "2000-00"), ("u-{year}-{month}-{quarter}", "u-2027-09-3"),
            ("{date}", "2027-09-05"), ("plain", "plain"), ("", ""),
        ])
    func filled(text: String, filled: String) throws {
        let template = try #require(OccasionText(parsing: text))
        #expect(template.text(for: try Self.day("2027-09-05")) == filled)
        #expect(template.description == text)
    }

    @Test(
        "What is no blank is refused",
        arguments: [
            "{", "}", "{yeer}", "{year+}", "{year+0}", "{year+100}", "{month+1}", "{date-1}",
            "{year+1", "a}b{year}", "{{year}}", "{}",
        ])
    func noBlank(text: String) {
        #expect(OccasionText(parsing: text) == nil)
    }
}
