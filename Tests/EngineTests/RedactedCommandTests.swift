import Deadlines
import Engine
import Testing
import Workflows

/// What was asked is decided again by corrections and retractions: it must not keep the texts.
@Suite("Redaction of what was asked")
struct RedactedCommandTests {
    @Test("A text that made nothing new goes out of what was asked, and no retraction brings it")
    func sameAgain() async throws {
        let desk = try await RepetitionTests.desk()
        try await desk.set(["remark": "Extendia rang", "kind": "deep"], of: "s1")
        try await desk.set(["remark": "Extendia rang", "kind": "light"], of: "s1")
        try await desk.record("noted", of: "s1")
        try await RepetitionTests.redact(3, desk)
        let answer = try await RepetitionTests.redact(4, desk)
        #expect(answer.outcome == .changed)
        #expect(
            try await desk.history("s1")[3].payload.command
                == .set(
                    item: nil,
                    facts: [
                        GivenFact("kind", ["light"]), GivenFact("remark", ["[redacted]"]),
                    ]))
        #expect(try await !RepetitionTests.told(desk).contains("Extendia"))
        try await desk.retract(5, of: "s1")
        #expect(try await !RepetitionTests.told(desk).contains("Extendia"))
        #expect(try await desk.state("s1").root.facts["kind"] == .text("light"))
        #expect(try await desk.findings().isEmpty)
    }

    @Test("The values of a correction are taken out of what was asked, addresses and lists too")
    func corrected() async throws {
        let desk = try await RepetitionTests.desk()
        let first = [
            GivenFact("remark", ["one"]), GivenFact("lines", ["two"]), GivenFact("kind", ["deep"]),
        ]
        try await desk.submit(.command(.set(item: nil, facts: first), on: "s1"))
        try await desk.set(["remark": "later"], of: "s1")
        let values = [
            GivenFact("remark", ["Extendia rang"]), GivenFact("lines", ["Extendia's", "others'"]),
            GivenFact("email", ["extendia@example.org"]), GivenFact("kind", ["light"]),
            GivenFact("promised", ["2018-02-01..2018-02-03 when Extendia is back"]),
        ]
        try await desk.submit(
            .command(.correct(sequence: 3, facts: values, reason: "Extendia said so"), on: "s1"))
        try await RepetitionTests.redact(5, desk)
        #expect(
            try await desk.history("s1")[4].payload.command
                == .correct(
                    sequence: 3,
                    facts: [
                        GivenFact("remark", ["[redacted]"]), GivenFact("lines", ["[redacted]"]),
                        GivenFact("email", []), GivenFact("kind", ["light"]),
                        GivenFact("promised", ["2018-02-01..2018-02-03 [redacted]"]),
                    ], reason: "[redacted]"))
        let told = try await RepetitionTests.told(desk)
        #expect(!told.contains("Extendia") && !told.contains("extendia"))
        // Without the later value the corrected one counts: what is left of it.
        try await desk.retract(4, of: "s1")
        #expect(try await desk.state("s1").root.facts["remark"] == .text("[redacted]"))
        #expect(try await desk.state("s1").root.facts["kind"] == .text("light"))
        let later = try await RepetitionTests.told(desk)
        #expect(!later.contains("Extendia") && !later.contains("extendia"))
        #expect(try await desk.findings().isEmpty)
    }

    @Test("A kept fact is left whole in what was asked, whatever it repeats")
    func kept() async throws {
        let desk = try await RepetitionTests.desk()
        try await desk.set(["title": "The crime of Extendia", "remark": "Extendia"], of: "s1")
        try await RepetitionTests.redact(3, desk, keeping: ["title"])
        #expect(
            try await desk.history("s1")[2].payload.command
                == .set(
                    item: nil,
                    facts: [
                        GivenFact("remark", ["[redacted]"]),
                        GivenFact("title", ["The crime of Extendia"]),
                    ]))
        try await desk.record("noted", of: "s1")
        try await desk.retract(5, of: "s1")
        #expect(try await desk.state("s1").root.facts["title"]?.line == "The crime of Extendia")
        #expect(try await desk.findings().isEmpty)
    }
}
