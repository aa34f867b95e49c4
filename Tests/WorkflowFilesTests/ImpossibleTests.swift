import Documents
import Testing
import WorkflowFiles

/// What `workflow check` proves to be impossible without knowing a fact.
@Suite("What can never be")
struct ImpossibleTests {
    private func errors(range: String, guard condition: String = "in open") -> [String] {
        DefinitionErrorTests.errors(
            """
            workflow: w
            version: 1
            parties: [clerk]
            facts:
              received: { type: date }
              for-year: { type: year }
              meeting: { type: date, \(range) }
            checks: [ { if: \(condition), say: "look" } ]
            states:
              open:
                states:
                  both:
                    parallel: true
                    states:
                      left: { states: { l1: { events: { go: l2 } }, l2: {} } }
                      right: { states: { r1: { events: { go: r2 } }, r2: {} } }
                  single: {}
                events: { done: closed, other: open/single }
              closed: { final: true }
            """
        ).map { "\($0.line): \($0.reason)" }
    }

    @Test(
        "A range whose ends hang on one anchor and never hold a day is an error",
        arguments: [
            "not-before: 10 days after received, not-after: 5 days after received",
            "not-before: 2027-03-01, not-after: 2027-02-28",
            "not-before: 1 March in for-year, not-after: 8 February in for-year",
            "not-before: 10 clear days after received, not-after: 5 clear days after received",
            "not-before: received, not-after: 1 day before received",
        ])
    func impossible(range: String) {
        let found = errors(range: range)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("7: no day can ever be in the range of meeting: ") == true)
    }

    @Test(
        "A range that may hold a day is none",
        arguments: [
            "not-before: 5 days after received, not-after: 10 days after received",
            "not-before: received, not-after: received",
            "not-before: 5 clear days after received, not-after: 8 February in for-year",
            // Only holidays can make four working days longer than a week; but they can.
            "not-before: 7 days after received, not-after: 4 working days after received",
            "not-before: 2027-02-28, not-after: 2027-02-28",
            "not-before: 1 March in for-year",
        ])
    func possible(range: String) {
        #expect(errors(range: range) == [])
    }

    @Test(
        "A guard that asks for two states of which only one can be active is an error",
        arguments: [
            ("in open and in closed", "it can never be in open and in closed at once"),
            (
                "in l1 and in l2",
                "it can never be in open/both/left/l1 and in open/both/left/l2 at once"
            ),
            (
                "in single and in r1",
                "it can never be in open/single and in open/both/right/r1 at once"
            ),
            (
                "in l1 and (received is known and in closed)",
                "it can never be in open/both/left/l1 and in closed at once"
            ),
            ("in l1 and not in both", "what is in open/both/left/l1 is always in open/both"),
            ("in closed and not in closed", "what is in closed is always in closed"),
        ])
    func exclusive(condition: String, said: String) {
        #expect(errors(range: "not-before: received", guard: condition) == ["8: \(said)"])
    }

    @Test(
        "States beside each other in a parallel one, and one inside another, go together",
        arguments: [
            "in l1 and in r2", "in open and in single", "in l1 or in l2", "in left and not in r1",
        ])
    func together(condition: String) {
        #expect(errors(range: "not-before: received", guard: condition) == [])
    }
}
