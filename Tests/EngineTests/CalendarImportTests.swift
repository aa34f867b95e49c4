import Deadlines
import Engine
import Testing
import Workflows

/// What an import does to calendars, and to the deadlines that count by them.
@Suite("Importing holidays")
struct CalendarImportTests {
    private static let funeral = ListedDay(
        date: Desk.moment("2022-09-19").date, title: "State Funeral")
    private static let summer = Desk.moment("2022-08-29").date

    /// England and Wales without the funeral of 2022, nor its summer holiday where asked, and the
    /// union that follows it.
    private static func files(withoutSummer: Bool = false) -> [WorkingCalendar] {
        let whole = Shipped.englandAndWales
        let english = WorkingCalendar(
            name: whole.name, title: whole.title, version: "2022-1", source: "the law",
            coverage: whole.coverage,
            holidays: whole.holidays.filter {
                $0.date != funeral.date && !(withoutSummer && $0.date == summer)
            })
        return [english, union.calendar(among: [english])].compactMap { $0 }
    }

    private static let union = CalendarUnion(
        name: "united-kingdom", title: "United Kingdom", version: "2022-1",
        parts: ["england-and-wales"])

    private func desk(withoutSummer: Bool = false) async throws -> Desk {
        let calendars = Self.files(withoutSummer: withoutSummer)
        let desk = try Desk(at: "2022-08-01T10:00", CalendarTests.text, calendars: calendars)
        try await desk.submit(.adopt(desk.library(by: calendars, unions: [Self.union])))
        return desk
    }

    /// The days of 2022 as they are listed, changed where asked.
    private func year(
        adding added: [ListedDay] = [funeral], without gone: Set<CivilDate> = []
    ) -> [ListedDay] {
        Self.files()[0].holidays.filter { $0.date.year == 2022 && !gone.contains($0.date) }
            .map { ListedDay(date: $0.date, title: $0.title) } + added
    }

    private func order(
        _ days: [ListedDay], for calendar: String = "england-and-wales",
        missing: CalendarOrder.Missing = .refuse
    ) -> CalendarOrder {
        CalendarOrder(
            lists: [HolidayList(calendar: calendar, days: days)], source: "bank-holidays.json",
            hash: "ab", missing: missing, today: Desk.moment("2022-09-10").date)
    }

    private func refusal(_ desk: Desk, _ order: CalendarOrder) async throws -> String {
        do {
            _ = try await desk.submit(.importDays(order))
            return "accepted"
        } catch let refused as ImportRefused {
            return refused.problems.map(\.reason).joined(separator: "; ")
        }
    }

    @Test("A day that is added moves what counts by it, is told once, and is known from then on")
    func added() async throws {
        let desk = try await desk()
        try await desk.open("a", as: "w", ["received": "2022-08-30", "starts": "2022-09-23"])
        try await desk.advance(to: "2022-09-10T10:00")
        let outcome = try #require(try await desk.submit(.importDays(order(year()))).calendars)
        #expect(
            outcome.differences.map { "\($0.calendar) \($0.version)" } == [
                "england-and-wales 2022-2", "united-kingdom 2022-1 with england-and-wales 2022-2",
            ])
        #expect(
            outcome.moves.map {
                "\($0.deadline) \($0.from?.description ?? "") \($0.to?.description ?? "")"
            }
                == [
                    "foi 2022-09-27 2022-09-28", "english 2022-09-27 2022-09-28",
                    "local 2022-09-27 2022-09-28", "agenda 2022-09-15 2022-09-14",
                ])
        #expect(try await desk.run("foi", of: "a").calendar.hasSuffix("england-and-wales 2022-2"))
        let library = await desk.engine.currentLibrary
        #expect(library.calendars["england-and-wales"]?.version == "2022-2")
        #expect(library.imports["england-and-wales"]?.map(\.hash) == ["ab"])

        let shouted = year(adding: []).map {
            ListedDay(date: $0.date, title: $0.title.uppercased())
        }
        let again = try await desk.submit(.importDays(order(shouted + [Self.funeral])))
        #expect(again.outcome == .unchanged)
        #expect(await desk.engine.currentLibrary.imports["england-and-wales"]?.count == 1)
        try await desk.advance(to: "2022-09-13T12:00")
        #expect(try await desk.sent() == ["2022-09-12T09:00 to clerk: foi, changed"])
    }

    @Test("What would change is foreseen, and nothing is changed by looking")
    func foreseen() async throws {
        let desk = try await desk()
        try await desk.open("a", as: "w", ["received": "2022-08-30", "starts": "2022-09-23"])
        let order = order(year())
        let now = desk.clock.now()
        let foreseen = try await desk.engine.read { store, library in
            try CalendarOutcome.foreseen(
                order, store: store, library: library, at: now, by: Desk.clerk)
        }
        #expect(try await desk.standing("foi", of: "a") == "running 2022-09-27")
        #expect(foreseen.moves.count == 4)
        let outcome = try await desk.submit(.importDays(order)).calendars
        #expect(outcome == foreseen)
    }

    @Test("Met and past deadlines keep their dates, later too, and whatever is corrected")
    func pastStays() async throws {
        let desk = try await desk(withoutSummer: true)
        for id in ["missed", "met"] { try await desk.open(id, as: "w", ["received": "2022-08-01"]) }
        try await desk.record("answered", of: "met")
        try await desk.advance(to: "2022-09-10T10:00")
        #expect(try await desk.standing("foi", of: "missed") == "missed 2022-08-29")
        let outcome = try await desk.submit(.importDays(order(year()))).calendars
        #expect(outcome?.differences.first?.added.map(\.date) == [Self.summer, Self.funeral.date])
        #expect(try await desk.standing("foi", of: "missed") == "missed 2022-08-29")
        #expect(try await desk.standing("foi", of: "met") == "met 2022-08-29")
        try await desk.set(["starts": "2022-09-29"], of: "missed")
        #expect(try await desk.standing("foi", of: "missed") == "missed 2022-08-29")
        #expect(try await desk.run("foi", of: "missed").calendar == "united-kingdom 2022-1")
        // A corrected day moves it still: by the calendar it counted by.
        try await desk.set(["received": "2022-08-02"], of: "missed")
        #expect(try await desk.standing("foi", of: "missed") == "missed 2022-08-30")
    }

    @Test("A missed day that lies ahead again counts by the calendar of now")
    func aheadAgain() async throws {
        let desk = try await desk()
        try await desk.open("a", as: "w", ["received": "2022-08-01"])
        try await desk.advance(to: "2022-09-10T10:00")
        try await desk.submit(.importDays(order(year())))
        try await desk.set(["received": "2022-08-30"], of: "a")
        #expect(try await desk.standing("foi", of: "a") == "running 2022-09-28")
        #expect(try await desk.run("foi", of: "a").calendar.hasSuffix("england-and-wales 2022-2"))
    }

    @Test("A ladder follows the calendar where the day itself stands")
    func ladder() async throws {
        let text = """
            workflow: fixed
            version: 1
            parties: [clerk]
            facts: { appointed: { type: date } }
            states: { open: {} }
            deadlines:
              d: { due: by appointed, remind: [ { when: [5 working days before, on the day], to: clerk } ] }
            """
        let calendars = Self.files()
        let desk = try Desk(at: "2022-09-10T10:00", text, calendars: calendars)
        try await desk.open("a", as: "fixed", ["appointed": "2022-09-23"])
        #expect(
            try await desk.reminders("a").first
                == "1.1 5 working days before to clerk: owed 2022-09-16T09:00"
        )
        try await desk.submit(.importDays(order(year())))
        #expect(
            try await desk.reminders("a").first
                == "1.1 5 working days before to clerk: owed 2022-09-15T09:00"
        )
        try await desk.submit(
            .importDays(
                order(
                    [ListedDay(date: Desk.moment("2022-09-15").date, title: "Closed")],
                    for: "closures")))
        #expect(
            try await desk.reminders("a").first
                == "1.1 5 working days before to clerk: owed 2022-09-14T09:00"
        )
    }

    @Test("Closure days never change a legal count; rules marked local follow them")
    func closures() async throws {
        let desk = try await desk()
        try await desk.open("a", as: "w", ["received": "2022-08-30"])
        let closed = ListedDay(date: Desk.moment("2022-09-12").date, title: "Moving house")
        let outcome = try await desk.submit(.importDays(order([closed], for: "closures"))).calendars
        #expect(outcome?.moves.map(\.deadline) == ["local"])
        #expect(try await desk.standing("foi", of: "a") == "running 2022-09-27")
        #expect(try await desk.standing("local", of: "a") == "running 2022-09-28")
        #expect(await desk.engine.currentLibrary.sending.closureDays == [closed.date: closed.title])
    }

    @Test("Days that the file lacks are refused, kept, or taken away, as somebody says")
    func missing() async throws {
        let desk = try await desk()
        let short = year(without: [Self.summer])
        #expect(
            try await refusal(desk, order(short))
                == "england-and-wales has holidays that the file has not")
        let refused = try await refusal(desk, order([Self.funeral]))
        #expect(refused.contains("holidays that the file has not"))
        let calendar = { await desk.engine.currentLibrary.calendars["england-and-wales"] }
        try await desk.submit(.importDays(order([Self.funeral], missing: .keep)))
        #expect(await calendar()?.isWorkingDay(Self.funeral.date) == false)
        #expect(await calendar()?.isWorkingDay(Self.summer) == false)
        try await desk.submit(.importDays(order(short, missing: .remove)))
        #expect(await calendar()?.isWorkingDay(Self.summer) == true)
        #expect(await calendar()?.version == "2022-3")
    }

    @Test("Years the file does not list are kept; a whole new year is covered, half of one is not")
    func coverage() async throws {
        let desk = try await desk()
        let old = Self.files()[0]
        let usual = old.holidays.filter { $0.date.year == 2028 }
        let next = usual.compactMap { holiday in
            CivilDate(year: 2029, month: holiday.date.month, day: holiday.date.day).map {
                ListedDay(date: $0, title: holiday.title)
            }
        }
        let half = try await desk.submit(.importDays(order(Array(next.prefix(3))))).calendars
        #expect(half?.differences.first?.coverage == old.coverage)
        #expect(half?.remarks.first?.contains("2029 has 3 days") == true)
        let whole = try await desk.submit(.importDays(order(next))).calendars
        #expect(whole?.differences.first?.coverage.upperBound.description == "2029-12-31")
        let calendar = try #require(
            await desk.engine.currentLibrary.calendars["england-and-wales"])
        #expect(Set(old.holidays).isSubset(of: calendar.holidays))
    }

    @Test(
        "What cannot be meant is refused, and nothing is changed",
        arguments: [
            ("england-and-wales", [], "the list of days is empty"),
            ("nowhere", ["2022-12-28"], "there is no such calendar here"),
            ("united-kingdom", ["2022-12-28"], "the calendar is made of england-and-wales"),
            ("england-and-wales", ["1066-10-14"], "no list of holidays has such a year"),
            ("england-and-wales", ["9999-12-31"], "no list of holidays has such a year"),
        ])
    func implausible(_ calendar: String, _ days: [String], _ reason: String) async throws {
        let desk = try await desk()
        let before = try await desk.store.read { try $0.calendarText("england-and-wales") }
        let listed = days.map { ListedDay(date: Desk.moment($0).date, title: "x") }
        #expect(
            try await refusal(desk, order(listed, for: calendar, missing: .keep)).contains(reason))
        #expect(
            try await desk.store.read { try $0.calendarText("england-and-wales") } == before)
    }

    @Test("A year in which no day would work is refused")
    func noDayWorks() async throws {
        let desk = try await desk()
        let first = Desk.moment("2022-01-01").date
        let days = (0..<365).compactMap { first.adding(days: $0) }
            .map { ListedDay(date: $0, title: "x") }
        #expect(
            try await refusal(desk, order(days, missing: .remove))
                == "england-and-wales would have 365 holidays in that year")
    }

    @Test("An import outlives a restart and newer files, and steps back where these have caught up")
    func restart() async throws {
        let desk = try await desk()
        try await desk.submit(.importDays(order(year())))
        let kept = try await desk.store.read { try KeptCalendars($0) }
        let restarted = desk.library(by: Self.files(), unions: [Self.union]).amended(by: kept)
        #expect(restarted.calendars["england-and-wales"]?.version == "2022-2")

        let newer = { (holidays: [Holiday]) in
            WorkingCalendar(
                name: "england-and-wales", title: "England and Wales", version: "2023-1",
                source: "the law", coverage: Shipped.englandAndWales.coverage, holidays: holidays)
        }
        let behind = desk.library(by: [newer(Self.files()[0].holidays)]).amended(by: kept)
        #expect(behind.calendars["england-and-wales"]?.version == "2023-1 with 2022-2")
        #expect(behind.calendars["england-and-wales"]?.isWorkingDay(Self.funeral.date) == false)
        let holiday = Holiday(
            date: Self.funeral.date, title: Self.funeral.title, division: "England and Wales")
        let caughtUp = newer(Self.files()[0].holidays + [holiday])
        let level = desk.library(by: [caughtUp]).amended(by: kept)
        #expect(level.calendars["england-and-wales"] == caughtUp)
    }
}
