import Deadlines
import Engine
import Testing

/// Clause 19 and the traps of holidays: by which calendar a deadline counts, and what a holiday
/// proclaimed late does.
@Suite("Calendars")
struct CalendarTests {
    static let text = """
        workflow: w
        version: 1
        parties: [clerk]
        law: { local: { cite: "Target of the office" }, foi: { cite: "FOIA 2000, section 10" } }
        facts: { received: { type: date }, starts: { type: date } }
        records: [answered]
        states: { open: {} }
        deadlines:
          foi: { due: 20 working days after received, calendar: united-kingdom, law: foi, met-by: answered, remind: [ { when: on the day, to: clerk } ] }
          english: { due: 20 working days after received, law: foi }
          local: { due: 20 working days after received, law: local }
          agenda: { due: 5 clear days before starts }
        """

    private func desk(
        _ facts: [String: String], at moment: String, closed: [String: String] = [:]
    ) async throws -> Desk {
        let desk = try Desk(
            at: moment, Self.text,
            closed: Dictionary(
                uniqueKeysWithValues: closed.map { (Desk.moment($0).date, $1) }),
            calendars: [Shipped.englandAndWales, Shipped.unitedKingdom])
        try await desk.open("a", as: "w", facts)
        return desk
    }

    @Test("A deadline counts by its own calendar, else by the workflow's")
    func own() async throws {
        let desk = try await desk(["received": "2014-12-02"], at: "2014-12-02T10:00")
        #expect(try await desk.standing("foi", of: "a") == "running 2015-01-05")
        #expect(try await desk.standing("english", of: "a") == "running 2015-01-02")
    }

    @Test("Closure days of the office count for its own targets alone")
    func closures() async throws {
        let desk = try await desk(
            ["received": "2014-12-02"], at: "2014-12-02T10:00",
            closed: ["2014-12-24": "Office party", "2014-12-29": "Moving house"])
        #expect(try await desk.standing("english", of: "a") == "running 2015-01-02")
        #expect(try await desk.standing("local", of: "a") == "running 2015-01-06")
        let steps = try await desk.run("local", of: "a").steps.map(\.text).joined(separator: "\n")
        #expect(steps.contains("24 Dec") && steps.contains("(Office party)"), "\(steps)")
        #expect(steps.contains("29 Dec") && steps.contains("(Moving house)"), "\(steps)")
    }

    @Test("Beyond the calendar's coverage a day is provisional")
    func provisional() async throws {
        let desk = try await desk(
            ["received": "2028-12-15", "starts": "2028-12-15"], at: "2028-12-15T10:00")
        #expect(try await desk.run("english", of: "a").isProvisional)
        #expect(try await desk.run("agenda", of: "a").isProvisional == false)
    }

    @Test("A holiday proclaimed late moves open deadlines and leaves met and past ones")
    func proclaimed() async throws {
        let calendars = [Shipped.englandAndWales, Shipped.unitedKingdom]
            .map(Shipped.beforeTheFuneral)
        let desk = try Desk(at: "2022-08-10T10:00", Self.text, calendars: calendars)
        for (id, received) in [
            ("open", "2022-08-30"), ("met", "2022-08-30"), ("past", "2022-08-01"),
        ] {
            try await desk.open(id, as: "w", ["received": received, "starts": "2022-09-23"])
        }
        try await desk.advance(to: "2022-09-10T10:00")
        try await desk.record("answered", of: "met")
        #expect(try await desk.standing("foi", of: "past") == "missed 2022-08-30")
        try await desk.submit(
            .adopt(desk.library(by: [Shipped.englandAndWales, Shipped.unitedKingdom])))
        #expect(try await desk.standing("foi", of: "open") == "running 2022-09-28")
        #expect(try await desk.standing("agenda", of: "open") == "running 2022-09-14")
        #expect(try await desk.standing("foi", of: "met") == "met 2022-09-27")
        #expect(try await desk.standing("foi", of: "past") == "missed 2022-08-30")
        guard
            case .moved(let from, let because)? = try await desk.changes(of: "foi", in: "open").last
        else {
            Issue.record("the deadline did not move")
            return
        }
        #expect(from == Desk.moment("2022-09-27").date)
        #expect(because.contains("calendar united-kingdom 2026-2: "))
        #expect(because.contains("Mon 19 Sep 2022, added"))
        try await desk.advance(to: "2022-09-12T12:00")
        let told = try await desk.deliveries().filter { $0.scrutiny == "open" }
        #expect(told.map(\.kind) == [.changed])
        #expect(told.first?.payload.contains("Mon 19 Sep 2022, added") == true)
    }
}
