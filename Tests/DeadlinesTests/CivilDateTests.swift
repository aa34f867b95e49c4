import Foundation
import Testing

@testable import Deadlines

@Suite("Civil dates")
struct CivilDateTests {
    @Test("Every day from year 1 to 9999 follows the one before it")
    func everyMonthInOrder() throws {
        var number = CivilDate.first.dayNumber
        for year in 1...9999 {
            for month in 1...12 {
                let length = CivilDate.lengthOfMonth(month, year: year)
                let first = try #require(CivilDate(year: year, month: month, day: 1))
                let last = try #require(CivilDate(year: year, month: month, day: length))
                #expect(first.dayNumber == number)
                #expect(last.dayNumber == number + length - 1)
                #expect(first.parts == GregorianDay(year: year, month: month, day: 1))
                #expect(last.parts == GregorianDay(year: year, month: month, day: length))
                number += length
            }
        }
        #expect(number == CivilDate.last.dayNumber + 1)
    }

    @Test("Day numbers count from 1 January 1970, a Thursday")
    func epoch() {
        let epoch: CivilDate = "1970-01-01"
        #expect(epoch.dayNumber == 0)
        #expect(epoch.weekday == .thursday)
    }

    @Test(
        "A year has a 29 February in the fourth year but in three centuries of four",
        arguments: [(1896, true), (1900, false), (2000, true), (2023, false), (2024, true)])
    func leapYears(_ year: Int, _ isLeap: Bool) {
        #expect(CivilDate.isLeap(year: year) == isLeap)
        #expect((CivilDate(year: year, month: 2, day: 29) != nil) == isLeap)
    }

    @Test(
        "What is no day is refused",
        arguments: [
            (0, 1, 1), (10_000, 1, 1), (2018, 0, 1), (2018, 13, 1), (2018, 1, 0), (2018, 1, 32),
            (2018, 2, 29), (2018, 4, 31), (.max, .max, .max), (.min, .min, .min),
        ])
    func noSuchDay(_ year: Int, _ month: Int, _ day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(
        "A text is read as ISO 8601 to the letter, or not at all",
        arguments: [
            "", "2018-1-26", "2018-01-6", "18-01-26", "2018/01/26", "2018-01-26 ", " 2018-01-26",
            "2018-01-26T10:00", "2018-02-29", "+018-01-26", "-018-01-26", "2018-01--6",
            "２０１８-01-26", "0000-01-01", "20180126", "2018-01-2６",
        ])
    func badText(_ text: String) {
        #expect(CivilDate(iso: text) == nil)
    }

    @Test(
        "A date prints as ISO 8601 and as people write it",
        arguments: [
            ("2018-01-26", "Fri 26 Jan 2018"), ("2018-02-04", "Sun 4 Feb 2018"),
            ("0001-01-01", "Mon 1 Jan 1"), ("9999-12-31", "Fri 31 Dec 9999"),
        ])
    func texts(_ iso: String, _ long: String) throws {
        let date = try #require(CivilDate(iso: iso))
        #expect(date.description == iso)
        #expect(date.long == long)
    }

    @Test("Adding days stops at the ends of the calendar and never overflows")
    func addingDays() {
        let date: CivilDate = "2018-01-26"
        #expect(date.adding(days: 6) == "2018-02-01")
        #expect(date.adding(days: -26) == "2017-12-31")
        #expect(date.adding(days: .max) == nil)
        #expect(date.adding(days: .min) == nil)
        #expect(CivilDate.last.adding(days: 1) == nil)
        #expect(CivilDate.first.adding(days: -1) == nil)
        #expect(CivilDate(dayNumber: .max) == nil)
        #expect(CivilDate(dayNumber: .min) == nil)
    }

    @Test("Corresponding dates stop at the ends of the calendar and never overflow")
    func correspondingDates() {
        let date: CivilDate = "2018-01-31"
        #expect(date.corresponding(months: 1)?.date == "2018-02-28")
        #expect(date.corresponding(months: 1)?.exists == false)
        #expect(date.corresponding(months: -2)?.date == "2017-11-30")
        #expect(date.corresponding(months: -24_217)?.date == nil)
        #expect(date.corresponding(months: .max) == nil)
        #expect(date.corresponding(months: .min) == nil)
    }

    @Test("Dates are coded as text, and other text is refused")
    func coding() throws {
        let data = Data(#"["2018-01-26"]"#.utf8)
        #expect(try JSONDecoder().decode([CivilDate].self, from: data) == ["2018-01-26"])
        #expect(try JSONEncoder().encode(["2018-01-26"] as [CivilDate]) == data)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CivilDate].self, from: Data(#"["2018-02-30"]"#.utf8))
        }
    }
}
