import Deadlines
import Engine
import Testing

/// What is told when a day has changed: from the day that was told last, once.
@Suite("Notices of changes")
struct ChangeNoticeTests {
    private static let letter = """
        workflow: letter
        version: 1
        parties: [clerk, chair]
        facts: { ends: { type: date } }
        states: { open: { events: { answered: done } }, done: { final: true } }
        deadlines:
          response:
            due: by ends
            met-by: answered
            when-missed: { consequence: breach, to: clerk }
            remind: [ { when: on the day, to: chair } ]
        """

    private func desk() async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", Self.letter)
        try await desk.open("a", as: "letter", ["ends": "2018-02-15"])
        return desk
    }

    /// Every notice of a change, with how it ended: `handed-over It was …`.
    private func notices(_ desk: Desk) async throws -> [String] {
        try await desk.store.read { try $0.reminders(of: "a") }
            .filter { $0.reminder.kind == .changed && $0.reminder.key.recipient == "chair" }
            .map { "\($0.outcome?.word ?? "owed") \($0.reminder.because ?? "")" }
    }

    @Test("Moved twice before anybody was told: one notice, from the day they know, for both")
    func twice() async throws {
        let desk = try await desk()
        try await desk.set(["ends": "2018-02-20"], of: "a")
        try await desk.set(["ends": "2018-02-22"], of: "a")
        try await desk.advance(to: "2018-01-09T10:00")
        let once = "It was Thu 15 Feb 2018. It moved because ends was set."
        #expect(try await notices(desk) == ["superseded \(once)", "handed-over \(once)"])
        // The next is told from there.
        try await desk.set(["ends": "2018-02-23"], of: "a")
        #expect(
            try await notices(desk).last
                == "owed It was Thu 22 Feb 2018. It moved because ends was set.")
        let span = try Span(parsing: "3 days")
        try await desk.submit(
            .command(
                .extend(
                    DeadlineID(item: nil, name: "response"), .by(span), reason: "agreed"), on: "a"))
        #expect(
            try await notices(desk).last
                == "owed It was Thu 22 Feb 2018. It moved because ends was set. It moved because "
                + "response was given more time: agreed.")
    }

    @Test("Moved and back before anybody was told: nobody is told, and every rung goes out")
    func netZero() async throws {
        let desk = try await desk()
        try await desk.set(["ends": "2018-02-20"], of: "a")
        try await desk.set(["ends": "2018-02-15"], of: "a")
        try await desk.advance(to: "2018-02-16T10:00")
        #expect(
            try await desk.sent() == [
                "2018-02-15T09:00 to chair: response, on the day",
                "2018-02-16T09:00 to clerk: response, missed",
            ])
    }

    @Test("Moved and back after the miss was told, before anybody heard: it is not told again")
    func netZeroOfMiss() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-02-16T10:00")
        let before = try await desk.sent()
        try await desk.set(["ends": "2018-02-20"], of: "a")
        try await desk.set(["ends": "2018-02-15"], of: "a")
        #expect(try await desk.standing("response", of: "a") == "missed 2018-02-15")
        try await desk.advance(to: "2018-02-19T10:00")
        #expect(try await desk.sent().filter { $0.contains("missed") }.count == 1)
        #expect(try await desk.sent().filter { $0.contains("on the day") }.count == 1)
        #expect(before.count == 2)
        // Told of another day in between, they are told of the miss again.
        try await desk.set(["ends": "2018-02-23"], of: "a")
        try await desk.advance(to: "2018-02-20T10:00")
        try await desk.set(["ends": "2018-02-15"], of: "a")
        try await desk.advance(to: "2018-02-21T10:00")
        #expect(try await desk.sent().filter { $0.contains("missed") }.count == 2)
        #expect(try await desk.findings().isEmpty)
    }

    @Test("Unknown and known again: told from the day that was known last")
    func unknown() async throws {
        let desk = try await desk()
        try await desk.set(["ends": ""], of: "a")
        try await desk.advance(to: "2018-01-09T10:00")
        try await desk.set(["ends": "2018-02-20"], of: "a")
        try await desk.advance(to: "2018-01-10T10:00")
        let moved = "handed-over It was Thu 15 Feb 2018. It moved because ends was set."
        #expect(try await notices(desk) == [moved, moved])
    }

    @Test("A retraction that shows a day to have passed tells those who knew another")
    func passedAfterAll() async throws {
        let desk = try await desk()
        let span = try Span(parsing: "2 weeks")
        try await desk.submit(
            .command(
                .extend(
                    DeadlineID(item: nil, name: "response"), .by(span), reason: "agreed"), on: "a"))
        try await desk.advance(to: "2018-02-20T10:00")
        #expect(try await desk.standing("response", of: "a") == "running 2018-03-01")
        try await desk.retract(2, of: "a")
        #expect(try await desk.standing("response", of: "a") == "missed 2018-02-15")
        try await desk.advance(to: "2018-02-21T10:00")
        #expect(
            try await notices(desk).last
                == "handed-over It was Thu 1 Mar 2018. It moved because entry 2 was retracted: "
                + "wrong file.")
        #expect(try await desk.sent().filter { $0.contains("missed") }.count == 1)
        #expect(try await desk.findings().isEmpty)
    }

    @Test("A clock that was told to stand still, and begins anew, is told to count again")
    func anew() async throws {
        let desk = try Desk(at: "2018-01-08T10:00", Self.request)
        try await desk.open("a", as: "request", ["received": "2018-01-08"])
        try await desk.record("fees-asked", of: "a")
        try await desk.advance(to: "2018-01-10T10:00")
        try await desk.record("dropped", of: "a")
        try await desk.advance(to: "2018-01-12T10:00")
        try await desk.record("taken-up", of: "a")
        #expect(try await desk.standing("answer", of: "a") == "running 2018-02-09")
        try await desk.advance(to: "2018-01-16T10:00")
        #expect(
            try await notices(desk) == [
                "handed-over It was Wed 7 Feb 2018. Its clock stands still because fees-asked was "
                    + "recorded.",
                "handed-over It was Wed 7 Feb 2018. It moved because taken-up was recorded.",
            ])
    }

    @Test("Begun anew by mistake and again: told once, from what they were told last")
    func anewAgain() async throws {
        let desk = try Desk(at: "2018-01-08T10:00", Self.request)
        try await desk.open("a", as: "request", ["received": "2018-01-08"])
        try await desk.record("fees-asked", of: "a")
        try await desk.advance(to: "2018-01-10T10:00")
        try await desk.record("dropped", of: "a")
        try await desk.record("taken-up", of: "a")
        try await desk.retract(try await desk.state("a").sequence, of: "a")
        #expect(try await desk.states("a") == ["dropped"])
        try await desk.record("taken-up", of: "a")
        try await desk.advance(to: "2018-01-12T10:00")
        #expect(
            try await notices(desk).filter { $0.hasPrefix("handed-over") } == [
                "handed-over It was Wed 7 Feb 2018. Its clock stands still because fees-asked was "
                    + "recorded.",
                "handed-over It was Wed 7 Feb 2018. It moved because taken-up was recorded.",
            ])
    }

    private static let request = """
        workflow: request
        version: 1
        parties: [clerk, chair]
        facts: { received: { type: date } }
        periods: { wait: { in: fees } }
        states:
          working: { events: { fees-asked: fees } }
          fees: { events: { dropped: dropped } }
          dropped: { events: { taken-up: working } }
        deadlines:
          answer:
            due: 30 days after received ignoring wait
            while: [working, fees]
            when-missed: { consequence: breach, to: chair }
        """
}
