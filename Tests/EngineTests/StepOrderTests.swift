import Deadlines
import Engine
import Testing

/// Clauses 1 and 2: what one step does in which order, and which events are accepted.
@Suite("One step")
struct StepOrderTests {
    static let review = """
        workflow: review
        version: 1
        parties: [clerk]
        facts:
          lines: { type: list }
          period-ends: { type: date }
        records: [late-evidence]
        items:
          recommendation:
            key: outline
            states:
              open: { events: { answered: closed } }
              closed: { final: true }
        states:
          scoping:
            events:
              agreed: { to: asking, if: lines is known, otherwise-say: "Record the lines first." }
          asking:
            events: { asked: checking, response-judged: { to: checking, if: response is met } }
          checking:
            always: [ { to: closed, if: every recommendation in closed } ]
            events: { noted: closed }
          closed: { final: true }
        deadlines:
          response: { due: by period-ends, while: asking, met-by: [response-judged, response-in] }
        """

    private func desk() async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", Self.review)
        try await desk.open("rural-crime", as: "review")
        return desk
    }

    @Test("Facts given with an event are set before its guard is asked")
    func factsFirst() async throws {
        let desk = try await desk()
        try await desk.record("agreed", of: "rural-crime", ["lines": "How often?"])
        #expect(try await desk.states("rural-crime") == ["asking"])
    }

    @Test("A deadline is judged before the chart moves")
    func judgedFirst() async throws {
        let desk = try await desk()
        try await desk.record("agreed", of: "rural-crime", ["lines": "x"])
        try await desk.set(["period-ends": "2018-02-01"], of: "rural-crime")
        try await desk.record("response-judged", of: "rural-crime")
        #expect(try await desk.states("rural-crime") == ["closed"])
        #expect(try await desk.standing("response", of: "rural-crime") == "met 2018-02-01")
    }

    @Test("An item's move lets its scrutiny go on in the same step")
    func parentFollows() async throws {
        let desk = try await desk()
        try await desk.add("recommendation/a", "recommendation/b", to: "rural-crime")
        try await desk.record("agreed", of: "rural-crime", ["lines": "x"])
        try await desk.record("asked", of: "rural-crime")
        #expect(try await desk.states("rural-crime") == ["checking"])
        let answer = try await desk.record(
            "answered", of: "rural-crime", at: ["recommendation/a", "recommendation/b"])
        #expect(answer.states == ["closed"])
        #expect(try await desk.history("rural-crime").count == 5)
    }

    @Test("A refused event undoes the facts given with it")
    func refusalUndoes() async throws {
        let desk = try await desk()
        let before = try await desk.fingerprint()
        let said = try await desk.refusal {
            try await desk.record("asked", of: "rural-crime", ["lines": "x"])
        }
        #expect(said != nil)
        #expect(try await desk.fingerprint() == before)
    }

    @Test("An event that one of several items refuses happens to none of them")
    func allOrNone() async throws {
        let desk = try await desk()
        try await desk.add("recommendation/a", "recommendation/b", to: "rural-crime")
        try await desk.record("answered", of: "rural-crime", at: ["recommendation/b"])
        let before = try await desk.fingerprint()
        let said = try await desk.refusal {
            try await desk.record(
                "answered", of: "rural-crime", at: ["recommendation/a", "recommendation/b"])
        }
        #expect(said?.contains("rural-crime/recommendation/b") == true)
        #expect(try await desk.fingerprint() == before)
    }

    @Test("A refusal names what is accepted: transitions, armed deadlines, records")
    func namesAccepted() async throws {
        let desk = try await desk()
        try await desk.record("agreed", of: "rural-crime", ["lines": "x"])
        let said = try await desk.refusal { try await desk.record("noted", of: "rural-crime") }
        #expect(
            said == "rural-crime in asking does not accept \"noted\". "
                + "It accepts: asked, response-judged, response-in, late-evidence.")
    }

    @Test("A guard that refuses says what its author wrote")
    func saysOtherwise() async throws {
        let desk = try await desk()
        let said = try await desk.refusal { try await desk.record("agreed", of: "rural-crime") }
        #expect(said == "Record the lines first.")
    }

    @Test("A listed record is accepted in every state and changes none")
    func records() async throws {
        let desk = try await desk()
        try await desk.record("late-evidence", of: "rural-crime", occurred: "2018-01-03")
        #expect(try await desk.states("rural-crime") == ["scoping"])
        #expect(try await desk.state("rural-crime").root.latest("late-evidence")?.date != nil)
    }

    @Test("An event that meets an armed deadline is accepted though no transition takes it")
    func meetsWithoutTransition() async throws {
        let desk = try await desk()
        let early = try await desk.refusal {
            try await desk.record("response-in", of: "rural-crime")
        }
        #expect(early?.contains("does not accept") == true)
        try await desk.record("agreed", of: "rural-crime", ["lines": "x"])
        try await desk.record("response-in", of: "rural-crime")
        #expect(try await desk.standing("response", of: "rural-crime") == "met")
        #expect(try await desk.states("rural-crime") == ["asking"])
    }

    @Test(
        "What has occurred cannot lie in the future, not even later today",
        arguments: [
            ("2018-01-09", false), ("2018-01-08T10:01", false), ("2018-01-08T10:00", true),
            ("2018-01-08", true), ("2017-12-01T23:59", true), ("unknown", true),
        ])
    func future(occurred: String, isAccepted: Bool) async throws {
        let desk = try await desk()
        let said = try await desk.refusal {
            try await desk.record("late-evidence", of: "rural-crime", occurred: occurred)
        }
        #expect((said == nil) == isAccepted)
        if let said { #expect(said.contains("has not happened yet: today is")) }
    }

    @Test(
        "A moment that never was, or cannot be meant, is refused with what to do",
        arguments: [
            ("2017-03-26T01:30", "the clocks went forward then, and passed it over. Give the time"),
            ("0017-01-05", "it is more than a century ago. Check the year."),
            ("0001-01-01", "it is more than a century ago. Check the year."),
        ])
    func neverWas(occurred: String, sentence: String) async throws {
        let desk = try await desk()
        let said = try await desk.refusal {
            try await desk.record("late-evidence", of: "rural-crime", occurred: occurred)
        }
        #expect(said?.hasPrefix("\(occurred): \(sentence)") == true, "\(said ?? "accepted")")
    }

    @Test("In summer the day begins an hour before universal time's")
    func localDay() async throws {
        let desk = try Desk(at: "2018-07-06T00:30", Self.review)
        try await desk.open("summer", as: "review")
        try await desk.record("late-evidence", of: "summer", occurred: "2018-07-06")
        #expect(try await desk.state("summer").openedOn.description == "2018-07-06")
    }

    @Test("A scrutiny that is over refuses events but its items may still move")
    func final() async throws {
        let desk = try await desk()
        try await desk.add("recommendation/a", to: "rural-crime")
        try await desk.record("agreed", of: "rural-crime", ["lines": "x"])
        try await desk.record("asked", of: "rural-crime")
        try await desk.record("noted", of: "rural-crime")
        let said = try await desk.refusal {
            try await desk.record("late-evidence", of: "rural-crime")
        }
        #expect(said == "rural-crime is closed: nothing more can be recorded of it.")
        try await desk.record("answered", of: "rural-crime", at: ["recommendation/a"])
        #expect(try await desk.states("rural-crime", item: "recommendation/a") == ["closed"])
    }
}
