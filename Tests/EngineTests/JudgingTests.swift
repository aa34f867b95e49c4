import Deadlines
import Engine
import Testing
import Workflows

/// Clauses 5, 6 and 17: met, met late, missed, lapsed, cut.
@Suite("Judging")
struct JudgingTests {
    static let precept = """
        workflow: precept
        version: 1
        parties: [clerk]
        facts:
          veto-by: { type: date }
          answer-by: { type: date }
          question-by: { type: date }
        items:
          question:
            key: number
            facts: { asked-by: { type: date } }
            states: { asked: { events: { answered: done } }, done: { final: true } }
            deadlines: { reply: { due: by asked-by, while: asked, met-by: answered } }
        states:
          deciding: { events: { reported: deciding, veto-lapsed: deciding, time-up: late } }
          late: { events: { replied: deciding, answered-late: deciding } }
        deadlines:
          veto:
            due: by veto-by
            met-by: reported
            when-missed: { consequence: lapse, to: clerk }
          answer:
            due: by answer-by
            met-by: [answered-late, replied]
            when-missed: { consequence: breach, to: clerk, raise: time-up }
          permission:
            due: by veto-by
            met-by: reported
            when-missed: { consequence: deemed-permission, to: clerk }
          question: { due: "by question-by by 17:00", met-by: [asked] }
          notice: { due: by veto-by }
        """

    private func desk(_ facts: [String: String]) async throws -> Desk {
        let desk = try Desk(at: "2018-02-01T10:00", Self.precept)
        try await desk.open("precept-2018", as: "precept", facts)
        return desk
    }

    @Test("Met is judged by the day it occurred, not the day it is recorded")
    func metByOccurrence() async throws {
        let desk = try await desk(["veto-by": "2018-02-08"])
        try await desk.advance(to: "2018-02-08T23:00")
        try await desk.record("reported", of: "precept-2018", occurred: "2018-02-08")
        let run = try await desk.run("veto", of: "precept-2018")
        #expect(run.status == .met)
        #expect(run.metOn?.description == "2018-02-08")
        #expect(run.metBy == "reported")
    }

    @Test("The day lasts until midnight, weekends included, and is missed at the next moment")
    func midnight() async throws {
        let desk = try await desk(["answer-by": "2018-02-10"])
        try await desk.advance(to: "2018-02-10T23:59")
        #expect(try await desk.standing("answer", of: "precept-2018") == "running 2018-02-10")
        try await desk.advance(to: "2018-02-11T00:00")
        #expect(try await desk.standing("answer", of: "precept-2018") == "missed 2018-02-10")
    }

    @Test("A timely act recorded after the miss turns missed into met; what was raised stands")
    func timelyButRecordedLate() async throws {
        let desk = try await desk(["answer-by": "2018-02-09"])
        try await desk.advance(to: "2018-02-12T12:00")
        #expect(try await desk.states("precept-2018") == ["late"])
        try await desk.record("replied", of: "precept-2018", occurred: "2018-02-09")
        #expect(try await desk.standing("answer", of: "precept-2018") == "met 2018-02-09")
        let root = try await desk.state("precept-2018").root
        #expect(root.latest("time-up")?.date?.description == "2018-02-10")
    }

    @Test("An act after the day is met late")
    func late() async throws {
        let desk = try await desk(["answer-by": "2018-02-09"])
        try await desk.advance(to: "2018-02-12T12:00")
        try await desk.record("replied", of: "precept-2018", occurred: "2018-02-10")
        #expect(try await desk.standing("answer", of: "precept-2018") == "met-late 2018-02-09")
    }

    @Test("An act met late turns met when an earlier one is recorded")
    func lateThenTimely() async throws {
        let desk = try await desk(["veto-by": "2018-02-08"])
        try await desk.advance(to: "2018-02-12T12:00")
        try await desk.record("reported", of: "precept-2018")
        #expect(try await desk.standing("veto", of: "precept-2018") == "met-late 2018-02-08")
        try await desk.record("reported", of: "precept-2018", occurred: "2018-02-07")
        #expect(try await desk.standing("veto", of: "precept-2018") == "met 2018-02-08")
    }

    @Test(
        "Lapsed takes the place of missed where a power ends or permission is deemed",
        arguments: [("veto", "lapsed"), ("permission", "lapsed"), ("notice", "lapsed")])
    func lapsed(deadline: String, status: String) async throws {
        let desk = try await desk(["veto-by": "2018-02-08"])
        try await desk.advance(to: "2018-02-09T12:00")
        #expect(try await desk.standing(deadline, of: "precept-2018") == "\(status) 2018-02-08")
    }

    @Test("A miss is said once, on the first working day after, to those it concerns")
    func missedNotice() async throws {
        let desk = try await desk(["answer-by": "2018-02-09"])
        try await desk.advance(to: "2018-02-28T12:00")
        #expect(try await desk.sent() == ["2018-02-12T09:00 to clerk: answer, missed"])
        #expect(try await desk.deliveries().map(\.severity) == [.urgent])
    }

    @Test("Met while not started is judged again when the day is known")
    func judgedAgain() async throws {
        let desk = try await desk([:])
        try await desk.record("reported", of: "precept-2018", occurred: "2018-01-31")
        #expect(try await desk.standing("veto", of: "precept-2018") == "met")
        try await desk.set(["veto-by": "2018-01-30"], of: "precept-2018")
        #expect(try await desk.standing("veto", of: "precept-2018") == "met-late 2018-01-30")
    }

    @Test("Met while not started stays met when the day turns out to be later")
    func judgedAgainTimely() async throws {
        let desk = try await desk([:])
        try await desk.record("reported", of: "precept-2018", occurred: "2018-01-31")
        try await desk.set(["veto-by": "2018-02-08"], of: "precept-2018")
        #expect(try await desk.standing("veto", of: "precept-2018") == "met 2018-02-08")
        try await desk.set(["veto-by": "2018-01-15"], of: "precept-2018")
        #expect(
            try await desk.standing("veto", of: "precept-2018") == "met 2018-02-08",
            "a met deadline does not reopen")
    }

    @Test(
        "A cut ends the day earlier; an act without a time that day counts and is flagged",
        arguments: [
            ("2018-02-01T09:00", "met", false), ("2018-02-02T17:00", "met", false),
            ("2018-02-02T17:01", "met-late", false), ("2018-02-02", "met", true),
            ("2018-02-03", "met-late", false),
        ])
    func cut(occurred: String, status: String, isFlagged: Bool) async throws {
        let desk = try await desk(["question-by": "2018-02-02"])
        if occurred > "2018-02-01T10:00" { try await desk.advance(to: "2018-02-05T10:00") }
        let answer = try await desk.record("asked", of: "precept-2018", occurred: occurred)
        #expect(try await desk.run("question", of: "precept-2018").status.rawValue == status)
        #expect(answer.flags.isEmpty == !isFlagged)
    }

    @Test("A deadline with a cut is missed in the minute after it")
    func cutMiss() async throws {
        let desk = try await desk(["question-by": "2018-02-02"])
        try await desk.advance(to: "2018-02-02T17:00")
        #expect(try await desk.run("question", of: "precept-2018").status == .running)
        try await desk.advance(to: "2018-02-02T17:01")
        #expect(try await desk.run("question", of: "precept-2018").status == .missed)
    }

    @Test("An act on an unknown day before the due date is met and flagged")
    func unknownDay() async throws {
        let desk = try await desk(["veto-by": "2018-02-08"])
        let answer = try await desk.record("reported", of: "precept-2018", occurred: "unknown")
        #expect(try await desk.run("veto", of: "precept-2018").status == .met)
        #expect(answer.flags.contains("veto: reported has no date: counted as in time."))
    }

    @Test("An act on an unknown day recorded after the miss is met late, and the flag says so")
    func unknownDayLate() async throws {
        let desk = try await desk(["veto-by": "2018-02-08"])
        try await desk.advance(to: "2018-02-12T12:00")
        let answer = try await desk.record("reported", of: "precept-2018", occurred: "unknown")
        #expect(try await desk.run("veto", of: "precept-2018").status == .metLate)
        #expect(answer.flags.contains("veto: reported has no date: counted as late."))
    }

    @Test("Judged again, the time of the act counts against a cut")
    func judgedAgainCut() async throws {
        let desk = try await desk([:])
        try await desk.record("asked", of: "precept-2018", occurred: "2018-01-31T18:00")
        try await desk.set(["question-by": "2018-01-31"], of: "precept-2018")
        #expect(try await desk.standing("question", of: "precept-2018") == "met-late 2018-01-31")
    }

    @Test("An event that a transition raises meets a deadline like one that is recorded")
    func metByRaised() async throws {
        let text = """
            workflow: w
            version: 1
            parties: [clerk]
            facts: { ends: { type: date } }
            records: [reported]
            states: { open: { events: { published: { do: [ { raise: reported } ] } } } }
            deadlines: { report: { due: by ends, met-by: reported } }
            """
        let desk = try Desk(at: "2018-02-12T10:00", text)
        try await desk.open("a", as: "w", ["ends": "2018-02-20"])
        try await desk.record("published", of: "a", occurred: "2018-02-10")
        #expect(try await desk.standing("report", of: "a") == "met 2018-02-20")
        #expect(try await desk.run("report", of: "a").metOn?.description == "2018-02-10")
    }

    @Test("A deadline of an item is met by the item's event alone")
    func items() async throws {
        let desk = try await desk([:])
        try await desk.add(
            "question/1", "question/2", to: "precept-2018", ["asked-by": "2018-02-20"])
        try await desk.record("answered", of: "precept-2018", at: ["question/1"])
        #expect(
            try await desk.standing("question/1/reply", of: "precept-2018") == "met 2018-02-20")
        #expect(
            try await desk.standing("question/2/reply", of: "precept-2018")
                == "running 2018-02-20")
    }

    @Test("is missed in a guard covers lapsed")
    func missedCoversLapsed() async throws {
        let text = """
            workflow: w
            version: 1
            parties: [clerk]
            facts: { by-day: { type: date } }
            records: [act]
            states:
              open: { always: { to: gone, if: veto is missed } }
              gone: { final: true }
            deadlines:
              veto: { due: by by-day, met-by: act, when-missed: { consequence: lapse, to: clerk } }
            """
        let desk = try Desk(at: "2018-02-01T10:00", text)
        try await desk.open("a", as: "w", ["by-day": "2018-02-02"])
        try await desk.advance(to: "2018-02-03T00:00")
        #expect(try await desk.states("a") == ["gone"])
    }
}
