import Deadlines
import Engine
import Testing

/// Bringing in what happened before the daemon knew of it.
@Suite("Importing")
struct ImportTests {
    static let text = """
        workflow: review
        version: 1
        parties: [clerk, chair]
        facts: { topic: { type: text, required: true }, period-ends: { type: date } }
        items:
          recommendation:
            key: outline
            facts: { summary: { type: text, required: true } }
            states: { open: { events: { answered: closed } }, closed: { final: true } }
        states:
          evidence: { events: { letter-sent: response } }
          response: { events: { response-received: closed } }
          closed: { final: true }
        deadlines:
          response:
            due: by period-ends
            while: response
            met-by: response-received
            when-missed: { consequence: breach, to: [clerk, chair] }
            if-not-started: { after: 2 days, to: clerk }
            remind:
              - { when: [2 weeks before, 1 week before], to: clerk }
              - { when: every 1 week after, at-most: 3, to: chair }
        """

    private func bringIn(_ desk: Desk, _ facts: [String: String], _ events: [Recording])
        async throws -> Answer
    {
        try await desk.submit(
            .bringIn(
                workflow: "review",
                Opening(id: "old", facts: Desk.given(["topic": "Fraud"].merging(facts) { $1 })),
                items: [
                    GivenItem(
                        id: Desk.item("recommendation/b.i"), facts: Desk.given(["summary": "x"]))
                ],
                events: events, assignments: ["chair": "erin"]))
    }

    @Test("What had occurred is recorded with its dates; nothing is sent for the past")
    func past() async throws {
        let desk = try Desk(at: "2018-03-20T10:00", Self.text)
        let events = [
            Desk.recording("letter-sent", occurred: "2018-01-10"),
            Desk.recording("answered", occurred: "unknown", at: ["recommendation/b.i"]),
        ]
        let answer = try await bringIn(desk, ["period-ends": "2018-02-28"], events)
        #expect(answer.outcome == .changed)
        #expect(answer.states == ["response"])
        #expect(try await desk.state("old").openedOn.description == "2018-01-10")
        #expect(try await desk.standing("response", of: "old") == "missed 2018-02-28")
        #expect(try await desk.states("old", item: "recommendation/b.i") == ["closed"])
        #expect(try await desk.sent() == [])
        let ended = try await desk.reminders("old").filter { $0.hasSuffix("superseded imported") }
        // Two rungs before and the miss twice, two repeats, and the question for the day.
        #expect(ended.count == 7)
        try await desk.advance(to: "2018-06-01T00:00")
        #expect(
            try await desk.sent() == ["2018-03-21T09:00 to erin: response, every 1 week after#3"],
            "what lies ahead still goes out")
    }

    @Test("What lies ahead goes out as ever")
    func future() async throws {
        let desk = try Desk(at: "2018-03-01T10:00", Self.text)
        _ = try await bringIn(
            desk, ["period-ends": "2018-03-12"],
            [Desk.recording("letter-sent", occurred: "2018-01-10")])
        try await desk.advance(to: "2018-03-10T00:00")
        #expect(try await desk.sent() == ["2018-03-05T09:00 to clerk: response, 1 week before"])
    }

    @Test("An unknown date stays unknown and its clock is not started")
    func unknown() async throws {
        let desk = try Desk(at: "2018-03-20T10:00", Self.text)
        _ = try await bringIn(desk, [:], [Desk.recording("letter-sent", occurred: "unknown")])
        #expect(try await desk.standing("response", of: "old") == "not-started")
        #expect(try await desk.state("old").root.latest("letter-sent")?.date == nil)
        try await desk.advance(to: "2018-06-01T00:00")
        #expect(try await desk.sent() == [])
    }

    @Test("Importing again changes nothing, whatever it says")
    func again() async throws {
        let desk = try Desk(at: "2018-03-20T10:00", Self.text)
        let events = [Desk.recording("letter-sent", occurred: "2018-01-10")]
        _ = try await bringIn(desk, ["period-ends": "2018-02-28"], events)
        let before = try await desk.fingerprint()
        let answer = try await bringIn(desk, ["period-ends": "2018-05-01"], events)
        #expect(answer.outcome == .unchanged)
        #expect(try await desk.fingerprint() == before)
    }

    @Test("An event the past state does not accept refuses the whole scrutiny")
    func refused() async throws {
        let desk = try Desk(at: "2018-03-20T10:00", Self.text)
        let said = try await desk.refusal {
            try await bringIn(
                desk, [:], [Desk.recording("response-received", occurred: "2018-01-10")])
        }
        #expect(said?.contains("does not accept \"response-received\"") == true)
        #expect(try await desk.store.read { try $0.ids() } == [])
        #expect(try await desk.store.read { try $0.head().position } == 0)
    }

    @Test("A response received in time is met, however long ago")
    func met() async throws {
        let desk = try Desk(at: "2018-03-20T10:00", Self.text)
        _ = try await bringIn(
            desk, ["period-ends": "2018-02-28"],
            [
                Desk.recording("letter-sent", occurred: "2018-01-10"),
                Desk.recording("response-received", occurred: "2018-02-28"),
            ])
        #expect(try await desk.standing("response", of: "old") == "met 2018-02-28")
        #expect(try await desk.states("old") == ["closed"])
    }
}
