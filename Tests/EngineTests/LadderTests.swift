import Deadlines
import Engine
import Testing

/// Clauses 12 to 14 on one deadline: rungs, their days, moves, catching up.
@Suite("The ladder of reminders")
struct LadderTests {
    /// A definition whose one deadline has this ladder.
    static func workflow(_ ladder: String, more: String = "") -> String {
        """
        workflow: letter
        version: 1
        parties: [clerk, chair]
        facts: { due-day: { type: date }, start-day: { type: date } }
        states: { open: { events: { answered: done } }, done: { final: true } }
        deadlines:
          response:
            due: by due-day
            met-by: answered
            remind: [ \(ladder) ]
            \(more)
        """
    }

    private func desk(
        _ ladder: String, due: String, at moment: String = "2018-01-08T10:00", more: String = "",
        closed: [CivilDate: String] = [:]
    ) async throws -> Desk {
        let desk = try Desk(at: moment, Self.workflow(ladder, more: more), closed: closed)
        try await desk.open("a", as: "letter", ["due-day": due])
        return desk
    }

    @Test(
        "Before or on a non-working day a rung goes out on the working day before, after it on the next",
        arguments: [
            // Sunday 25 February: the working day before is Friday.
            ("7 days before", "2018-03-04", "2018-02-23T09:00"),
            ("on the day", "2018-03-04", "2018-03-02T09:00"),
            ("1 day after", "2018-03-02", "2018-03-05T09:00"),
            // Good Friday 30 March to Easter Monday 2 April 2018.
            ("on the day", "2018-03-30", "2018-03-29T09:00"),
            ("1 day after", "2018-03-29", "2018-04-03T09:00"),
            ("3 days before", "2018-04-05", "2018-03-29T09:00"),
            // A working day stays.
            ("10 working days before", "2018-02-15", "2018-02-01T09:00"),
            ("2 weeks before", "2018-02-15", "2018-02-01T09:00"),
        ])
    func sendingDay(rung: String, due: String, sent: String) async throws {
        let desk = try await desk("{ when: \(rung), to: clerk }", due: due)
        try await desk.advance(to: "2018-06-01T00:00")
        #expect(try await desk.sent() == ["\(sent) to clerk: response, \(rung)"])
    }

    @Test("The office's closure days change when messages go out, not when they are due")
    func closures() async throws {
        let closed = Desk.moment("2018-02-01").date
        let desk = try await desk(
            "{ when: 2 weeks before, to: clerk }", due: "2018-02-15", closed: [closed: "closed"])
        try await desk.advance(to: "2018-02-10T00:00")
        #expect(
            try await desk.sent() == ["2018-01-31T09:00 to clerk: response, 2 weeks before"])
        #expect(try await desk.run("response", of: "a").due?.description == "2018-02-15")
    }

    @Test("09:00 stays 09:00 across both changes of the clocks inside one ladder")
    func daylightSaving() async throws {
        let spring = try await desk(
            "{ when: [every 1 week after], at-most: 3, to: clerk }", due: "2018-03-15")
        try await spring.advance(to: "2018-05-01T00:00")
        #expect(
            try await spring.sent().map { String($0.prefix(16)) } == [
                "2018-03-22T09:00", "2018-03-29T09:00", "2018-04-05T09:00",
            ])
        #expect(
            try await spring.deliveries().map { ($0.createdAt.milliseconds / 3_600_000) % 24 }
                == [9, 8, 8])
        let autumn = try await desk(
            "{ when: [14 days before, on the day], to: clerk }", due: "2018-11-08")
        try await autumn.advance(to: "2018-12-01T00:00")
        #expect(
            try await autumn.deliveries().map { ($0.createdAt.milliseconds / 3_600_000) % 24 }
                == [8, 9])
    }

    @Test("Halfway is the calendar midpoint, rounded down, from the count's start")
    func halfway() async throws {
        let text = Self.workflow("{ when: halfway, to: clerk }")
            .replacing("due: by due-day", with: "due: 28 days after start-day")
        let desk = try Desk(at: "2018-01-08T10:00", text)
        try await desk.open("a", as: "letter", ["start-day": "2018-01-08"])
        try await desk.advance(to: "2018-03-01T00:00")
        #expect(try await desk.sent() == ["2018-01-22T09:00 to clerk: response, halfway"])
    }

    @Test("Repeats count from the due date, not from the last sending, and are bounded")
    func repeats() async throws {
        // Thursday 29 March; one week after is a Thursday, whatever Easter does to the first.
        let desk = try await desk(
            "{ when: every 1 day after, at-most: 4, to: clerk }", due: "2018-03-29")
        try await desk.advance(to: "2018-12-01T00:00")
        #expect(
            try await desk.sent() == [
                "2018-04-03T09:00 to clerk: response, every 1 day after#1 + every 1 day after#2 "
                    + "+ every 1 day after#3 + every 1 day after#4"
            ])
    }

    @Test("Once met, nothing more goes out")
    func stops() async throws {
        let desk = try await desk(
            "{ when: [7 days before, on the day], to: clerk }", due: "2018-02-15")
        try await desk.advance(to: "2018-02-09T10:00")
        try await desk.record("answered", of: "a")
        try await desk.advance(to: "2018-06-01T00:00")
        #expect(try await desk.sent() == ["2018-02-08T09:00 to clerk: response, 7 days before"])
        #expect(
            try await desk.reminders("a").contains(
                "1.1 on the day to clerk: cancelled it is met"))
    }

    // MARK: Moves

    @Test("A moved day is a new generation: future rungs for it, past ones superseded, one notice")
    func moved() async throws {
        let desk = try await desk(
            "{ when: [14 days before, 2 days before], to: clerk }", due: "2018-02-15")
        try await desk.advance(to: "2018-02-05T10:00")
        try await desk.set(["due-day": "2018-03-01"], of: "a")
        try await desk.set(["due-day": "2018-03-08"], of: "a")
        try await desk.advance(to: "2018-06-01T00:00")
        #expect(try await desk.run("response", of: "a").generation == 3)
        #expect(
            try await desk.sent() == [
                "2018-02-01T09:00 to clerk: response, 14 days before",
                "2018-02-06T09:00 to clerk: response, changed",
                "2018-02-22T09:00 to clerk: response, 14 days before",
                "2018-03-06T09:00 to clerk: response, 2 days before",
            ])
        #expect(
            try await desk.reminders("a").contains(
                "1.1 2 days before to clerk: superseded the day moved"))
        #expect(
            try await desk.reminders("a").contains("1.2 changed to clerk: superseded the day moved")
        )
    }

    @Test("A move keeps its reason in history")
    func reason() async throws {
        let desk = try await desk("{ when: on the day, to: clerk }", due: "2018-02-15")
        try await desk.set(["due-day": "2018-03-01"], of: "a")
        #expect(
            try await desk.changes(of: "response", in: "a").last
                == .moved(from: Desk.moment("2018-02-15").date, because: "due-day was set"))
    }

    @Test("A missed deadline whose day moves into the future runs again")
    func missedMoves() async throws {
        let desk = try await desk("{ when: on the day, to: clerk }", due: "2018-02-15")
        try await desk.advance(to: "2018-02-20T10:00")
        #expect(try await desk.standing("response", of: "a") == "missed 2018-02-15")
        try await desk.set(["due-day": "2018-03-01"], of: "a")
        #expect(try await desk.standing("response", of: "a") == "running 2018-03-01")
        try await desk.advance(to: "2018-03-02T00:00")
        #expect(try await desk.standing("response", of: "a") == "missed 2018-03-01")
    }

    @Test("A day that becomes unknown again stops the clock and says so")
    func becomesUnknown() async throws {
        let desk = try await desk("{ when: on the day, to: clerk }", due: "2018-02-15")
        try await desk.set(["due-day": ""], of: "a")
        #expect(try await desk.standing("response", of: "a") == "not-started")
        try await desk.advance(to: "2018-06-01T00:00")
        #expect(try await desk.sent() == ["2018-01-09T09:00 to clerk: response, changed"])
    }

    // MARK: Catching up

    @Test("Set late, the newest past rung per recipient goes out at the next sending time")
    func setLate() async throws {
        let ladder = """
            { when: [4 weeks before, 3 weeks before, 1 week before], to: [clerk, chair] }, \
            { when: 11 days before, to: chair }
            """
        let desk = try await desk(ladder, due: "2018-01-19")
        #expect(try await desk.sent() == [])
        try await desk.advance(to: "2018-01-10T00:00")
        #expect(
            try await desk.sent() == [
                "2018-01-09T09:00 to clerk: response, 3 weeks before",
                "2018-01-09T09:00 to chair: response, 11 days before",
            ])
        #expect(
            try await desk.reminders("a").contains(
                "1.1 4 weeks before to clerk: superseded a newer rung had come"))
        #expect(
            try await desk.reminders("a").contains(
                "1.1 3 weeks before to chair: superseded a newer rung had come"))
    }

    @Test(
        "Set on the due day or later, it goes out at once, with what stands in the way",
        arguments: [("2018-01-08", ""), ("2018-01-05", "dates do not fit#1 + ")])
    func setTooLate(due: String, besides: String) async throws {
        let desk = try await desk("{ when: [1 week before], to: clerk }", due: due)
        #expect(
            try await desk.sent() == [
                "2018-01-08T10:00 to clerk: response, \(besides)1 week before"
            ])
    }

    @Test("After three weeks asleep each recipient gets the newest rung alone")
    func asleep() async throws {
        let ladder = """
            { when: [3 weeks before, 2 weeks before, 1 week before], to: [clerk, chair] }, \
            { when: 10 days before, to: chair }, { when: 1 day before, to: clerk }
            """
        let desk = try await desk(ladder, due: "2018-02-15")
        try await desk.sleep(to: "2018-02-09T22:00")
        #expect(try await desk.sent() == [])
        try await desk.advance(to: "2018-02-16T00:00")
        #expect(
            try await desk.sent() == [
                "2018-02-12T09:00 to clerk: response, 1 week before",
                "2018-02-12T09:00 to chair: response, 1 week before",
                "2018-02-14T09:00 to clerk: response, 1 day before",
            ])
        #expect(
            try await desk.reminders("a").filter { $0.contains("superseded a newer rung") }.count
                == 5)
    }

    @Test("Asleep over the due day, the miss and the newest rung come in one message at once")
    func asleepOverMiss() async throws {
        let desk = try await desk(
            "{ when: [1 week before, every 1 week after], at-most: 4, to: clerk }",
            due: "2018-02-15", more: "when-missed: { consequence: breach, to: clerk }")
        try await desk.sleep(to: "2018-03-03T22:00")
        #expect(try await desk.run("response", of: "a").status == .missed)
        #expect(
            try await desk.sent() == [
                "2018-03-03T22:00 to clerk: response, missed + every 1 week after#2"
            ])
    }

    @Test("An hour's delay is no sleep: the rung goes out when it can")
    func shortDelay() async throws {
        let desk = try await desk("{ when: 1 week before, to: clerk }", due: "2018-02-15")
        try await desk.sleep(to: "2018-02-08T09:59")
        #expect(try await desk.sent() == ["2018-02-08T09:59 to clerk: response, 1 week before"])
    }
}
