import Foundation
import Simulation
import Testing

/// What `simulate` and `workflow test` say of each step.
@Suite("Frames")
struct FrameTests {
    static let call = """
        workflow: call
        version: 1
        parties: [clerk, chair]
        facts: { closes: { type: date }, meeting: { type: scrutiny, of: panel-meeting } }
        items:
          witness:
            key: slug
            facts: { email: { type: email } }
            states: { invited: { events: { received: responded } }, responded: { final: true } }
            deadlines:
              evidence:
                due: by closes
                while: invited
                met-by: received
                remind: [ { when: [1 week before], to: [email, clerk] } ]
        states:
          open: { events: { over: { to: closed, if: closes is known } } }
          closed: { final: true }
        deadlines:
          papers: { due: 5 clear days before meeting.starts, while: open, when-missed: { consequence: late, to: chair } }
        """
    static let meeting = """
        workflow: panel-meeting
        version: 1
        happens-on: starts
        facts: { starts: { type: date-time } }
        states: { planned: {} }
        """

    @Test("The frame before any step is empty, one frame follows each step")
    func numbered() async throws {
        let frames = try await Told.script(
            Self.call, "- { open: c }\n- { advance: 1 day }\n")
        #expect(frames.map(\.step) == [0, 1, 2])
        #expect(frames[0].states == [])
        #expect(frames[0].at == "2018-01-01T09:00")
        #expect(frames[2].at == "2018-01-02T09:00")
        #expect(frames[1].states == ["open"])
        #expect(frames[1].deadlines["papers"]?.status == "not-started")
    }

    @Test("A frame shows items, deadlines and what was sent since the frame before")
    func contents() async throws {
        let frames = try await Told.script(
            Self.call,
            """
            - { open: c, set: { closes: 2018-02-15 } }
            - { add: [witness/halc, witness/nfu], set: { email: w@example.org } }
            - { record: received, at: witness/nfu }
            - { advance-to: 2018-02-08T09:00 }
            - { advance: 1 day }
            """)
        #expect(frames[3].items == ["witness/halc": ["invited"], "witness/nfu": ["responded"]])
        #expect(frames[3].deadlines["witness/nfu/evidence"]?.status == "met")
        #expect(frames[3].deadlines["witness/halc/evidence"]?.due == "2018-02-15")
        #expect(frames[4].sent.map(\.to) == ["w@example.org", "clerk"])
        #expect(frames[4].sent.map(\.when) == ["1 week before", "1 week before"])
        #expect(frames[4].sent.map(\.items) == [["halc"], ["halc"]])
        #expect(frames[5].sent == [])
    }

    @Test("A frame is one line of JSON with the keys that are documented")
    func json() async throws {
        let frames = try await Told.script(Self.call, "- { open: c }\n")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(frames[1]), as: UTF8.self)
        #expect(!text.contains("\n"))
        for key in ["step", "states", "items", "deadlines", "sent"] {
            #expect(text.contains("\"\(key)\":"))
        }
        #expect(text.contains("\"states\":[\"open\"]"))
    }

    @Test("A refused step says why and changes nothing; the script goes on")
    func refused() async throws {
        let frames = try await Told.script(
            Self.call,
            """
            - { open: c }
            - { record: over }
            - { record: nothing }
            - { set: { closes: 2018-02-15 } }
            - { record: over }
            """)
        #expect(frames[2].refused?.contains("closes is known") == true)
        #expect(frames[3].refused?.contains("It accepts: over") == true)
        #expect(frames[2].states == ["open"] && frames[5].states == ["closed"])
        #expect(frames.flatMap(\.failures) == [])
    }

    @Test(
        "An expectation that does not hold is a failure in words",
        arguments: [
            ("{ states: [closed] }", "states are [\"open\"], not [\"closed\"]"),
            ("{ due: { papers: 2018-01-05 } }", "papers is due on no known day, not 2018-01-05"),
            ("{ status: { papers: met } }", "papers is not-started, not met"),
            ("{ status: { other: met } }", "other is never armed, not met"),
            ("{ sent: [ { to: clerk } ] }", "not sent: to clerk: any deadline, any rung"),
        ])
    func failures(expectation: String, failure: String) async throws {
        let frames = try await Told.script(
            Self.call, "- { open: c, expect: \(expectation) }\n", isTest: true)
        #expect(frames[1].failures == [failure])
    }

    @Test(
        "An expectation that holds is none",
        arguments: [
            "{ states: [open] }", "{ due: { papers: unknown } }",
            "{ status: { papers: not-started } }", "{ sent: [] }",
        ])
    func holds(expectation: String) async throws {
        let frames = try await Told.script(
            Self.call, "- { open: c, expect: \(expectation) }\n", isTest: true)
        #expect(frames[1].failures == [])
    }

    @Test("In a test a refusal must be expected, and the one that is expected must come")
    func expectedRefusals() async throws {
        let frames = try await Told.script(
            Self.call,
            """
            - { open: c }
            - { record: over, refused: closes is known }
            - { record: over, refused: another reason }
            - { record: over }
            - { set: { closes: 2018-02-15 }, refused: closes }
            """, isTest: true)
        #expect(frames.map(\.failures.count) == [0, 0, 0, 1, 1, 1])
        #expect(frames[5].failures == ["it was not refused with \"closes\""])
    }

    @Test("Messages nobody expected are failures too")
    func unexpected() async throws {
        let frames = try await Told.script(
            Self.call,
            """
            - { open: c, set: { closes: 2018-02-15 } }
            - { add: witness/halc, set: { email: w@example.org } }
            - { advance-to: 2018-02-08T09:00, expect: { sent: [ { to: clerk, items: [halc], when: 1 week before } ] } }
            """, isTest: true)
        #expect(
            frames[3].failures == [
                "sent but not expected: to w@example.org: witness/evidence, 1 week before about halc"
            ])
    }

    @Test("Other scrutinies move the one under test")
    func others() async throws {
        let frames = try await Told.script(
            Self.call, Self.meeting,
            """
            starts: 2018-01-02T10:00
            others: { jan: { workflow: panel-meeting, set: { starts: 2018-01-26T10:00 } } }
            steps:
              - { open: c, set: { meeting: jan }, expect: { due: { papers: 2018-01-18 } } }
              - { set: { starts: 2018-02-02T10:00 }, of: jan, expect: { due: { papers: 2018-01-25 } } }
            """, isTest: true)
        #expect(frames.flatMap(\.failures) == [])
    }

    @Test("People bind parties; nobody's message goes to the clerk")
    func people() async throws {
        let frames = try await Told.script(
            Self.call, Self.meeting,
            """
            starts: 2018-01-02T10:00
            people: { clerk: clerk@example.org }
            others: { jan: { workflow: panel-meeting, set: { starts: 2018-01-26T10:00 } } }
            steps:
              - { open: c, set: { meeting: jan } }
              - { advance-to: 2018-01-19T09:00, expect: { sent: [ { to: clerk, kind: missed } ] } }
            """, isTest: true)
        #expect(frames.flatMap(\.failures) == [])
    }

    @Test("Without a script a definition opens whatever facts are missing")
    func lenient() async throws {
        let frames = try await Told.lenient(
            """
            workflow: strict
            version: 1
            facts: { topic: { type: text, required: true } }
            states: { open: {} }
            """)
        #expect(frames.map(\.states) == [[], ["open"]])
    }
}
