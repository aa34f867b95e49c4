import ControlProtocol
import Reports
import Testing

@Suite("Reports of calendars")
struct CalendarReportTests {
    private static let imported = Register.Calendar(
        name: "england-and-wales", title: "England and Wales", version: "2022-2",
        source: "The law; bank-holidays.json", from: "2012-01-01", to: "2028-12-31",
        holidays: 140,
        imports: [
            Register.CalendarImport(
                version: "2022-2", source: "bank-holidays.json",
                hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                at: "2022-09-10T11:00:00+01:00", by: "root")
        ])

    @Test("Calendars are listed with what they cover and what was imported")
    func list() throws {
        let closures = Register.Calendar(
            name: "closures", title: "Closure days", version: "2022-1", source: "closures.yaml",
            holidays: 2, imports: [])
        try Snapshot(name: "calendars").expect(CalendarsReport([closures, Self.imported]))
    }

    @Test("A calendar tells its version, source, imports and holidays")
    func calendar() throws {
        let reply = Register.Holidays.Reply(
            calendar: Self.imported,
            holidays: [
                Register.Holiday(
                    date: "2022-09-19", title: "State funeral", division: "England and Wales")
            ])
        try Snapshot(name: "calendar").expect(CalendarReport(reply))
    }

    private static let change = Manager.ImportCalendar.Reply(
        hash: "9f86d081884c7d65",
        calendars: [
            Manager.CalendarChange(
                calendar: "england-and-wales", oldVersion: "2022-1", version: "2022-2",
                added: [holiday("2022-09-19", "State funeral")],
                gone: [holiday("2022-05-30", "Spring bank holiday")],
                renamed: [
                    Manager.RenamedHoliday(
                        date: "2022-01-03", from: "New Year's Day",
                        to: "New Year's Day (substitute day)")
                ], oldFrom: "2012-01-01", oldTo: "2022-12-31", from: "2012-01-01",
                to: "2023-12-31")
        ],
        moved: [
            Manager.MovedDeadline(
                scrutiny: "panel", deadline: "agenda", from: "2022-09-15", to: "2022-09-14"),
            Manager.MovedDeadline(scrutiny: "foi", deadline: "answer", to: "2022-09-28"),
        ], omitted: 3, remarks: ["There is no calendar jersey here: its days are left out."])

    private static func holiday(_ date: String, _ title: String) -> Manager.Holiday {
        Manager.Holiday(date: date, title: title, division: "England and Wales")
    }

    @Test("An import says by name and day what changed, and what moved")
    func change() throws {
        try Snapshot(name: "calendar-import").expect(
            CalendarImportReport(Self.change, isDryRun: false))
    }

    @Test("A preview says that nothing was changed, and so does an import of what was known")
    func nothingChanged() {
        let preview = CalendarImportReport(Self.change, isDryRun: true).text()
        #expect(preview.hasPrefix("This would change; nothing was changed:"))
        #expect(preview.contains("Deadlines that would move"))
        let known = Manager.ImportCalendar.Reply(
            hash: "ab", calendars: [], moved: [], omitted: 0, remarks: [])
        #expect(
            CalendarImportReport(known, isDryRun: false).text()
                == "Nothing changes: all of it was known.\nsha256 ab")
    }
}
