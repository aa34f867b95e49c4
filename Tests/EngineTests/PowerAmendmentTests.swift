import Deadlines
import Engine
import Testing
import Workflows

/// Powers that lapse, and what they count from, put right.
@Suite("Powers that are put right")
struct PowerAmendmentTests {
    private static let power = """
        workflow: power
        version: 1
        parties: [clerk]
        facts: { notified: { type: date } }
        states:
          open: { events: { told: { do: [ { set: { notified: occurred } } ] }, used: taken, gone: lapsed } }
          taken: {}
          lapsed: { events: { used: taken } }
        deadlines:
          use:
            due: 4 days after notified
            while: open
            met-by: used
            when-missed: { consequence: lapse, to: clerk, raise: gone }
        """

    /// A power told of on Mon 8 January, which lapses after Fri 12 January.
    private func powerDesk() async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", Self.power)
        try await desk.open("crime", as: "power")
        try await desk.record("told", of: "crime")
        return desk
    }

    @Test("A power whose use is taken back after its day has lapsed, and that is told once")
    func lapsedAfterAll() async throws {
        let desk = try await powerDesk()
        try await desk.record("used", of: "crime")
        try await desk.advance(to: "2018-01-20T10:00")
        try await desk.retract(3)
        #expect(try await desk.states("crime") == ["lapsed"])
        #expect(try await desk.standing("use", of: "crime") == "lapsed 2018-01-12")
        try await desk.advance(to: "2018-01-30T10:00")
        #expect(try await desk.sent().filter { $0.contains("missed") }.count == 1)
        #expect(try await desk.findings().isEmpty)
    }

    @Test("A lapse whose day was another has the right day, though it led elsewhere")
    func lapsedOnAnotherDay() async throws {
        let desk = try await powerDesk()
        try await desk.advance(to: "2018-01-30T10:00")
        #expect(try await desk.standing("use", of: "crime") == "lapsed 2018-01-12")
        try await desk.correct(2, to: "2018-01-05")
        #expect(try await desk.standing("use", of: "crime") == "lapsed 2018-01-09")
        #expect(try await desk.findings().isEmpty)
    }

    @Test("A fact that was set wrongly is taken back: the power it let lapse is there again")
    func retractedFact() async throws {
        let desk = try Desk(at: "2018-01-08T10:00", Self.power)
        try await desk.open("crime", as: "power")
        try await desk.set(["notified": "2017-12-08"], of: "crime")
        #expect(try await desk.standing("use", of: "crime") == "lapsed 2017-12-12")
        #expect(try await desk.states("crime") == ["lapsed"])
        try await desk.retract(2)
        #expect(try await desk.standing("use", of: "crime") == "not-started")
        #expect(try await desk.states("crime") == ["open"])
        try await desk.set(["notified": "2018-01-08"], of: "crime")
        #expect(try await desk.standing("use", of: "crime") == "running 2018-01-12")
        try await desk.record("used", of: "crime")
        #expect(try await desk.standing("use", of: "crime") == "met 2018-01-12")
        #expect(try await desk.findings().isEmpty)
    }

    @Test("What an entry should have given is given from then on: what lapsed without it has not")
    func facts() async throws {
        let desk = try Desk(at: "2018-01-08T10:00", Self.power)
        try await desk.open("crime", as: "power", ["notified": "2017-12-08"])
        #expect(try await desk.standing("use", of: "crime") == "lapsed 2017-12-12")
        #expect(try await desk.states("crime") == ["lapsed"])
        try await desk.submit(
            .command(
                .correct(
                    sequence: 1, facts: [GivenFact("notified", ["2018-01-08"])],
                    reason: "mistyped"), on: "crime"))
        #expect(try await desk.standing("use", of: "crime") == "running 2018-01-12")
        #expect(try await desk.states("crime") == ["open"])
        // Who was told that it lapsed is told that it has not.
        let notice = try await desk.store.read { try $0.reminders(of: "crime") }
            .compactMap(\.reminder.because)
        #expect(
            notice == [
                "It was Tue 12 Dec 2017 and had lapsed. It is open again because entry 1 was "
                    + "corrected: mistyped."
            ])
        try await desk.record("used", of: "crime")
        #expect(try await desk.standing("use", of: "crime") == "met 2018-01-12")
        // A later correction builds on it.
        try await desk.correct(try await desk.state("crime").sequence, to: "2018-01-08")
        #expect(try await desk.state("crime").root.facts["notified"]?.line == "2018-01-08")
        #expect(try await desk.findings().isEmpty)
    }

    @Test(
        "Facts that an entry cannot have given are refused",
        arguments: [
            (1, "nothing", "There is no fact \"nothing\" here."),
            (1, "notified", "notified: \"30 February\" is not a date."),
            (
                2, "notified",
                "Entry 2 (hold) gives no facts there: only open, import, record, set and add"
            ),
        ])
    func wrongFacts(_ sequence: Int, _ name: String, _ sentence: String) async throws {
        let desk = try await powerDesk()
        try await desk.open("other", as: "power", ["notified": "2018-01-08"])
        try await desk.submit(.command(.hold(from: nil, reason: "r"), on: "other"))
        let before = try await desk.fingerprint()
        let refusal = try await desk.refusal {
            try await desk.submit(
                .command(
                    .correct(
                        sequence: sequence, facts: [GivenFact(name, ["30 February"])],
                        reason: "r"), on: "other"))
        }
        #expect(refusal?.hasPrefix(sentence) == true, "\(refusal ?? "accepted")")
        #expect(try await desk.fingerprint() == before)
    }
}
