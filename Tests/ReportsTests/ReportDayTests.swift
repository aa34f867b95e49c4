import Reports
import Testing

@Suite("Days in reports")
struct ReportDayTests {
    @Test(
        "A day is written with its weekday",
        arguments: [
            ("2018-01-26", "Fri 26 Jan 2018"), ("2014-12-02", "Tue 2 Dec 2014"),
            ("2020-02-29", "Sat 29 Feb 2020"), ("1969-12-31", "Wed 31 Dec 1969"),
            ("2000-03-01", "Wed 1 Mar 2000"),
        ])
    func writesWeekday(iso: String, text: String) {
        #expect(ReportDay.text(of: iso) == text)
    }

    @Test(
        "What is no day stays as it came",
        arguments: ["", "early 2018", "2018-1-26", "2018-13-01", "+018-01-26", "2018-01-26-02"])
    func keepsOther(text: String) {
        #expect(ReportDay.text(of: text) == text)
    }

    @Test(
        "A moment is written with its local time",
        arguments: [
            ("2018-01-26T09:00:00+00:00", "Fri 26 Jan 2018 09:00"),
            ("2018-07-06T14:30", "Fri 6 Jul 2018 14:30"), ("2018-07-06", "Fri 6 Jul 2018"),
            ("2018-07-06T", "2018-07-06T"), ("Town hall", "Town hall"),
        ])
    func writesMoment(iso: String, text: String) {
        #expect(ReportDay.text(ofMoment: iso) == text)
    }

    @Test(
        "Distances are in words",
        arguments: [
            ("2018-01-26", 0, "today"), ("2018-01-27", 0, "tomorrow"),
            ("2018-01-28", 0, "in 2 days"), ("2018-01-29", 1, "in 1 working day"),
            ("2018-02-05", 6, "in 6 working days"), ("2018-01-25", -1, "yesterday"),
            ("2018-01-23", -3, "3 days ago"), ("2017-12-31", -18, "26 days ago"),
        ])
    func relative(iso: String, workingDaysLeft: Int, words: String) throws {
        let today = try #require(ReportDay(iso: "2018-01-26"))
        let day = try #require(ReportDay(iso: iso))
        #expect(day.relative(to: today, workingDaysLeft: workingDaysLeft) == words)
    }

    @Test("Without working days the days of the calendar are counted")
    func relativeWithoutCalendar() throws {
        let today = try #require(ReportDay(iso: "2018-01-26"))
        let day = try #require(ReportDay(iso: "2018-03-01"))
        #expect(day.relative(to: today) == "in 34 days")
    }
}
