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
        #expect(listed.count == calendar.holidays.count)
        let dates = calendar.holidays.map(\.date)
        #expect(Set(dates).count == dates.count)
        #expect(dates.allSatisfy { !$0.weekday.isWeekend && calendar.covers($0) })
        #expect(calendar.coverage == "2012-01-01"..."2028-12-31")
    }

    @Test("Each year has the number of holidays the law gives it, but for the one-offs")
    func holidaysAYear() {
        let usual = ["england-and-wales": 8, "scotland": 9, "northern-ireland": 10]
        for calendar in Self.shipped {
            guard let usual = usual[calendar.name] else { continue }
            for year in 2012...2028 {
                var expected = usual + ([2012: 1, 2022: 2, 2023: 1][year] ?? 0)
                if calendar.name == "scotland", year == 2026 { expected += 1 }
                let count = calendar.holidays.filter { $0.date.year == year }.count
                #expect(count == expected, "\(calendar.name) \(year)")
            }
        }
    }

    @Test(
        "The proclaimed one-offs are holidays, and the days they replace are not",
        arguments: [
            ("2012-06-04", true), ("2012-06-05", true), ("2012-05-28", false),
            ("2020-05-08", true), ("2020-05-04", false), ("2022-06-02", true),
            ("2022-06-03", true), ("2022-05-30", false), ("2022-09-19", true),
            ("2023-05-08", true), ("2023-05-01", true), ("2026-06-15", false),
        ] as [(CivilDate, Bool)])
    func oneOffs(_ date: CivilDate, _ isHoliday: Bool) {
        #expect(ShippedCalendars.englandAndWales.isWorkingDay(date) == !isHoliday)
    }

    @Test("Easter Monday and the day after it agree with Gauss's rule in every year")
    func easter() {
        for year in 2012...2028 {
            let sunday = Self.easter(year)
            let friday = sunday.adding(days: -2) ?? sunday
            let monday = sunday.adding(days: 1) ?? sunday
            for calendar in Self.shipped {
                #expect(calendar.holidays(on: friday).map(\.title) == ["Good Friday"])
                let expected = calendar.name == "scotland" ? [] : ["Easter Monday"]
                #expect(calendar.holidays(on: monday).map(\.title) == expected)
            }
        }
    }

    @Test("The election calendar adds Christmas Eve to England's and nothing else")
    func election() {
        let election = Set(ShippedCalendars.election.holidays)
        let added = election.subtracting(ShippedCalendars.englandAndWales.holidays)
        #expect(election.count == ShippedCalendars.englandAndWales.holidays.count + added.count)
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
        #expect(union.source.contains("scotland 2026-1"))
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
