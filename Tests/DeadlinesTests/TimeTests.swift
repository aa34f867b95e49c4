import Foundation
import Testing

@testable import Deadlines

@Suite("Times of day, instants and zones")
struct TimeTests {
    @Test("A time is read as HH:MM and prints as such", arguments: ["00:00", "09:05", "23:59"])
    func times(_ text: String) throws {
        #expect(try #require(TimeOfDay(text)).description == text)
    }

    @Test(
        "What is no time is refused",
        arguments: ["", "24:00", "9:05", "09:5", "09:60", "0905", "09:05:00", "-1:00", "１0:00"])
    func badTimes(_ text: String) {
        #expect(TimeOfDay(text) == nil)
    }

    @Test("Hours and minutes out of range are refused")
    func outOfRange() {
        #expect(TimeOfDay(hour: 24, minute: 0) == nil)
        #expect(TimeOfDay(hour: 0, minute: 60) == nil)
        #expect(TimeOfDay(hour: -1, minute: 0) == nil)
        #expect(TimeOfDay(hour: .max, minute: .max) == nil)
    }

    @Test(
        "A date and time is read with T or a blank, with or without seconds",
        arguments: [
            "2018-01-26T10:00", "2018-01-26 10:00", "2018-01-26T10:00:59", "2018-01-26 10:00:00",
        ])
    func dateTimes(_ text: String) throws {
        #expect(try #require(CivilDateTime(iso: text)).description == "2018-01-26T10:00")
    }

    @Test(
        "Zones, fractions and half a time are refused",
        arguments: [
            "2018-01-26", "2018-01-26T10", "2018-01-26T10:00Z", "2018-01-26T10:00:00Z",
            "2018-01-26T10:00:60", "2018-01-26T10:00:0x", "2018-01-26t10:00",
            "2018-01-26T10:00:00.000", "2018-02-30T10:00", "2018-01-26T24:00", "é018-01-26T10:00",
        ])
    func badDateTimes(_ text: String) {
        #expect(CivilDateTime(iso: text) == nil)
    }

    @Test("An instant stays at its ends rather than overflow")
    func instantEnds() {
        #expect(Instant(milliseconds: .max).adding(milliseconds: 1).milliseconds == .max)
        #expect(Instant(milliseconds: .min).adding(milliseconds: -1).milliseconds == .min)
        #expect(Instant(milliseconds: 5).adding(milliseconds: -7).milliseconds == -2)
        #expect(UTC().civil(at: Instant(milliseconds: .max)).description == "9999-12-31T23:59")
        #expect(UTC().civil(at: Instant(milliseconds: .min)).description == "0001-01-01T00:00")
    }

    @Test("Times, date-times and instants are coded as their text or number")
    func coding() throws {
        let coded = try JSONEncoder().encode([Instant(milliseconds: -5)])
        #expect(coded == Data("[-5]".utf8))
        #expect(
            try JSONDecoder().decode([Instant].self, from: coded) == [Instant(milliseconds: -5)])
        let text = Data(#"["2018-01-26T10:00"]"#.utf8)
        let decoded = try JSONDecoder().decode([CivilDateTime].self, from: text)
        #expect(try JSONEncoder().encode(decoded) == text)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([TimeOfDay].self, from: Data(#"["25:00"]"#.utf8))
        }
    }

    @Test("Half a minute before 1970 is the last minute of 1969")
    func beforeTheEpoch() {
        let instant = Instant(milliseconds: -30_000)
        #expect(UTC().civil(at: instant).description == "1969-12-31T23:59")
    }

    @Test(
        "London's clocks: winter, summer, the hour skipped and the hour shown twice",
        arguments: [
            ("2018-01-26T10:00", "2018-01-26T10:00"), ("2018-07-06T10:00", "2018-07-06T09:00"),
            ("2018-03-25T00:59", "2018-03-25T00:59"), ("2018-03-25T01:00", "2018-03-25T01:00"),
            ("2018-03-25T01:30", "2018-03-25T01:00"), ("2018-03-25T02:00", "2018-03-25T01:00"),
            ("2018-10-28T00:59", "2018-10-27T23:59"), ("2018-10-28T01:30", "2018-10-28T00:30"),
            ("2018-10-28T02:00", "2018-10-28T02:00"),
        ])
    func london(_ local: String, _ universal: String) throws {
        let instant = London().instant(of: try #require(CivilDateTime(iso: local)))
        #expect(UTC().civil(at: instant).description == universal)
    }

    @Test("Every quarter of an hour that London shows in a year comes back from its instant")
    func londonRoundTrip() throws {
        let start = UTC().instant(of: try #require(CivilDateTime(iso: "2018-01-01T00:00")))
        for quarter in 0..<(365 * 96) {
            let instant = start.adding(milliseconds: Int64(quarter) * 900_000)
            let civil = London().civil(at: instant)
            #expect(London().civil(at: London().instant(of: civil)) == civil)
        }
    }

    @Test("Samoa skipped 30 December 2011: that day's times give the first moment after it")
    func skippedDay() throws {
        let noon = try #require(CivilDateTime(iso: "2011-12-30T12:00"))
        let instant = Samoa().instant(of: noon)
        #expect(Samoa().civil(at: instant).description == "2011-12-31T00:00")
        #expect(instant == Samoa.change)
    }

    /// Europe/London by the rule of the Summer Time Act 1972 as it stands.
    private struct London: TimeZoneRules {
        let identifier = "Europe/London"

        func secondsFromGMT(at instant: Instant) -> Int {
            let year = UTC().civil(at: instant).date.year
            let isSummer = lastSunday(year, 3) <= instant && instant < lastSunday(year, 10)
            return isSummer ? 3_600 : 0
        }

        private func lastSunday(_ year: Int, _ month: Int) -> Instant {
            guard let end = CivilDate(year: year, month: month, day: 31) else {
                return Instant(milliseconds: 0)
            }
            let day = end.dayNumber - end.weekday.rawValue % 7
            return Instant(milliseconds: Int64(day) * 86_400_000 + 3_600_000)
        }
    }

    /// Pacific/Apia about its change of side of the date line.
    private struct Samoa: TimeZoneRules {
        static let change = Instant(milliseconds: 1_325_239_200_000)
        let identifier = "Pacific/Apia"

        func secondsFromGMT(at instant: Instant) -> Int {
            instant < Self.change ? -36_000 : 50_400
        }
    }
}
