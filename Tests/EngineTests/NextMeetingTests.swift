import Deadlines
import Engine
import Testing

/// Clauses 9 and 12 across scrutinies: meetings move, and all that hangs on them moves.
@Suite("What hangs on a meeting")
struct NextMeetingTests {
    static let meeting = """
        workflow: panel-meeting
        version: 1
        parties: [clerk]
        happens-on: starts
        facts: { starts: { type: date-time, required: true } }
        states:
          planned: { events: { held: done, called-off: cancelled } }
          done: { final: true }
          cancelled: { final: true }
        deadlines:
          agenda: { due: 5 clear days before starts, while: planned }
        """
    static let review = """
        workflow: review
        version: 1
        parties: [clerk, chair]
        facts: { meeting: { type: scrutiny, of: panel-meeting }, told: { type: date } }
        states:
          open: { events: { published: closed } }
          closed: { final: true }
        deadlines:
          papers:
            due: 5 clear days before meeting.starts
            while: open
            met-by: published
            remind: [ { when: [7 days before], to: clerk } ]
          undertaking: { due: by next panel-meeting, while: open, remind: [ { when: on the day, to: clerk } ] }
          promise: { due: by next panel-meeting after told, while: open }
        """

    private func desk() async throws -> Desk {
        let desk = try Desk(at: "2018-01-02T10:00", Self.meeting, Self.review)
        try await desk.open("meeting-jan", as: "panel-meeting", ["starts": "2018-01-26T10:00"])
        try await desk.open("meeting-apr", as: "panel-meeting", ["starts": "2018-04-13T10:00"])
        try await desk.open("fraud", as: "review", ["meeting": "meeting-jan"])
        return desk
    }

    @Test("Five clear days before a linked meeting leave both ends out")
    func clearDays() async throws {
        let desk = try await desk()
        #expect(try await desk.standing("papers", of: "fraud") == "running 2018-01-18")
    }

    @Test("A meeting that moves takes the deadlines of others with it, and says why")
    func moves() async throws {
        let desk = try await desk()
        try await desk.set(["starts": "2018-02-02T10:00"], of: "meeting-jan")
        #expect(try await desk.standing("papers", of: "fraud") == "running 2018-01-25")
        #expect(try await desk.run("papers", of: "fraud").generation == 2)
        let entry = try #require(try await desk.history("fraud").last)
        #expect(entry.cause == "recompute")
        #expect(entry.payload.summary.contains("meeting-jan"))
        guard
            case .moved(let from, let because)? = try await desk.changes(
                of: "papers", in: "fraud"
            ).last
        else { return #expect(Bool(false), "it did not move") }
        #expect(from?.description == "2018-01-18")
        #expect(because.contains("meeting-jan") && because.contains("starts"))
    }

    @Test("Who is told of a moved deadline is told once, from which day and why")
    func toldOnce() async throws {
        let desk = try await desk()
        try await desk.set(["starts": "2018-02-02T10:00"], of: "meeting-jan")
        try await desk.advance(to: "2018-01-17T12:00")
        let papers = try await desk.deliveries().filter { $0.family == "papers" }
        #expect(
            try await desk.sent().filter { $0.contains("papers") } == [
                "2018-01-03T09:00 to clerk: papers, changed"
            ])
        let said = try #require(papers.first).payload
        #expect(said.contains("18 Jan 2018") && said.contains("meeting-jan"))
    }

    @Test("The next meeting is the first on a later day than the base")
    func next() async throws {
        let desk = try await desk()
        #expect(try await desk.standing("undertaking", of: "fraud") == "running 2018-01-26")
        #expect(try await desk.standing("promise", of: "fraud") == "not-started")
        try await desk.set(["told": "2018-01-26"], of: "fraud")
        #expect(try await desk.standing("promise", of: "fraud") == "running 2018-04-13")
    }

    @Test("A meeting planned in between becomes the next one")
    func between() async throws {
        let desk = try await desk()
        try await desk.open("extra", as: "panel-meeting", ["starts": "2018-01-12T14:00"])
        #expect(try await desk.standing("undertaking", of: "fraud") == "running 2018-01-12")
    }

    @Test("A cancelled meeting is not the next one", arguments: ["called off", "withdrawn"])
    func cancelled(how: String) async throws {
        let desk = try await desk()
        if how == "withdrawn" {
            try await desk.submit(.command(.withdraw(reason: "snow"), on: "meeting-jan"))
        } else {
            try await desk.record("called-off", of: "meeting-jan")
        }
        #expect(try await desk.standing("undertaking", of: "fraud") == "running 2018-04-13")
    }

    @Test("The next meeting is never relative to today")
    func notToday() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-02-10T10:00")
        try await desk.set(["told": "2018-01-03"], of: "fraud")
        #expect(try await desk.run("promise", of: "fraud").due?.description == "2018-01-26")
        #expect(try await desk.run("undertaking", of: "fraud").due?.description == "2018-01-26")
    }

    @Test("With no meeting planned the clock is not started")
    func none() async throws {
        let desk = try Desk(at: "2018-01-02T10:00", Self.meeting, Self.review)
        try await desk.open("fraud", as: "review")
        #expect(try await desk.standing("undertaking", of: "fraud") == "not-started")
        try await desk.open("first", as: "panel-meeting", ["starts": "2018-01-26T10:00"])
        #expect(try await desk.standing("undertaking", of: "fraud") == "running 2018-01-26")
    }

    @Test("A met deadline stays as it is when its meeting moves")
    func metStays() async throws {
        let desk = try await desk()
        try await desk.record("published", of: "fraud")
        try await desk.set(["starts": "2018-02-02T10:00"], of: "meeting-jan")
        #expect(try await desk.standing("papers", of: "fraud") == "met 2018-01-18")
    }
}
