import Engine
import Testing

/// Clause 7: what a guard makes of what is not known, and of what is.
@Suite("Guards over what is known and unknown")
struct UnknownTests {
    /// Whether a guard lets an event through, with these facts known.
    private func holds(
        _ condition: String, _ facts: [String: String] = [:], items: [String] = [],
        answered: [String] = [], occurred: String? = nil
    ) async throws -> Bool {
        let desk = try Desk(
            at: "2018-01-08T10:00",
            """
            workflow: w
            version: 1
            parties: [clerk]
            facts:
              votes: { type: number }
              members: { type: number }
              topic: { type: text }
              sure: { type: boolean }
              kind: { type: choice, of: [staff, chief-constable] }
              first: { type: date }
              second: { type: date }
              lines: { type: list }
              linked: { type: scrutiny, of: w, many: true }
            items:
              recommendation:
                key: outline
                states: { open: { events: { answered: closed } }, closed: { final: true } }
            records: [told]
            states:
              a: { events: { go: { to: b, if: \(condition) } } }
              b: {}
            deadlines:
              limit: { due: 2 weeks after first, met-by: told }
            """)
        try await desk.open("s", as: "w", facts)
        for item in items { try await desk.add("recommendation/\(item)", to: "s") }
        for item in answered {
            try await desk.record("answered", of: "s", at: ["recommendation/\(item)"])
        }
        return try await desk.refusal {
            try await desk.record("go", of: "s", occurred: occurred)
        } == nil
    }

    @Test(
        "A comparison with an unknown is false, whichever way it is put",
        arguments: [
            "kind is staff", "kind is not staff", "votes is at least 1", "sure is true",
            "sure is not true", "votes is at least 2/3 of members", "first is before second",
            "first is on or after second", "limit is running", "limit is not met",
            "occurred is before first", "earlier of first and second is after 2017-01-01",
            "topic is known", "told is known", "limit is known",
        ])
    func unknown(condition: String) async throws {
        // The deadline has a status though no day: it is not-started, so "is not met" holds.
        #expect(try await holds(condition) == (condition == "limit is not met"))
    }

    @Test(
        "With the facts known it is what it says",
        arguments: [
            ("kind is staff", true), ("kind is not staff", false),
            ("kind is not chief-constable", true), ("topic is known", true),
            ("topic is unknown", false), ("lines is known", true), ("sure is true", true),
            ("votes is at least 14", true), ("votes is at least 14.5", false),
            ("votes is at least 2/3 of members", true), ("first is before second", true),
            ("second is on or before first", false), ("first is on or before first", true),
            ("first is after first", false), ("limit is running", true),
            ("limit is not-started", false), ("limit is known", true),
            ("limit is after 2018-01-14", true), ("occurred is after first", true),
            ("in a", true), ("not in a", false),
            ("in b or votes is at least 14", true), ("in b and votes is at least 14", false),
            ("7 days after first is before second", false),
            ("later of first and second is on or after 2018-01-05", true),
        ])
    func known(condition: String, expected: Bool) async throws {
        let facts = [
            "kind": "staff", "topic": "Fraud", "lines": "one", "sure": "true", "votes": "14",
            "members": "20", "first": "2018-01-01", "second": "2018-01-05",
        ]
        #expect(try await holds(condition, facts) == expected)
    }

    @Test("An empty text and an empty list are unknown")
    func empty() async throws {
        #expect(try await holds("topic is unknown", ["topic": ""]))
        #expect(try await holds("topic is unknown", ["topic": "   "]))
        #expect(try await holds("lines is unknown", ["lines": ""]))
    }

    @Test(
        "Two thirds of all members, exactly",
        arguments: [("13", "20", false), ("14", "20", true), ("8", "12", true), ("7", "12", false)])
    func share(votes: String, members: String, expected: Bool) async throws {
        let facts = ["votes": votes, "members": members]
        #expect(try await holds("votes is at least 2/3 of members", facts) == expected)
    }

    @Test(
        "Quantifiers over items; every over none is true",
        arguments: [
            ("every recommendation in closed", 0, 0, true),
            ("every recommendation in closed", 2, 1, false),
            ("every recommendation in closed", 2, 2, true),
            ("every recommendation in open or closed", 2, 1, true),
            ("any recommendation in closed", 0, 0, false),
            ("any recommendation in closed", 2, 1, true),
            ("any recommendation", 1, 0, true), ("any recommendation", 0, 0, false),
            ("no recommendation in open", 2, 2, true), ("no recommendation in open", 2, 1, false),
            ("no recommendation", 0, 0, true),
            ("at least 2 recommendation in open", 2, 0, true),
            ("at least 2 recommendation in open", 2, 1, false),
        ])
    func items(condition: String, all: Int, answered: Int, expected: Bool) async throws {
        let keys = ["a", "b"].prefix(all)
        #expect(
            try await holds(
                condition, items: Array(keys), answered: Array(keys.prefix(answered)))
                == expected)
    }

    @Test("Occurred is the day it happened, not the day it was recorded")
    func occurred() async throws {
        let facts = ["first": "2018-01-05"]
        #expect(try await holds("occurred is before first", facts, occurred: "2018-01-04"))
        #expect(try await !holds("occurred is before first", facts))
        #expect(try await !holds("occurred is before first", facts, occurred: "unknown"))
    }
}
