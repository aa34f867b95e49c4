import Deadlines
import Engine
import Simulation
import Testing

/// What a clock that is stepped, or that nobody keeps right, does to the work. The real engine and
/// scheduler, on a clock that the test sets.
@Suite("Steps of the clock", .timeLimit(.minutes(1)))
struct ClockStepTests {
    static let letter = """
        workflow: letter
        version: 1
        parties: [clerk]
        facts: { due-day: { type: date } }
        states:
          open: { events: { answered: done } }
          done: { final: true }
        deadlines:
          response:
            due: by due-day
            met-by: answered
            when-missed: { consequence: breach, to: clerk }
            remind:
              - when: [15 working days before, 10 working days before, 5 working days before]
                to: clerk
              - { when: on the day, to: clerk, severity: urgent }
        """

    /// A letter due on 22 February, whose first reminder went out three hours ago.
    private static func desk() async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", letter)
        try await desk.open("letter-1", as: "letter", ["due-day": "2018-02-22"])
        try await desk.advance(to: "2018-02-01T12:00")
        return desk
    }

    /// Everything that goes out where nobody touches the clock.
    private static let all = [
        "2018-02-01T09:00 to clerk: response, 15 working days before",
        "2018-02-08T09:00 to clerk: response, 10 working days before",
        "2018-02-15T09:00 to clerk: response, 5 working days before",
        "2018-02-22T09:00 to clerk: response, on the day",
        "2018-02-23T09:00 to clerk: response, missed",
    ]

    /// A step, and what becomes of the daemon while the clock is wrong.
    struct Step: Sendable, CustomTestStringConvertible {
        let to: String
        var isSynchronised = true
        /// Whether timers stand still at once.
        var isHeld = false
        /// Whether they stand still when the clock is right again: something was committed.
        var isHeldAfter = false
        /// What goes out while it is wrong.
        var sent: [String] = []
        /// Whether the other rungs have given way to what went out then.
        var hasPassedAll = false

        var testDescription: String { "\(to), \(isSynchronised ? "" : "not ")synchronised" }
    }

    static let steps = [
        Step(to: "2018-02-01T11:00"),
        Step(to: "2018-01-31T12:00", isHeld: true),
        Step(to: "2017-02-01T12:00", isHeld: true),
        Step(to: "2018-02-01T13:00"),
        Step(to: "2018-02-02T12:00"),
        Step(to: "2018-02-02T12:00", isSynchronised: false),
        Step(to: "2019-02-01T12:00", isSynchronised: false, isHeld: true),
        Step(
            to: "2018-02-08T09:30", isHeldAfter: true,
            sent: ["2018-02-08T09:30 to clerk: response, 10 working days before"]),
        Step(
            to: "2019-02-01T12:00", isHeldAfter: true,
            sent: ["2019-02-01T12:00 to clerk: response, missed + on the day"], hasPassedAll: true),
    ]

    @Test("Nothing is lost and nothing is done twice, whichever way it goes", arguments: steps)
    func stepped(step: Step) async throws {
        let desk = try await Self.desk()
        desk.clock.setSynchronised(step.isSynchronised)
        #expect(try await desk.isHeld(at: step.to) == step.isHeld)
        #expect(try await desk.sent() == Self.all.prefix(1) + step.sent)
        #expect(try await desk.isHeld(at: "2018-02-01T12:00") == step.isHeldAfter)
        if step.isHeldAfter {
            #expect(try await desk.engine.acceptClock(as: Desk.clerk) != nil)
        }
        try await desk.advance(to: "2018-03-05T12:00")
        let sent = try await desk.sent()
        if step.hasPassedAll {
            #expect(sent == Self.all.prefix(1) + step.sent)
        } else if step.sent.isEmpty {
            #expect(sent == Self.all)
        } else {
            // Each rung once, though one of them early.
            #expect(sent.map(Self.what) == Self.all.map(Self.what))
        }
        #expect(Set(try await desk.deliveries().map(\.id)).count == sent.count)
        #expect(try await desk.reminders("letter-1").allSatisfy { !$0.contains(": owed") })
        let found = try await desk.store.read { try Verification.run($0) }
        #expect(found.findings == [])
    }

    /// The message without its moment.
    private static func what(_ sent: String) -> Substring { sent.dropFirst(16) }

    @Test("Who acted in time has met a deadline that a wrong clock held for missed")
    func missedByWrongClock() async throws {
        let desk = try await Self.desk()
        #expect(try await !desk.isHeld(at: "2019-02-01T12:00"))
        #expect(try await desk.standing("response", of: "letter-1") == "missed 2018-02-22")
        #expect(try await desk.isHeld(at: "2018-02-01T12:05"))
        _ = try await desk.engine.acceptClock(as: Desk.clerk)
        try await desk.record("answered", of: "letter-1", occurred: "2018-02-01")
        #expect(try await desk.standing("response", of: "letter-1") == "met 2018-02-22")
        // The miss stands in the history, before what set it right.
        let changes = try await desk.changes(of: "response", in: "letter-1")
        #expect(changes.contains(.missed))
    }

    @Test("An acceptance is an entry of the history: who, when, from what to what")
    func evidence() async throws {
        let desk = try await Self.desk()
        #expect(try await desk.isHeld(at: "2018-01-31T12:00"))
        let admin = Actor(uid: 0, name: "root")
        let accepted = try #require(try await desk.engine.acceptClock(as: admin))
        #expect(accepted.at == desk.clock.now())
        #expect(accepted.summary.contains("shows 2018-01-31T12:00 UTC"))
        #expect(accepted.summary.contains("before the last change recorded, 2018-02-01T09:00 UTC"))
        let before = try await desk.store.read { try $0.head() }
        #expect(try await desk.engine.acceptClock(as: admin) == nil)
        let after = try await desk.store.read { try $0.head() }
        #expect(after.hash == before.hash)
        #expect(try await desk.engine.lastClockAcceptance() == accepted)
        try await desk.set(["due-day": "2018-02-23"], of: "letter-1")
        let entries = try await desk.history("letter-1")
        let entry = try #require(entries.last)
        #expect(entry.previous == before.hash)
        #expect(entry.at < entries[1].at)
    }

    @Test("What is refused meanwhile changes nothing, and says why and what to do")
    func refused() async throws {
        let desk = try await Self.desk()
        #expect(try await desk.isHeld(at: "2017-02-01T12:00"))
        let before = try await desk.fingerprint()
        let refusal = await #expect(throws: EngineError.self) {
            try await desk.record("answered", of: "letter-1")
        }
        #expect(refusal?.message.contains("2017-02-01T12:00 UTC, which lies before") == true)
        #expect(refusal?.message.hasSuffix("scrutinyctl clock accept.") == true)
        #expect(try await desk.fingerprint() == before)
    }

    @Test("A month away is no doubt where somebody keeps the clock right, and is one where nobody")
    func away() async throws {
        for isSynchronised in [true, false] {
            let desk = try await Self.desk()
            desk.clock.setSynchronised(isSynchronised)
            #expect(try await !desk.isHeld(at: "2018-03-03T08:59"))
            let other = try await Self.desk()
            other.clock.setSynchronised(isSynchronised)
            #expect(try await other.isHeld(at: "2018-04-05T09:01") == !isSynchronised)
        }
    }

    @Test("The clock that becomes synchronised is trusted without anybody's word")
    func synchronised() async throws {
        let desk = try await Self.desk()
        desk.clock.setSynchronised(false)
        #expect(try await desk.isHeld(at: "2019-02-01T12:00"))
        desk.clock.setSynchronised(true)
        #expect(try await !desk.isHeld(at: "2019-02-01T12:01"))
        #expect(try await desk.standing("response", of: "letter-1") == "missed 2018-02-22")
    }
}

extension Desk {
    /// Sets the clock and does what is due then.
    ///
    /// - Returns: whether the clock is not trusted, so that nothing was done.
    fileprivate func isHeld(at moment: String) async throws -> Bool {
        clock.set(zone.instant(of: Self.moment(moment)))
        do {
            _ = try await engine.submit(Submission(.wake, actor: .daemon))
            return false
        } catch EngineError.clockNotTrusted {
            return true
        }
    }
}
