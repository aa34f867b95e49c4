import Foundation
import Testing

@testable import Deadlines

@Suite("Working calendars")
struct WorkingCalendarTests {
    static let shipped = [
        ShippedCalendars.englandAndWales, ShippedCalendars.scotland,
        ShippedCalendars.northernIreland, ShippedCalendars.election,
    ]

    @Test("The shipped lists hold weekdays only, in order, none twice", arguments: shipped)
    func shippedLists(_ calendar: WorkingCalendar) {
        let text = ShippedCalendars.text(of: calendar.name)
        let listed = text.split(separator: "\n").filter { $0.hasPrefix("  - ") }
        // The calendar of elections lists what it has beside England's alone.
        let ofEngland = calendar.name == "election" ? Self.englandCovered(by: calendar) : 0
        #expect(listed.count + ofEngland == calendar.holidays.count)
        let dates = calendar.holidays.map(\.date)
        #expect(Set(dates).count == dates.count)
        #expect(dates.allSatisfy { !$0.weekday.isWeekend && calendar.covers($0) })
        #expect(calendar.coverage.lowerBound == Self.began(calendar))
        #expect(calendar.coverage.upperBound == "2028-12-31")
    }

    @Test("Each year has the number of holidays the law gives it, but for the one-offs")
    func holidaysAYear() {
        let usual = ["england-and-wales": 8, "scotland": 9, "northern-ireland": 10]
        for calendar in Self.shipped {
            guard let usual = usual[calendar.name] else { continue }
            for year in Self.began(calendar).year...2028 {
                var expected = usual + (Self.oneOffsAYear[year] ?? 0)
                if calendar.name == "scotland" {
                    // St Andrew's Day is one since 2007; two Saturdays had no substitute.
                    if year < 2007 || year == 2010 || year == 2011 { expected -= 1 }
                    if year == 2026 { expected += 1 }
                }
                let count = calendar.holidays.filter { $0.date.year == year }.count
                #expect(count == expected, "\(calendar.name) \(year)")
            }
        }
    }

    @Test(
        "The proclaimed one-offs are holidays, and the days they replace are not",
        arguments: [
            ("1981-07-29", true), ("1995-05-08", true), ("1995-05-01", false),
            ("1999-12-31", true), ("2002-06-03", true), ("2002-06-04", true),
            ("2002-05-27", false), ("2011-04-29", true),
            ("2012-06-04", true), ("2012-06-05", true), ("2012-05-28", false),
            ("2020-05-08", true), ("2020-05-04", false), ("2022-06-02", true),
            ("2022-06-03", true), ("2022-05-30", false), ("2022-09-19", true),
            ("2023-05-08", true), ("2023-05-01", true), ("2026-06-15", false),
        ] as [(CivilDate, Bool)])
    func oneOffs(_ date: CivilDate, _ isHoliday: Bool) {
        #expect(ShippedCalendars.englandAndWales.isWorkingDay(date) == !isHoliday)
    }

    @Test(
        "What falls on a weekend has the substitutes that the Act and the proclamations gave it",
        arguments: [
            ("england-and-wales", "1978-01-02", true), ("england-and-wales", "1978-01-03", false),
            ("england-and-wales", "1981-12-28", true), ("england-and-wales", "1982-12-27", true),
            ("england-and-wales", "1982-12-28", true), ("england-and-wales", "1983-12-27", true),
            ("england-and-wales", "1983-12-28", false), ("england-and-wales", "2000-01-03", true),
            ("scotland", "2005-01-03", true), ("scotland", "2005-01-04", true),
            ("scotland", "2006-11-30", false), ("scotland", "2007-11-30", true),
            ("scotland", "2010-01-04", false), ("scotland", "2011-01-03", true),
            ("scotland", "2011-01-04", false), ("scotland", "2016-01-04", true),
            ("northern-ireland", "2002-03-18", true), ("northern-ireland", "2007-03-19", true),
            ("northern-ireland", "2008-07-14", true), ("northern-ireland", "2009-07-13", true),
        ] as [(String, CivilDate, Bool)])
    func substitutes(_ name: String, _ date: CivilDate, _ isHoliday: Bool) throws {
        let calendar = try #require(Self.shipped.first { $0.name == name })
        #expect(calendar.isWorkingDay(date) == !isHoliday)
    }

    @Test("Easter Monday and the day after it agree with Gauss's rule in every year")
    func easter() {
        for year in 1978...2028 {
            let sunday = Self.easter(year)
            let friday = sunday.adding(days: -2) ?? sunday
            let monday = sunday.adding(days: 1) ?? sunday
            for calendar in Self.shipped where calendar.covers(friday) {
                #expect(calendar.holidays(on: friday).map(\.title) == ["Good Friday"])
                let expected = calendar.name == "scotland" ? [] : ["Easter Monday"]
                #expect(calendar.holidays(on: monday).map(\.title) == expected)
            }
        }
    }

    @Test("The election calendar adds Christmas Eve to England's and nothing else")
    func election() {
        let election = Set(ShippedCalendars.election.holidays)
        let england = ShippedCalendars.englandAndWales.holidays
            .filter { ShippedCalendars.election.covers($0.date) }
        let added = election.subtracting(england)
        #expect(election.count == england.count + added.count)
        #expect(added.allSatisfy { $0.title == "Christmas Eve" && $0.date.short == "24 Dec" })
        #expect(added.count == 12)
    }

    @Test("The union has every part's holidays, each with its part")
    func unionOfParts() {
        let union = ShippedCalendars.unitedKingdom
        #expect(!union.isWorkingDay("2015-01-02"))
        #expect(union.holidays(on: "2015-01-02").map(\.division) == ["Scotland"])
        #expect(union.holidays(on: "2014-12-25").count == 3)
        #expect(union.holidays(on: "2014-12-24").isEmpty)
        #expect(union.source.contains("scotland 2026-2"))
    }

    @Test("A union covers what all parts cover, and there is none without a day in common")
    func unionCoverage() {
        func part(_ coverage: ClosedRange<CivilDate>) -> WorkingCalendar {
            calendar(coverage: coverage, holidays: [])
        }
        func union(_ parts: [WorkingCalendar]) -> WorkingCalendar? {
            .union(name: "u", title: "U", version: "1", of: parts)
        }
        let early = part("2012-01-01"..."2020-12-31")
        let late = part("2018-01-01"..."2028-12-31")
        #expect(union([early, late])?.coverage == "2018-01-01"..."2020-12-31")
        #expect(union([early, part("2021-01-01"..."2022-12-31")]) == nil)
        #expect(union([]) == nil)
    }

    @Test("Order and repetition in the list make no difference, weekends no holiday")
    func normalForm() {
        let holiday = Holiday(date: "2018-01-01", title: "New Year", division: "A")
        let saturday = Holiday(date: "2018-01-06", title: "Saturday", division: "A")
        let one = calendar(holidays: [holiday, saturday])
        #expect(one == calendar(holidays: [saturday, holiday, holiday]))
        #expect(one.workingDays(after: "2017-12-31", through: "2018-01-07") == 4)
        #expect(one.workingDays(after: "2018-01-07", through: "2017-12-31") == -4)
    }

    @Test("A calendar survives being coded, with what it precomputes")
    func coding() throws {
        let data = try JSONEncoder().encode(ShippedCalendars.unitedKingdom)
        let decoded = try JSONDecoder().decode(WorkingCalendar.self, from: data)
        #expect(decoded == ShippedCalendars.unitedKingdom)
        #expect(!decoded.isWorkingDay("2015-01-02"))
    }

    @Test("The nearest working days, and none where a year is closed")
    func nearest() {
        let england = ShippedCalendars.englandAndWales
        #expect(england.workingDay(onOrAfter: "2018-03-30") == "2018-04-03")
        #expect(england.workingDay(onOrBefore: "2018-04-02") == "2018-03-29")
        #expect(england.workingDay(onOrBefore: "2018-03-29") == "2018-03-29")
        let closed = closedCalendar("2018-01-01"..."2019-12-31")
        #expect(closed.workingDay(onOrAfter: "2018-01-01") == nil)
        #expect(closed.workingDay(onOrBefore: "2019-12-31") == nil)
        #expect(closed.workingDay(onOrAfter: "2019-12-01") == "2020-01-01")
        #expect(calendar(holidays: []).workingDay(onOrAfter: .last) == .last)
        #expect(calendar(holidays: []).workingDay(onOrBefore: .first) == .first)
    }

    private static func englandCovered(by calendar: WorkingCalendar) -> Int {
        ShippedCalendars.englandAndWales.holidays.count { calendar.covers($0.date) }
    }

    /// The first day whose holidays a shipped calendar knows.
    private static func began(_ calendar: WorkingCalendar) -> CivilDate {
        switch calendar.name {
        case "england-and-wales": "1978-01-01"
        case "election": "2012-01-01"
        default: "2001-01-01"
        }
    }

    /// Days that were proclaimed for one year beside the usual ones, the same in all parts.
    private static let oneOffsAYear = [
        1981: 1, 1999: 1, 2002: 1, 2011: 1, 2012: 1, 2022: 2, 2023: 1,
    ]

    /// The algorithm of Gauss as corrected by Lichtenberg, for the years 1900 to 2099.
    private static func easter(_ year: Int) -> CivilDate {
        let moon = (19 * (year % 19) + 24) % 30
        var fullMoon = moon
        if moon == 29 || (moon == 28 && year % 19 > 10) { fullMoon -= 1 }
        let sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * fullMoon + 5) % 7
        let march: CivilDate = CivilDate(year: year, month: 3, day: 22) ?? .first
        return march.adding(days: fullMoon + sunday) ?? march
    }
}

/// A calendar for tests.
func calendar(
    coverage: ClosedRange<CivilDate> = "2012-01-01"..."2028-12-31", holidays: [Holiday]
) -> WorkingCalendar {
    WorkingCalendar(
        name: "test", title: "Test", version: "1", source: "made up", coverage: coverage,
        holidays: holidays)
}

/// A calendar in which all those days are holidays.
func closedCalendar(_ days: ClosedRange<CivilDate>) -> WorkingCalendar {
    calendar(
        holidays: (days.lowerBound.dayNumber...days.upperBound.dayNumber).compactMap {
            CivilDate(dayNumber: $0).map { Holiday(date: $0, title: "Closed", division: "A") }
        })
}
