import Deadlines
import Engine
import Testing
import Workflows

/// What must hold though the chart moves on: notices that are owed, links that lead somewhere,
/// facts that are required.
@Suite("Kept promises")
struct PromiseTests {
    static let appointment = """
        workflow: appointment
        version: 1
        parties: [clerk, chair]
        facts:
          title:   { type: text, required: true }
          by-day:  { type: date }
          earlier-one: { type: scrutiny, of: appointment }
          meeting: { type: scrutiny, of: panel-meeting }
          sent-days: { type: date }
        records: [letter-sent]
        states:
          waiting: { events: { act: done, lost: gone, moved-on: gone } }
          gone: { events: { act: done } }
          done: { final: true }
        deadlines:
          permission:
            due: by by-day
            while: waiting
            met-by: act
            when-missed: { consequence: deemed-permission, to: clerk, raise: lost }
            remind: [ { when: every 1 day after, at-most: 3, to: chair } ]
          reply:
            due: by by-day
            while: waiting
            met-by: act
            when-missed: { consequence: breach, to: [clerk, chair] }
          claim: { due: by by-day, when-missed: { consequence: late, to: clerk } }
          answer: { due: 5 days after letter-sent, met-by: act }
        """

    private func desk() async throws -> Desk {
        let desk = try Desk(at: "2018-02-01T10:00", Self.appointment, NextMeetingTests.meeting)
        try await desk.open(
            "post-1", as: "appointment", ["title": "One", "by-day": "2018-02-06"])
        return desk
    }

    @Test("A miss is told though the event it raises leads out of the state")
    func raisingMiss() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-02-12T12:00")
        let ended = try await desk.reminders("post-1", of: "permission")
        #expect(ended.contains { $0.contains("missed") && $0.contains("handed-over") }, "\(ended)")
        #expect(!ended.contains { $0.contains("every") && $0.contains("handed-over") }, "\(ended)")
    }

    @Test("A miss is told though the state is left between midnight and the sending time")
    func leftBeforeSending() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-02-12T12:00")
        let ended = try await desk.reminders("post-1", of: "reply")
        let told = ended.filter { $0.contains("missed") && $0.contains("handed-over") }
        #expect(told.count == 2, "\(ended)")
    }

    @Test("A miss is told though its day moves to another past day before the sending time")
    func movedBeforeSending() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-02-07T08:00")
        try await desk.set(["by-day": "2018-02-05"], of: "post-1")
        #expect(try await desk.standing("claim", of: "post-1") == "missed 2018-02-05")
        try await desk.advance(to: "2018-02-12T12:00")
        let ended = try await desk.reminders("post-1", of: "claim")
        #expect(ended.contains { $0.contains("missed") && $0.contains("handed-over") }, "\(ended)")
    }

    @Test("A miss is told though the clock begins anew before the sending time")
    func restartedBeforeSending() async throws {
        let text = """
            workflow: request
            version: 1
            parties: [clerk]
            states: { open: { events: { clarified: open, answered: closed } }, closed: { final: true } }
            deadlines:
              answer:
                due: 5 days after clarified
                while: open
                met-by: answered
                when-missed: { consequence: breach, to: clerk }
            """
        let desk = try Desk(at: "2018-02-01T10:00", text)
        try await desk.open("request-1", as: "request")
        try await desk.record("clarified", of: "request-1")
        try await desk.advance(to: "2018-02-07T08:00")
        #expect(try await desk.standing("answer", of: "request-1") == "missed 2018-02-06")
        try await desk.record("clarified", of: "request-1")
        #expect(try await desk.standing("answer", of: "request-1") == "running 2018-02-12")
        try await desk.advance(to: "2018-02-07T12:00")
        let ended = try await desk.reminders("request-1", of: "answer")
        #expect(ended.contains { $0.contains("missed") && $0.contains("handed-over") }, "\(ended)")
    }

    @Test("What nothing can meet is missed where its passing has a consequence")
    func unmeetable() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-02-12T12:00")
        #expect(try await desk.standing("claim", of: "post-1") == "missed 2018-02-06")
    }

    @Test("An occurrence recorded later without a day leaves the date unknown")
    func undatedOccurrence() async throws {
        let desk = try await desk()
        try await desk.record("letter-sent", of: "post-1", occurred: "2018-01-30")
        #expect(try await desk.standing("answer", of: "post-1") == "running 2018-02-04")
        try await desk.record("letter-sent", of: "post-1", occurred: "unknown")
        #expect(try await desk.run("answer", of: "post-1").status == .notStarted)
    }

    @Test(
        "A link to itself or to another workflow's scrutiny is refused",
        arguments: [["earlier-one": "post-1"], ["meeting": "post-1"]])
    func wrongLink(_ facts: [String: String]) async throws {
        let desk = try await desk()
        let said = try await desk.refusal { try await desk.set(facts, of: "post-1") }
        #expect(said?.contains("Name another scrutiny") == true)
    }

    @Test("A link to what is not there yet is taken and flagged")
    func linkAhead() async throws {
        let desk = try await desk()
        let answer = try await desk.set(["meeting": "meeting-9"], of: "post-1")
        #expect(answer.flags == ["meeting: there is no scrutiny meeting-9 yet."])
    }

    @Test("A required fact cannot be made unknown again")
    func requiredFact() async throws {
        let desk = try await desk()
        let said = try await desk.refusal { try await desk.set(["title": ""], of: "post-1") }
        #expect(said?.contains("Required: title") == true)
    }
}
