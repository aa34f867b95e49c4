import Deadlines
import Engine
import Testing

/// Clauses 4, 8, 9 and 10: what a deadline counts from.
@Suite("Anchors")
struct AnchorTests {
    static let hearing = """
        workflow: hearing
        version: 1
        parties: [clerk]
        facts:
          precept-year: { type: year }
          poll-day: { type: date }
          accepted-on: { type: date }
        periods:
          post-election: { from: poll-day, to: accepted-on }
          fee-wait: { in: fees }
        records: [notice-received, heard, response-received, passed-on]
        states:
          open: { events: { fees-asked: fees, time-up: overdue, go: { to: open, do: [ { raise: passed-on } ] } } }
          fees: { events: { fees-paid: open, closed: done } }
          overdue: { events: { closed: done } }
          done: { final: true }
        deadlines:
          report: { due: 3 weeks beginning with notice-received ignoring post-election, met-by: heard }
          answer: { due: 20 working days after notice-received ignoring fee-wait, met-by: response-received }
          review: { due: by 8 February in precept-year }
          bare: { due: by 8 February }
          raised: { due: 5 days after passed-on }
          base: { due: by poll-day, when-missed: { consequence: breach, to: clerk, raise: time-up } }
          second: { due: 2 weeks after base }
          after-miss: { due: 10 days after time-up }
        """

    private func desk(at moment: String = "2018-01-26T10:00") async throws -> Desk {
        let desk = try Desk(at: moment, Self.hearing)
        try await desk.open("h", as: "hearing")
        return desk
    }

    @Test("Three weeks beginning with receipt end on the day before the third week's end")
    func beginningWith() async throws {
        let desk = try await desk()
        try await desk.record("notice-received", of: "h", occurred: "2018-01-26")
        #expect(try await desk.standing("report", of: "h") == "running 2018-02-15")
    }

    @Test("An anchor is the latest occurrence, however late an earlier one is recorded")
    func latest() async throws {
        let desk = try await desk()
        try await desk.record("notice-received", of: "h", occurred: "2018-01-20")
        try await desk.record("notice-received", of: "h", occurred: "2018-01-24")
        try await desk.record("notice-received", of: "h", occurred: "2018-01-22")
        #expect(try await desk.standing("report", of: "h") == "running 2018-02-13")
    }

    @Test("An occurrence on an unknown day starts no clock and says why")
    func unknownDay() async throws {
        let desk = try await desk()
        try await desk.record("notice-received", of: "h", occurred: "unknown")
        let run = try await desk.run("report", of: "h")
        #expect(run.status == .notStarted)
        #expect(run.steps.contains { $0.text.contains("without a date") })
    }

    @Test("A raised event inherits the day of the one that raised it")
    func raised() async throws {
        let desk = try await desk()
        try await desk.record("go", of: "h", occurred: "2018-01-24")
        #expect(try await desk.standing("raised", of: "h") == "running 2018-01-29")
    }

    @Test("The event raised by a miss occurs on the day after the due date")
    func raisedByMiss() async throws {
        let desk = try await desk()
        try await desk.set(["poll-day": "2018-02-02"], of: "h")
        try await desk.sleep(to: "2018-02-05T10:00")
        #expect(try await desk.states("h") == ["overdue"])
        #expect(try await desk.standing("after-miss", of: "h") == "running 2018-02-13")
    }

    @Test("A deadline that counts from another moves with it in the same step")
    func fromDeadline() async throws {
        let desk = try await desk()
        try await desk.set(["poll-day": "2018-02-02"], of: "h")
        #expect(try await desk.standing("second", of: "h") == "running 2018-02-16")
        try await desk.set(["poll-day": "2018-03-02"], of: "h")
        #expect(try await desk.standing("second", of: "h") == "running 2018-03-16")
        #expect(try await desk.history("h").count == 3)
    }

    @Test("A day in a year fact is that year's; unknown while the year is")
    func yearFact() async throws {
        let desk = try await desk()
        #expect(try await desk.standing("review", of: "h") == "not-started")
        try await desk.set(["precept-year": "2019"], of: "h")
        #expect(try await desk.standing("review", of: "h") == "running 2019-02-08")
    }

    @Test(
        "A day without a year is the first on or after the opening",
        arguments: [
            ("2018-01-26T10:00", "2018-02-08"), ("2018-02-08T23:59", "2018-02-08"),
            ("2018-02-09T00:00", "2019-02-08"),
        ])
    func bareDay(opened: String, due: String) async throws {
        let desk = try await desk(at: opened)
        #expect(try await desk.run("bare", of: "h").due?.description == due)
    }

    @Test("Days inside a period do not count, both ends included")
    func period() async throws {
        let desk = try await desk()
        try await desk.set(["poll-day": "2018-02-01", "accepted-on": "2018-02-10"], of: "h")
        try await desk.record("notice-received", of: "h", occurred: "2018-01-26")
        #expect(try await desk.standing("report", of: "h") == "running 2018-02-25")
    }

    @Test("An open period pauses the deadline; it is neither missed nor forgotten")
    func openPeriod() async throws {
        let desk = try await desk()
        try await desk.set(["poll-day": "2018-02-01"], of: "h")
        try await desk.record("notice-received", of: "h", occurred: "2018-01-26")
        #expect(try await desk.standing("report", of: "h") == "paused")
        try await desk.advance(to: "2018-06-01T10:00")
        #expect(try await desk.standing("report", of: "h") == "paused")
        try await desk.set(["accepted-on": "2018-05-31"], of: "h")
        #expect(try await desk.standing("report", of: "h") == "running 2018-06-15")
    }

    @Test("Days in a state stop the clock while it lasts and do not count afterwards")
    func daysInState() async throws {
        let desk = try await desk()
        try await desk.record("notice-received", of: "h", occurred: "2018-01-26")
        #expect(try await desk.standing("answer", of: "h") == "running 2018-02-23")
        try await desk.advance(to: "2018-01-30T10:00")
        try await desk.record("fees-asked", of: "h")
        #expect(try await desk.standing("answer", of: "h") == "paused")
        try await desk.advance(to: "2018-02-07T10:00")
        try await desk.record("fees-paid", of: "h", occurred: "2018-02-05")
        // Tue 30 Jan to Mon 5 Feb are ignored: five working days.
        #expect(try await desk.standing("answer", of: "h") == "running 2018-03-02")
        // One generation for the pause, one for the day after it.
        #expect(try await desk.run("answer", of: "h").generation == 3)
    }
}
