import Deadlines
import Engine
import Testing

/// Clocks that stop, start and get more time.
@Suite("Holds and extensions")
struct ClockworkTests {
    static let request = """
        workflow: request
        version: 1
        calendar: england-and-wales
        parties: [clerk]
        law: { act: { cite: "Some Act 2000, section 1" } }
        facts: { ends: { type: date } }
        records: [notice]
        states: { open: { events: { answered: done } }, done: { final: true } }
        deadlines:
          answer:
            due: 20 working days after notice
            met-by: answered
            when-missed: { consequence: breach, to: clerk }
            remind: [ { when: [5 working days before, on the day], to: clerk } ]
          period: { due: by ends }
          statutory: { due: 3 weeks beginning with notice, law: act, extendable: false }
          follow-up: { due: 2 weeks after answer }
        """

    static func desk(fixed: Bool = false) async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", request)
        try await desk.open("foi", as: "request", fixed ? ["ends": "2018-03-01"] : [:])
        return desk
    }

    private func standing(_ desk: Desk, _ names: String...) async throws -> [String] {
        var lines: [String] = []
        for name in names { lines.append(try await desk.standing(name, of: "foi")) }
        return lines
    }

    @Test("Held days do not count; the clock of law and the fixed day go on, and are named")
    func hold() async throws {
        let desk = try await Self.desk(fixed: true)
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        #expect(
            try await standing(desk, "answer", "statutory", "follow-up") == [
                "running 2018-02-05", "running 2018-01-28", "running 2018-02-19",
            ])
        try await desk.advance(to: "2018-01-15T10:00")
        let held = try await desk.submit(
            .command(.hold(from: nil, reason: "waiting for others"), on: "foi"))
        #expect(
            held.flags == [
                "period stands on a fixed day (by ends): it goes on.",
                "statutory cannot be given time (Some Act 2000, section 1): it goes on.",
            ])
        #expect(
            try await standing(desk, "answer", "statutory", "period", "follow-up") == [
                "paused", "running 2018-01-28", "running 2018-03-01", "not-started",
            ])
        try await desk.advance(to: "2018-01-22T10:00")
        try await desk.submit(.command(.resume(on: nil), on: "foi"))
        // Mon 15 to Sun 21 January are five working days.
        #expect(
            try await standing(desk, "answer", "follow-up") == [
                "running 2018-02-12", "running 2018-02-26",
            ])
        let steps = try await desk.run("answer", of: "foi").steps.map(\.text)
        #expect(
            steps.contains { $0.contains("hold") && $0.contains("waiting for others") }, "\(steps)")
        #expect(try await desk.findings().isEmpty)
    }

    @Test("A hold may begin and end on a past day, and one that ends on its own day held nothing")
    func past() async throws {
        let desk = try await Self.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        try await desk.advance(to: "2018-01-24T10:00")
        let from = try #require(CivilDate(iso: "2018-01-15"))
        try await desk.submit(.command(.hold(from: from, reason: "r"), on: "foi"))
        let to = try #require(CivilDate(iso: "2018-01-17"))
        try await desk.submit(.command(.resume(on: to), on: "foi"))
        #expect(try await standing(desk, "answer") == ["running 2018-02-07"])
        try await desk.submit(.command(.hold(from: nil, reason: "r"), on: "foi"))
        try await desk.submit(.command(.resume(on: nil), on: "foi"))
        #expect(try await standing(desk, "answer") == ["running 2018-02-07"])
        #expect(try await desk.state("foi").holds.count == 1)
        #expect(try await desk.findings().isEmpty)
    }

    @Test("That it is held is told once, then nothing; that it goes on, and the ladder with it")
    func silence() async throws {
        let desk = try await Self.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        try await desk.advance(to: "2018-01-15T10:00")
        try await desk.submit(.command(.hold(from: nil, reason: "r"), on: "foi"))
        try await desk.advance(to: "2018-03-05T10:00")
        #expect(
            try await desk.sent().filter { $0.contains("answer") } == [
                "2018-01-16T09:00 to clerk: answer, changed"
            ])
        try await desk.submit(.command(.resume(on: nil), on: "foi"))
        #expect(try await standing(desk, "answer") == ["running 2018-03-26"])
        try await desk.advance(to: "2018-04-10T10:00")
        #expect(
            try await desk.sent().filter { $0.contains("answer") } == [
                "2018-01-16T09:00 to clerk: answer, changed",
                "2018-03-06T09:00 to clerk: answer, changed",
                "2018-03-19T09:00 to clerk: answer, 5 working days before",
                "2018-03-26T09:00 to clerk: answer, on the day",
                "2018-03-27T09:00 to clerk: answer, missed",
            ])
    }

    @Test("Resumed on the day it was held, before anybody was told, nothing is told")
    func nothingHeld() async throws {
        let desk = try await Self.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        try await desk.advance(to: "2018-01-15T10:00")
        try await desk.submit(.command(.hold(from: nil, reason: "r"), on: "foi"))
        try await desk.submit(.command(.resume(on: nil), on: "foi"))
        #expect(try await standing(desk, "answer") == ["running 2018-02-05"])
        try await desk.advance(to: "2018-01-20T10:00")
        #expect(try await desk.sent().isEmpty)
    }

    @Test("Back on the day it had, what was told of it is not told again")
    func toldBefore() async throws {
        let desk = try await Self.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        try await desk.advance(to: "2018-01-30T10:00")
        let before = try await desk.sent()
        #expect(before == ["2018-01-29T09:00 to clerk: answer, 5 working days before"])
        try await desk.submit(.command(.hold(from: nil, reason: "r"), on: "foi"))
        try await desk.advance(to: "2018-02-02T10:00")
        try await desk.submit(
            .command(.resume(on: CivilDate(iso: "2018-01-30")), on: "foi"))
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-02-05")
        try await desk.advance(to: "2018-02-05T10:00")
        #expect(
            try await desk.sent() == before + [
                "2018-01-31T09:00 to clerk: answer, changed",
                "2018-02-05T09:00 to clerk: answer, changed + on the day",
            ])
    }

    @Test("The notices of a hold and its end say what was and why")
    func notices() async throws {
        let desk = try await Self.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        try await desk.advance(to: "2018-01-15T10:00")
        try await desk.submit(.command(.hold(from: nil, reason: "fees"), on: "foi"))
        try await desk.advance(to: "2018-01-17T10:00")
        try await desk.submit(.command(.resume(on: nil), on: "foi"))
        let reasons = try await desk.store.read { try $0.reminders(of: "foi") }
            .compactMap(\.reminder.because)
        #expect(
            reasons == [
                "It was Mon 5 Feb 2018. Its clock stands still because its clocks are held: fees.",
                "It was Mon 5 Feb 2018 before its clock stood still. It moved because its clocks "
                    + "were resumed.",
            ])
    }

    @Test("By a span follows a moved anchor, to a day stays; each is told and explained")
    func extend() async throws {
        let desk = try await Self.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        let span = try Span(parsing: "10 working days")
        let answer = try #require(DeadlineID("answer"))
        try await desk.submit(
            .command(.extend(answer, .by(span), reason: "agreed"), on: "foi"))
        #expect(try await standing(desk, "answer") == ["running 2018-02-19"])
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        try await desk.advance(to: "2018-01-10T10:00")
        try await desk.record("notice", of: "foi", occurred: "2018-01-10")
        #expect(try await standing(desk, "answer") == ["running 2018-02-21"])
        let day = try #require(CivilDate(iso: "2018-03-03"))
        try await desk.submit(.command(.extend(answer, .to(day), reason: "again"), on: "foi"))
        let run = try await desk.run("answer", of: "foi")
        #expect(run.due == day && run.practical == CivilDate(iso: "2018-03-02"))
        let steps = run.steps.map(\.text)
        #expect(steps.contains("extended by 10 working days to Wed 21 Feb 2018: agreed, entry 3"))
        #expect(steps.contains("extended to Sat 3 Mar 2018: again, entry 7"), "\(steps)")
        try await desk.advance(to: "2018-01-11T10:00")
        try await desk.record("notice", of: "foi", occurred: "2018-01-11")
        #expect(try await standing(desk, "answer") == ["running 2018-03-03"])
        #expect(try await desk.sent().contains { $0.hasSuffix("answer, changed") })
        #expect(try await desk.findings().isEmpty)
    }

    @Test("A missed deadline that is given time runs again; a later run begins without it")
    func extendMissed() async throws {
        let desk = try await Self.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        try await desk.advance(to: "2018-02-08T10:00")
        #expect(try await standing(desk, "answer") == ["missed 2018-02-05"])
        let day = try #require(CivilDate(iso: "2018-02-16"))
        let answer = try #require(DeadlineID("answer"))
        try await desk.submit(.command(.extend(answer, .to(day), reason: "r"), on: "foi"))
        #expect(try await standing(desk, "answer") == ["running 2018-02-16"])
        #expect(try await desk.findings().isEmpty)
    }

    @Test(
        "What cannot be is refused with the reason, and nothing changes",
        arguments: [
            ("resume", "foi is not held."),
            ("extend statutory", "statutory cannot be given more time (Some Act 2000, section 1)."),
            ("extend answer", "answer has no day yet: record what it counts from first."),
            ("extend period back", "period is due Thu 1 Mar 2018 already: more time ends later."),
            ("extend period by 99999 years", "period cannot be given so much: "),
            ("hold 1018-01-08", "foi begins on Mon 8 Jan 2018: nothing ran on Thu 8 Jan 1018."),
            ("extend nothing", "There is no deadline \"nothing\" here."),
            ("hold 2018-01-09", "2018-01-09 has not happened yet: today is Mon 8 Jan 2018."),
        ])
    func refused(_ act: String, _ sentence: String) async throws {
        let desk = try await Self.desk(fixed: true)
        let before = try await desk.fingerprint()
        let words = act.split(separator: " ").map(String.init)
        let later = try #require(CivilDate(iso: "2018-05-01"))
        let earlier = try #require(CivilDate(iso: "2018-02-01"))
        let command: Command =
            switch words[0] {
            case "hold":
                .hold(from: CivilDate(iso: words[1]), reason: "r")
            case "resume": .resume(on: nil)
            default:
                .extend(
                    try #require(DeadlineID(words[1])),
                    words.count > 3
                        ? .by(try Span(parsing: words.suffix(2).joined(separator: " ")))
                        : .to(words.count > 2 ? earlier : later), reason: "r")
            }
        let refusal = try await desk.refusal { try await desk.submit(.command(command, on: "foi")) }
        #expect(refusal?.hasPrefix(sentence) == true, "\(refusal ?? "accepted")")
        #expect(try await desk.fingerprint() == before)
    }

    @Test("Where no clock can be held the hold is refused, naming why of each")
    func nothingToHold() async throws {
        let fixed = """
            workflow: precept
            version: 1
            parties: [clerk]
            facts: { ends: { type: date } }
            states: { open: { events: { closed: over } }, over: { final: true } }
            deadlines:
              report: { due: by ends }
              agenda: { due: 5 clear days before ends }
            """
        let desk = try Desk(at: "2018-01-08T10:00", fixed)
        try await desk.open("foi", as: "precept", ["ends": "2018-03-01"])
        let before = try await desk.fingerprint()
        let refusal = try await desk.refusal {
            try await desk.submit(.command(.hold(from: nil, reason: "r"), on: "foi"))
        }
        #expect(
            refusal == """
                No clock of foi can be held: report stands on a fixed day \
                (by ends); agenda stands on a fixed day \
                (5 clear days before ends).
                """)
        #expect(try await desk.fingerprint() == before)
    }

    @Test("Held twice, resumed before it began: refused")
    func twice() async throws {
        let desk = try await Self.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        try await desk.submit(.command(.hold(from: nil, reason: "first"), on: "foi"))
        let again = try await desk.refusal {
            try await desk.submit(.command(.hold(from: nil, reason: "r"), on: "foi"))
        }
        #expect(again == "foi has been held since Mon 8 Jan 2018 (first). Resume it first.")
        let early = try await desk.refusal {
            try await desk.submit(.command(.resume(on: CivilDate(iso: "2018-01-05")), on: "foi"))
        }
        #expect(early == "foi was held only on Mon 8 Jan 2018.")
    }
}
