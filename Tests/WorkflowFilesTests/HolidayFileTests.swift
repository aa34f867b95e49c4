import Deadlines
import Documents
import Testing
import WorkflowFiles
import Workflows

/// Files that others publish: what is taken, and that whatever is wrong is said and nothing taken.
@Suite("Files of holidays")
struct HolidayFileTests {
    static let govUK = """
        {
          "england-and-wales": {
            "division": "england-and-wales",
            "events": [
              {"title": "New Year\u{2019}s Day", "date": "2022-01-03", "notes": "Substitute day", "bunting": true},
              {"title": "Bank Holiday for the State Funeral", "date": "2022-09-19", "notes": "", "bunting": false}
            ]
          },
          "scotland": {
            "division": "scotland",
            "events": [{"title": "2nd January", "date": "2022-01-04", "notes": "Substitute day", "bunting": true}]
          }
        }
        """

    static let calendarEvents = """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20220919
        DTEND;VALUE=DATE:20220920
        SUMMARY:Bank Holiday\\, for the
          State Funeral
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20221224
        DTEND;VALUE=DATE:20221227
        SUMMARY:Closed
        END:VEVENT
        BEGIN:VEVENT
        DTSTART:20220629T230000Z
        DTEND:20220630T230000Z
        SUMMARY:A day by universal time
        END:VEVENT
        BEGIN:VEVENT
        DTSTART;TZID=Europe/London:20220701T100000
        SUMMARY:A local hour
        BEGIN:VALARM
        DURATION:PT15M
        SUMMARY:Ring
        END:VALARM
        END:VEVENT
        BEGIN:VEVENT
        STATUS:CANCELLED
        DTSTART;VALUE=DATE:20220801
        SUMMARY:Called off
        END:VEVENT
        END:VCALENDAR

        """

    /// London's summer time of 2022, as far as these files need it.
    private struct London: TimeZoneRules {
        let identifier = "Europe/London"
        func secondsFromGMT(at instant: Instant) -> Int {
            (1_648_342_800_000..<1_667_091_600_000).contains(instant.milliseconds) ? 3_600 : 0
        }
    }

    private func read(_ text: String, calendar: String? = nil) -> HolidayFile {
        HolidayFile.read(text, file: "f", calendar: calendar, zone: London())
    }

    private func days(_ text: String, calendar: String? = nil) -> [String] {
        let file = read(text, calendar: calendar)
        #expect(file.diagnostics == [])
        return file.lists.flatMap { list in
            list.days.map { "\(list.calendar) \($0.date) \($0.title)" }
        }
    }

    private static let fromJSON = [
        "england-and-wales 2022-01-03 New Year's Day (substitute day)",
        "england-and-wales 2022-09-19 Bank Holiday for the State Funeral",
        "scotland 2022-01-04 2nd January (substitute day)",
    ]

    @Test("gov.uk's file is read by divisions, with substitute days told as such")
    func json() {
        #expect(days(Self.govUK) == Self.fromJSON)
        #expect(days(Self.govUK, calendar: "scotland") == [Self.fromJSON[2]])
    }

    @Test("A byte order mark and Windows line ends make no difference")
    func marks() {
        let closures = "- 2026-12-24\n- { date: 2026-12-29, title: Moving house }\n"
        let calm = [Self.govUK, closures].map { days($0) }
        let marked = [Self.govUK, closures].map {
            days("\u{FEFF}" + $0.replacing("\n", with: "\r\n"))
        }
        #expect(calm == marked)
        #expect(calm[1].count == 2)
        let crlf = Self.calendarEvents.replacing("\n", with: "\r\n")
        #expect(days(crlf, calendar: "c") == days(Self.calendarEvents, calendar: "c"))
    }

    @Test("An iCalendar file gives the days of its events, without the exclusive end")
    func iCalendar() {
        #expect(
            days(Self.calendarEvents, calendar: "c") == [
                "c 2022-09-19 Bank Holiday, for the State Funeral", "c 2022-12-24 Closed",
                "c 2022-12-25 Closed", "c 2022-12-26 Closed",
                "c 2022-06-30 A day by universal time", "c 2022-07-01 A local hour",
            ])
    }

    @Test("Closure days come as a list, by itself or under its key")
    func closures() {
        let list = ["closures 2026-12-24 Office closed", "closures 2026-12-29 Moving house"]
        #expect(days("- 2026-12-24\n- { date: 2026-12-29, title: Moving house }\n") == list)
        #expect(
            days("closure-days: [2026-12-24, { date: 2026-12-29, title: Moving house }]") == list)
    }

    @Test(
        "What is wrong is said with what to do, and nothing is taken",
        arguments: [
            ("", nil, "no list of holidays"),
            ("<!DOCTYPE html><p>x</p>", nil, "no list of holidays"),
            ("%PDF-1.7 1 0 obj", nil, "no list of holidays"), ("hello", nil, "list"),
            ("# nothing\n", nil, "no list of holidays"),
            ("{\"a\": 1}", nil, "not the shape"),
            ("{\"a\": {\"division\": \"a\"}}", nil, "not the shape"),
            ("[{\"title\": \"x\"}]", nil, "not the shape"), ("{", nil, "not the shape"),
            ("{}", nil, "no such division"),
            ("{\"a\": {\"division\": \"b\", \"events\": []}}", nil, "called b inside"),
            ("{\"a\": {\"division\": \"a\", \"events\": []}}", nil, "is empty"),
            (Self.govUK, "wales", "no such division"),
            (Self.govUK.replacing("2022-09-19", with: "2022-02-30"), nil, "not an existing day"),
            (Self.govUK.replacing("2022-09-19", with: "0000-01-01"), nil, "not an existing day"),
            (Self.govUK.replacing("2022-09-19", with: "10000-01-01"), nil, "not an existing day"),
            (Self.govUK.replacing("2022-09-19", with: "2022-01-03"), nil, "lists the day twice"),
            (Self.govUK.replacing("2nd January", with: " "), nil, "title"),
            (Self.govUK.replacing("2nd January", with: "\\u0007"), nil, "title"),
            (Self.calendarEvents, nil, "which calendar"),
            (Self.calendarEvents.replacing("END:VCALENDAR", with: ""), "c", "ends before"),
            (
                Self.calendarEvents.replacing("VERSION:2.0", with: "BEGIN:VEVENT"), "c",
                "begins inside another"
            ),
            (
                Self.calendarEvents.replacing("STATUS:CANCELLED", with: "RRULE:FREQ=YEARLY"), "c",
                "the event repeats"
            ),
            (
                Self.calendarEvents.replacing("STATUS:CANCELLED", with: "DURATION:P1D"), "c",
                "duration"
            ),
            (Self.calendarEvents.replacing("20221227", with: "20231227"), "c", "lasts 368 days"),
            (Self.calendarEvents.replacing("20221227", with: "20211227"), "c", "comes first"),
            (
                Self.calendarEvents.replacing("20220919", with: "20220931"), "c",
                "DTSTART is missing or no day"
            ),
            ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "c", "is empty"),
            ("- 2026-12-24", "scotland", "which no law counts by"), ("[]", nil, "is empty"),
            ("- 2026-02-30", nil, "not an existing day"),
            ("- { date: 2026-12-24, titel: x }", nil, "no such key"),
            ("- 2026-12-24\n- 2026-12-24\n", nil, "lists the day twice"),
            ("closures: [2026-12-24]", nil, "closure-days"),
        ] as [(String, String?, String)])
    func mistakes(_ text: String, _ calendar: String?, _ reason: String) {
        let file = read(text, calendar: calendar)
        #expect(file.lists.isEmpty)
        #expect(file.diagnostics.contains { $0.reason.contains(reason) }, "\(file.diagnostics)")
        #expect(file.diagnostics.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test("Fifty megabytes of anything are refused before they are read")
    func garbage() {
        let file = read(String(repeating: "{[\u{7}x", count: 12_500_000))
        #expect(file.lists.isEmpty)
        #expect(file.diagnostics.map(\.reason).first?.contains("larger than") == true)
    }

    @Test("More days than any list has are refused")
    func tooMany() throws {
        let first = try #require(CivilDate(iso: "2000-01-01"))
        let lines = (0..<6_000).compactMap { first.adding(days: $0).map { "- \($0)" } }
        let file = read(lines.joined(separator: "\n"))
        #expect(file.lists.isEmpty)
        #expect(file.diagnostics.contains { $0.reason.contains("more than 5000 days") })
    }
}
