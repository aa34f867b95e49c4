import Deadlines
import Engine
import Testing

/// Time that was given, on clocks that are held.
@Suite("Holds in the time that was given")
struct ExtendedClockTests {
    private static let answer = DeadlineID(item: nil, name: "answer")

    /// An answer due on Mon 5 February, or with the time given.
    private func desk(_ extra: Extra) async throws -> Desk {
        let desk = try await ClockworkTests.desk()
        try await desk.record("notice", of: "foi", occurred: "2018-01-08")
        try await desk.submit(
            .command(.extend(Self.answer, extra, reason: "agreed"), on: "foi"))
        return desk
    }

    private func hold(_ desk: Desk) async throws -> Answer {
        try await desk.submit(.command(.hold(from: nil, reason: "strike"), on: "foi"))
    }

    @Test("A span is counted like the rule: held days in it do not count")
    func span() async throws {
        let desk = try await desk(.by(try Span(parsing: "10 working days")))
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-02-19")
        try await desk.advance(to: "2018-02-12T10:00")
        let held = try await hold(desk)
        #expect(held.flags.filter { $0.hasPrefix("answer") } == [])
        #expect(try await desk.standing("answer", of: "foi") == "paused")
        try await desk.advance(to: "2018-02-26T10:00")
        #expect(try await desk.standing("answer", of: "foi") == "paused")
        try await desk.submit(.command(.resume(on: nil), on: "foi"))
        // Mon 12 to Sun 25 February are ten working days.
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-03-05")
        let steps = try await desk.run("answer", of: "foi").steps.map(\.text)
        #expect(steps.contains { $0.contains("the hold") && $0.contains("strike") }, "\(steps)")
        #expect(steps.contains("extended by 10 working days to Mon 5 Mar 2018: agreed, entry 3"))
        #expect(try await desk.findings().isEmpty)
    }

    @Test("A day stays, held or not, and is named among those that go on")
    func day() async throws {
        let desk = try await desk(.to(Desk.moment("2018-02-19").date))
        try await desk.advance(to: "2018-01-15T10:00")
        let held = try await hold(desk)
        #expect(
            held.flags.contains(
                "answer was given time until a fixed day (Mon 19 Feb 2018): it goes on."),
            "\(held.flags)")
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-02-19")
        try await desk.advance(to: "2018-01-22T10:00")
        try await desk.submit(.command(.resume(on: nil), on: "foi"))
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-02-19")
        #expect(try await desk.sent().filter { $0.contains("changed") }.count == 1)
        #expect(try await desk.findings().isEmpty)
    }

    private static let complaint = """
        workflow: complaint
        version: 1
        parties: [clerk]
        records: [received]
        periods: { away: { in: away } }
        states: { here: { events: { referred: away } }, away: { events: { back: here } } }
        deadlines:
          answer:
            due: 20 working days after received ignoring away
            when-missed: { consequence: breach, to: clerk }
        """

    @Test("A period that stops the rule stops the time that was given to it")
    func period() async throws {
        let desk = try Desk(at: "2018-01-08T10:00", Self.complaint)
        try await desk.open("foi", as: "complaint")
        try await desk.record("received", of: "foi", occurred: "2018-01-08")
        let span = try Span(parsing: "10 working days")
        try await desk.submit(
            .command(.extend(Self.answer, .by(span), reason: "agreed"), on: "foi"))
        try await desk.advance(to: "2018-02-12T10:00")
        try await desk.record("referred", of: "foi")
        #expect(try await desk.standing("answer", of: "foi") == "paused")
        try await desk.advance(to: "2018-02-25T10:00")
        try await desk.record("back", of: "foi")
        // Both ends of Mon 12 to Sun 25 February belong to the period.
        #expect(try await desk.standing("answer", of: "foi") == "running 2018-03-05")
    }

    private static let power = """
        workflow: power
        version: 1
        parties: [clerk]
        records: [told]
        states: { open: { events: { gone: lapsed } }, lapsed: {} }
        deadlines:
          use: { due: 4 days after told, while: open, when-missed: { consequence: lapse, to: clerk, raise: gone } }
          report: { due: 90 days after told }
        """

    @Test("A hold from before a day that passed and led on is taken, and says what it cannot undo")
    func tooLate() async throws {
        let desk = try Desk(at: "2018-01-08T10:00", Self.power)
        try await desk.open("foi", as: "power")
        try await desk.record("told", of: "foi")
        try await desk.advance(to: "2018-01-15T10:00")
        let held = try await desk.submit(
            .command(.hold(from: Desk.moment("2018-01-10").date, reason: "r"), on: "foi"))
        #expect(
            held.flags == [
                "use passed on Fri 12 Jan 2018 and led on: a hold from Wed 10 Jan 2018 does not "
                    + "undo that. Correct the day of an earlier hold, or what was recorded."
            ])
        #expect(try await desk.standing("use", of: "foi") == "lapsed 2018-01-12")
        #expect(try await desk.standing("report", of: "foi") == "paused")
    }
}
