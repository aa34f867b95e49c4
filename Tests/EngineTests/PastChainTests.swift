import Deadlines
import Engine
import Testing

/// Deadlines that count from others, when both have passed.
@Suite("Chains of past deadlines")
struct PastChainTests {
    private static let meeting = """
        workflow: meeting
        version: 1
        calendar: england-and-wales
        parties: [clerk]
        facts: { starts: { type: date-time }, venue: { type: text } }
        states: { planned: { events: { published: held } }, held: { final: true } }
        deadlines:
          papers: { due: 3 working days before agenda, when-missed: { consequence: late, to: clerk } }
          agenda:
            due: 5 clear days before starts
            met-by: published
            when-missed: { consequence: item-cannot-be-taken, to: clerk }
        """

    private func standing(_ desk: Desk) async throws -> [String] {
        [
            try await desk.standing("papers", of: "m"), try await desk.standing("agenda", of: "m"),
        ]
    }

    @Test("When a meeting moves, every past day that hangs on it moves in the same step")
    func moved() async throws {
        let desk = try Desk(at: "2018-02-01T10:00", Self.meeting)
        try await desk.open("m", as: "meeting", ["starts": "2018-03-19T10:00"])
        try await desk.advance(to: "2018-03-13T10:00")
        #expect(try await standing(desk) == ["missed 2018-03-07", "missed 2018-03-11"])
        try await desk.set(["starts": "2018-04-30T10:00"], of: "m")
        #expect(try await standing(desk) == ["running 2018-04-18", "running 2018-04-22"])
        let before = try await desk.history("m").count
        try await desk.set(["venue": "Castle"], of: "m")
        let last = try #require(try await desk.history("m").last)
        #expect(try await desk.history("m").count == before + 1)
        #expect(last.payload.effects.count == 1, "\(last.payload.effects)")
    }

    private static let letter = """
        workflow: letter
        version: 1
        calendar: england-and-wales
        parties: [clerk]
        facts: { topic: { type: text } }
        records: [sent]
        states: { open: { events: { answered: {} } } }
        deadlines:
          response: { due: 10 working days after sent, met-by: answered, when-missed: { consequence: breach, to: clerk } }
        """

    @Test("Amendments judge a day that had passed by the calendar of then, one after another")
    func amended() async throws {
        let whole = Shipped.englandAndWales
        let older = Shipped.beforeTheFuneral(whole)
        let desk = try Desk(at: "2022-09-12T10:00", Self.letter, calendars: [older])
        try await desk.open("m", as: "letter", ["topic": "Crime"])
        try await desk.record("sent", of: "m")
        try await desk.advance(to: "2022-09-29T10:00")
        #expect(try await desk.standing("response", of: "m") == "missed 2022-09-26")
        // A holiday too late for it: by it the day would have been the 27th.
        try await desk.submit(.adopt(desk.library(by: [whole])))
        try await desk.submit(
            .command(
                .correct(sequence: 1, facts: [GivenFact("topic", ["Rural"])], reason: "r"),
                on: "m"))
        try await desk.record("answered", of: "m", occurred: "2022-09-28")
        let answered = try await desk.state("m").sequence
        #expect(try await desk.standing("response", of: "m") == "met-late 2022-09-26")
        try await desk.correct(answered, of: "m", to: "2022-09-27")
        #expect(try await desk.standing("response", of: "m") == "met-late 2022-09-26")
        try await desk.retract(answered, of: "m")
        #expect(try await desk.standing("response", of: "m") == "missed 2022-09-26")
        try await desk.advance(to: "2022-10-03T10:00")
        #expect(try await desk.sent().filter { $0.contains("missed") }.count == 1)
        #expect(try await desk.findings().isEmpty)
    }

    @Test("What happens in another scrutiny rewrites no past day by a calendar that came between")
    func elsewhere() async throws {
        let whole = Shipped.englandAndWales
        let older = Shipped.beforeTheFuneral(whole)
        let linked = Self.meeting
            .replacing("workflow: meeting", with: "workflow: follow-up")
            .replacing(
                "venue: { type: text }", with: "meeting: { type: scrutiny, of: meeting }"
            )
            .replacing("5 clear days before starts", with: "5 clear days before meeting.starts")
        let desk = try Desk(at: "2022-08-20T10:00", Self.meeting, linked, calendars: [older])
        try await desk.open("other", as: "meeting", ["starts": "2022-09-26T10:00"])
        try await desk.open("m", as: "follow-up", ["meeting": "other"])
        try await desk.advance(to: "2022-09-15T10:00")
        #expect(try await standing(desk) == ["missed 2022-09-14", "running 2022-09-18"])
        try await desk.submit(.adopt(desk.library(by: [whole])))
        #expect(try await standing(desk) == ["missed 2022-09-14", "running 2022-09-15"])
        try await desk.set(["venue": "Castle"], of: "other")
        #expect(try await standing(desk) == ["missed 2022-09-14", "running 2022-09-15"])
        // A change of the other meeting's day does, through the chain.
        try await desk.set(["starts": "2022-09-30T10:00"], of: "other")
        #expect(try await standing(desk) == ["running 2022-09-16", "running 2022-09-22"])
        #expect(try await desk.findings().isEmpty)
    }

    @Test("What a calendar did to the deadline it counts from never rewrites a past one")
    func calendar() async throws {
        let whole = Shipped.englandAndWales
        let older = Shipped.beforeTheFuneral(whole)
        let desk = try Desk(at: "2022-08-20T10:00", Self.meeting, calendars: [older])
        try await desk.open("m", as: "meeting", ["starts": "2022-09-26T10:00"])
        try await desk.advance(to: "2022-09-15T10:00")
        #expect(try await standing(desk) == ["missed 2022-09-14", "running 2022-09-18"])
        let explained = try await desk.run("papers", of: "m")
        try await desk.submit(.adopt(desk.library(by: [whole])))
        #expect(try await standing(desk) == ["missed 2022-09-14", "running 2022-09-15"])
        try await desk.set(["venue": "Castle"], of: "m")
        #expect(try await standing(desk) == ["missed 2022-09-14", "running 2022-09-15"])
        #expect(try await desk.run("papers", of: "m") == explained)
        // A change of the meeting itself does.
        try await desk.set(["starts": "2022-09-27T10:00"], of: "m")
        #expect(try await standing(desk) == ["missed 2022-09-14", "running 2022-09-19"])
        try await desk.set(["starts": "2022-09-30T10:00"], of: "m")
        #expect(try await standing(desk) == ["running 2022-09-16", "running 2022-09-22"])
        #expect(try await desk.findings().isEmpty)
    }
}
