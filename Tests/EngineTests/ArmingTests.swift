import Deadlines
import Engine
import Testing

/// Clause 3: arming, leaving, re-entry.
@Suite("Arming and leaving")
struct ArmingTests {
    static let request = """
        workflow: request
        version: 1
        parties: [clerk]
        facts:
          received: { type: date }
          ready: { type: boolean }
        states:
          waiting:
            states:
              answering:
                events:
                  clarification-asked: clarifying
                  restated: { to: answering }
                  restated-later: { to: answering, do: [ { set: { received: occurred } } ] }
              clarifying: { events: { clarified: { to: answering, do: [ { set: { received: occurred } } ] } } }
            events: { answered: done, dropped: done }
          done: { final: true }
        deadlines:
          answer:
            due: 20 working days after received
            while: answering
            met-by: answered
            remind: [ { when: [5 days before, every 1 week after], at-most: 3, to: clerk } ]
          gate: { due: 10 days after received, while: answering, if: ready is true }
          whole: { due: 3 months after received }
        """

    private func desk() async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", Self.request)
        try await desk.open("foi", as: "request", ["received": "2018-01-08"])
        return desk
    }

    @Test("A deadline is armed on entering its while, and only if its condition holds")
    func armed() async throws {
        let desk = try await desk()
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-02-05")
        #expect(try await desk.standing("gate", of: "foi") == "never armed")
        try await desk.set(["ready": "true"], of: "foi")
        #expect(try await desk.standing("gate", of: "foi") == "running 2018-01-18")
        try await desk.set(["ready": "false"], of: "foi")
        #expect(try await desk.standing("gate", of: "foi") == "cancelled 2018-01-18")
    }

    @Test("Leaving cancels what runs, and its reminders with it")
    func left() async throws {
        let desk = try await desk()
        try await desk.record("clarification-asked", of: "foi")
        #expect(try await desk.standing("answer", of: "foi") == "cancelled 2018-02-05")
        let owed = try await desk.reminders("foi")
        #expect(owed.count == 4)
        #expect(owed.allSatisfy { $0.contains("cancelled foi is now in waiting/clarifying") })
        try await desk.advance(to: "2018-06-01T12:00")
        #expect(try await desk.sent() == [])
    }

    @Test("Leaving a missed deadline leaves it missed and stops its ladder")
    func leftMissed() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-02-14T12:00")
        #expect(try await desk.standing("answer", of: "foi") == "missed 2018-02-05")
        try await desk.record("clarification-asked", of: "foi")
        #expect(try await desk.standing("answer", of: "foi") == "missed 2018-02-05")
        #expect(try await desk.run("answer", of: "foi").isArmed == false)
        try await desk.advance(to: "2018-04-01T12:00")
        #expect(
            try await desk.sent() == [
                "2018-01-31T09:00 to clerk: answer, 5 days before",
                "2018-02-12T09:00 to clerk: answer, every 1 week after#1",
            ])
    }

    @Test("The miss of a run is told though another has begun and was met by then")
    func missOfEarlierRun() async throws {
        let desk = try Desk(at: "2018-01-08T10:00", Self.round)
        try await desk.open("r", as: "round", ["ends": "2018-01-10"])
        try await desk.advance(to: "2018-01-11T08:00")
        try await desk.record("left", of: "r")
        try await desk.set(["ends": "2018-02-10"], of: "r")
        try await desk.record("back", of: "r")
        try await desk.record("acted", of: "r")
        #expect(try await desk.standing("act", of: "r") == "met 2018-02-10")
        #expect(try await desk.run("act", of: "r").run == 2)
        try await desk.advance(to: "2018-01-12T10:00")
        #expect(try await desk.sent() == ["2018-01-11T09:00 to clerk: act, missed"])
        let notice = try await desk.store.read { try $0.reminders(of: "r") }
            .map(\.reminder).first { $0.kind == .missed }
        #expect(notice?.passed == CivilDate(iso: "2018-01-10"))
    }

    private static let round = """
        workflow: round
        version: 1
        parties: [clerk]
        facts: { ends: { type: date } }
        states: { in: { events: { left: out, acted: {} } }, out: { events: { back: in } } }
        deadlines:
          act:
            due: by ends
            while: in
            met-by: acted
            when-missed: { consequence: breach, to: clerk }
        """

    @Test("Re-entry starts a new run with its own count")
    func reentered() async throws {
        let desk = try await desk()
        try await desk.record("clarification-asked", of: "foi")
        try await desk.advance(to: "2018-01-22T10:00")
        try await desk.record("clarified", of: "foi")
        let run = try await desk.run("answer", of: "foi")
        #expect(run.run == 2)
        #expect(run.generation == 1)
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-02-19")
    }

    @Test("Left and re-entered in one step with the same day is the same run")
    func sameRun() async throws {
        let desk = try await desk()
        let before = try await desk.reminders("foi", of: "answer")
        try await desk.record("restated", of: "foi")
        #expect(try await desk.run("answer", of: "foi").run == 1)
        #expect(try await desk.reminders("foi", of: "answer") == before)
    }

    @Test("A clock that begins anew in one step is told with its new day, once")
    func anewIsTold() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-01-10T10:00")
        try await desk.record("restated-later", of: "foi")
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-02-07")
        try await desk.advance(to: "2018-01-11T10:00")
        #expect(try await desk.sent() == ["2018-01-11T09:00 to clerk: answer, changed"])
    }

    @Test("Left and re-entered in one step with another day is a new run")
    func otherRun() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-01-10T10:00")
        try await desk.record("restated-later", of: "foi")
        let run = try await desk.run("answer", of: "foi")
        #expect(run.run == 2)
        #expect(run.due?.description == "2018-02-07")
        let old = try await desk.reminders("foi", of: "answer").filter { $0.hasPrefix("1.") }
        #expect(old.count == 4)
        #expect(old.allSatisfy { $0.contains("superseded restarted") })
    }

    @Test("Without while it runs from the opening until the scrutiny is final")
    func withoutWhile() async throws {
        let desk = try await desk()
        try await desk.record("clarification-asked", of: "foi")
        #expect(try await desk.standing("whole", of: "foi") == "running 2018-04-08")
        try await desk.record("dropped", of: "foi")
        #expect(try await desk.standing("whole", of: "foi") == "cancelled 2018-04-08")
    }

    @Test("A withdrawn scrutiny's deadlines are cancelled with the reason")
    func withdrawn() async throws {
        let desk = try await desk()
        try await desk.submit(.command(.withdraw(reason: "the topic is dropped"), on: "foi"))
        #expect(try await desk.states("foi") == ["withdrawn"])
        #expect(try await desk.standing("answer", of: "foi") == "cancelled 2018-02-05")
        #expect(
            try await desk.changes(of: "answer", in: "foi").last
                == .cancelled(because: "the scrutiny was withdrawn: the topic is dropped"))
        try await desk.advance(to: "2019-01-01T00:00")
        #expect(try await desk.sent() == [])
    }
}
