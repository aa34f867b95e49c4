import Deadlines
import Engine
import Testing
import Workflows

/// What is left of messages that wait: nothing of a text that was taken out, and all else.
@Suite("Redaction of messages that wait")
struct HalfTextTests {
    /// What becomes of a message that waits when an entry with these facts is redacted.
    private func left(
        of subject: String, and text: String, taking facts: [String: String]
    ) async throws -> Delivery {
        let desk = try await RepetitionTests.desk()
        try await desk.set(facts, of: "s1")
        let payload = try CanonicalJSON.text(["text": text])
        try await desk.store.transaction { [clock = desk.clock] in
            try $0.insert(
                Delivery(
                    id: "d", scrutiny: "s1", family: "response", channel: "mail", person: "clerk",
                    address: "clerk@example.org", kind: .rung, severity: .warning,
                    subject: subject, payload: payload, reminders: [], createdAt: clock.now(),
                    notAfter: clock.now()))
        }
        try await RepetitionTests.redact(3, desk)
        return try #require(try await desk.deliveries().last)
    }

    @Test(
        "A longer text goes whole, whichever was written first, and however its lines are broken",
        arguments: [
            ["lines": "Ann Kowalczyk", "remark": "Ann Kowalczyk is in hospital"],
            ["lines": "Ann Kowalczyk is in hospital", "remark": "Ann Kowalczyk"],
            ["lines": "Ann Kowalczyk is in", "remark": "is in hospital"],
        ])
    func overlapping(facts: [String: String]) async throws {
        let delivery = try await left(
            of: "Late: Ann Kowalczyk is in hospital.",
            and: "It moved because Ann Kowalczyk\n  is in hospital. Due 1 May.", taking: facts)
        #expect(delivery.status == .pending)
        #expect(delivery.subject == "Late: [redacted].")
        #expect(delivery.payload == #"{"text":"It moved because [redacted]. Due 1 May."}"#)
    }

    @Test("A text of one or two letters is marked where it stands alone, and nowhere else")
    func short() async throws {
        let delivery = try await left(
            of: "Al", and: "Also Al is told", taking: ["remark": "Al", "lines": "red"])
        #expect(delivery.subject == "[redacted]")
        #expect(delivery.payload == #"{"text":"Also Al is told"}"#)
    }

    @Test("Of the word in which a text is found nothing is left, and marks stay marks")
    func words() async throws {
        let delivery = try await left(
            of: "The Kowalczyks' hundred", and: "[redacted] of red",
            taking: ["remark": "Kowalczyk", "lines": "red"])
        #expect(delivery.subject == "The [redacted]' [redacted]")
        #expect(delivery.payload == #"{"text":"[redacted] of [redacted]"}"#)
    }

    @Test("A text that another entry holds within a longer one takes all of that out of a message")
    func longerElsewhere() async throws {
        let desk = try await RepetitionTests.desk()
        try await desk.set(["title": "Ann Kowalczyk's crimes"], of: "s1")
        try await desk.set(["remark": "Ann Kowalczyk"], of: "s1")
        let span = try #require(DeadlineID("response"))
        try await desk.advance(to: "2018-01-20T10:00")
        let before = try #require(try await desk.deliveries().last)
        try await desk.store.transaction {
            var delivery = before
            delivery.subject = "Ann Kowalczyk's crimes: \(span)"
            try $0.redact(delivery)
        }
        try await RepetitionTests.redact(4, desk)
        #expect(try await desk.deliveries().last?.subject == "[redacted]: response")
        #expect(try await desk.state("s1").root.facts["title"]?.line == "Ann Kowalczyk's crimes")
    }

    @Test("A note of nothing but blanks takes nothing out of anything")
    func blank() async throws {
        let desk = try await RepetitionTests.desk()
        _ = try await desk.engine.submit(
            Submission(
                .command(.set(item: nil, facts: [GivenFact("remark", ["Ann"])]), on: "s1"),
                actor: Desk.clerk, note: "    "))
        try await RepetitionTests.redact(3, desk)
        #expect(try await desk.history("s1").map(\.isRedacted) == [false, false, true, false])
        #expect(try await desk.history("s1")[2].payload.summary.contains("[redacted]") == false)
    }
}
