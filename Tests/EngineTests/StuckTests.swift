import Deadlines
import Engine
import Testing

/// A scrutiny that cannot do what has fallen due.
@Suite("Scrutinies that are stuck")
struct StuckTests {
    private static func review(_ name: String, calendar: String) -> String {
        """
        workflow: \(name)
        version: 1
        calendar: \(calendar)
        parties: [clerk]
        facts: { ends: { type: date } }
        states: { open: { events: { answered: done } }, done: { final: true } }
        deadlines:
          answer:
            due: by ends
            met-by: answered
            when-missed: { consequence: breach, to: clerk }
        """
    }

    @Test("It stops no other, stands in the status, and does it all once it can")
    func stuck() async throws {
        let desk = try Desk(
            at: "2018-01-08T10:00", Self.review("one", calendar: "england-and-wales"),
            Self.review("two", calendar: "united-kingdom"),
            calendars: [Shipped.englandAndWales, Shipped.unitedKingdom])
        try await desk.open("a", as: "one", ["ends": "2018-01-10"])
        try await desk.open("b", as: "two", ["ends": "2018-01-10"])
        try await desk.submit(.adopt(desk.library(by: [Shipped.unitedKingdom])))
        try await desk.advance(to: "2018-01-11T10:00")
        #expect(try await desk.standing("answer", of: "a") == "running 2018-01-10")
        #expect(try await desk.standing("answer", of: "b") == "missed 2018-01-10")
        #expect(try await problems(desk).count == 1)
        #expect(
            try await problems(desk).first?.hasPrefix(
                "a cannot go on, and is tried again each hour: The calendar england-and-wales is "
                    + "missing.") == true)
        // It is tried again later than it is due, and that is known.
        #expect(try await desk.findings().isEmpty)

        let both = [Shipped.englandAndWales, Shipped.unitedKingdom]
        try await desk.submit(.adopt(desk.library(by: both)))
        try await desk.advance(to: "2018-01-11T12:00")
        #expect(try await desk.standing("answer", of: "a") == "missed 2018-01-10")
        #expect(try await desk.sent().count == 2)
        #expect(try await problems(desk) == [])
        #expect(try await desk.findings().isEmpty)
    }

    private func problems(_ desk: Desk) async throws -> [String] {
        try await desk.engine.read { try $1.problems(in: $0) }
    }
}
