import Engine
import Testing

/// Clause 16: acknowledging silences repeats, for that person, until something changes.
@Suite("Acknowledging")
struct AcknowledgeTests {
    private func desk(_ ladder: String, due: String) async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", LadderTests.workflow(ladder))
        try await desk.open("a", as: "letter", ["due-day": due])
        return desk
    }

    @Test("Acknowledging silences repeats for that person until the status changes")
    func acknowledged() async throws {
        let desk = try await desk(
            "{ when: [every 1 week after, 10 days after], at-most: 3, to: [clerk, chair] }",
            due: "2018-02-15")
        try await desk.advance(to: "2018-02-16T10:00")
        try await desk.acknowledge("response", of: "a", by: "clerk")
        try await desk.advance(to: "2018-03-02T00:00")
        #expect(
            try await desk.sent() == [
                "2018-02-22T09:00 to chair: response, every 1 week after#1",
                "2018-02-26T09:00 to clerk: response, 10 days after",
                "2018-02-26T09:00 to chair: response, 10 days after",
                "2018-03-01T09:00 to chair: response, every 1 week after#2",
            ])
        try await desk.set(["due-day": "2018-03-08"], of: "a")
        try await desk.advance(to: "2018-03-16T00:00")
        #expect(
            try await desk.sent().contains(
                "2018-03-15T09:00 to clerk: response, every 1 week after#1"))
    }

    @Test("Acknowledging before the day does not silence the repeats after the miss")
    func acknowledgedEarly() async throws {
        let desk = try await desk(
            "{ when: [every 1 week after], at-most: 1, to: clerk }", due: "2018-02-15")
        try await desk.acknowledge("response", of: "a", by: "clerk")
        try await desk.advance(to: "2018-03-01T00:00")
        #expect(try await desk.sent().count == 1)
    }

    @Test("A moved due date ends the acknowledgement, even where it has passed already")
    func acknowledgedThenMoved() async throws {
        let desk = try await desk(
            "{ when: [every 1 week after], at-most: 3, to: clerk }", due: "2018-02-15")
        try await desk.advance(to: "2018-02-20T10:00")
        try await desk.acknowledge("response", of: "a", by: "clerk")
        try await desk.set(["due-day": "2018-02-14"], of: "a")
        try await desk.advance(to: "2018-02-22T10:00")
        #expect(try await desk.standing("response", of: "a") == "missed 2018-02-14")
        #expect(
            try await desk.sent().contains(
                "2018-02-21T09:00 to clerk: response, every 1 week after#1"))
    }

    @Test("Acknowledging twice changes nothing; a deadline that never began cannot be")
    func acknowledgedTwice() async throws {
        let desk = try await desk("{ when: on the day, to: clerk }", due: "2018-02-15")
        try await desk.acknowledge("response", of: "a", by: "clerk")
        let again = try await desk.acknowledge("response", of: "a", by: "clerk")
        #expect(again.outcome == .unchanged)
        let said = try await desk.refusal {
            try await desk.acknowledge("nothing", of: "a", by: "clerk")
        }
        #expect(said == "There is no deadline \"nothing\" here. Known: response.")
    }
}
