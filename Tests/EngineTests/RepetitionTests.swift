import Deadlines
import Engine
import Testing
import Workflows

/// What was taken out of one entry is gone from all others that repeat it, and does not come back.
@Suite("Redaction of what is repeated")
struct RepetitionTests {
    static let answer = """
        workflow: answer
        version: 1
        calendar: england-and-wales
        parties: [clerk]
        facts:
          title: { type: text, required: true }
          remark: { type: text }
          lines: { type: list }
          email: { type: email }
          kind: { type: choice, of: [deep, light] }
          promised: { type: window }
        records: [letter, noted]
        states: { open: { events: { replied: done } }, done: { final: true } }
        deadlines:
          response:
            due: 10 working days after letter
            met-by: replied
            when-missed: { consequence: breach, to: clerk }
            remind: [ { when: [ 2 days before, every 7 days after ], at-most: 5, to: clerk } ]
          promise:
            due: end of promised
            met-by: replied
            remind: [ { when: 1 day before, to: clerk } ]
        """

    static let reason = "Extendia Kowalczyk is in hospital"

    /// A scrutiny `s1` opened in entry 1, with a letter in entry 2.
    static func desk() async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", answer)
        try await desk.open("s1", as: "answer", ["title": "Rural crime"])
        try await desk.record("letter", of: "s1", occurred: "2018-01-08")
        return desk
    }

    @discardableResult
    static func redact(
        _ sequence: Int, _ desk: Desk, keeping: Set<String> = []
    ) async throws -> Answer {
        try await desk.submit(
            .redact(sequence, of: "s1", keeping: keeping, reason: "asked for it"))
    }

    /// Everything the store tells of the scrutiny, as text.
    static func told(_ desk: Desk) async throws -> String {
        try await desk.store.read { store in
            var texts = [try CanonicalJSON.text(try store.scrutiny("s1"))]
            texts += try store.history(of: "s1").map { try CanonicalJSON.text($0.payload) }
            texts += try store.reminders(of: "s1").map { "\($0)" }
            texts += try store.deliveries(DeliveryFilter()).map { "\($0)" }
            let all = Set(DeadlineStatus.allCases)
            texts += try store.deadlines(
                DeadlineFilter(statuses: all, scrutiny: "s1", armedOnly: false)
            ).map { "\($0)" }
            texts.append("\(String(describing: try store.row("s1")))")
            return texts.joined(separator: "\n")
        }
    }

    private func steps(_ deadline: String, _ desk: Desk) async throws -> [String] {
        try await desk.run(deadline, of: "s1").steps.map(\.text)
    }

    @Test("A reason is gone from the misses and messages that explain themselves by it")
    func reasons() async throws {
        let desk = try await Self.desk()
        let span = try #require(DeadlineID("response"))
        try await desk.submit(
            .command(
                .extend(span, .by(try Span(parsing: "2 days")), reason: Self.reason), on: "s1"))
        try await desk.advance(to: "2018-02-01T10:00")
        #expect(try await desk.standing("response", of: "s1") == "missed 2018-01-24")
        let missed = try #require(
            try await desk.history("s1").first { entry in
                entry.payload.effects.contains {
                    if case .deadline(_, .missed) = $0 { true } else { false }
                }
            }
        ).sequence
        let answer = try await Self.redact(3, desk)
        #expect(!answer.flags.contains { $0.contains("redact each of them") }, "\(answer.flags)")
        #expect(try await !Self.told(desk).contains("Kowalczyk"))
        #expect(try await desk.findings().isEmpty)
        let history = try await desk.history("s1")
        #expect(history.first { $0.sequence == missed }?.isRedacted == true)
        #expect(!history[0].isRedacted && !history[1].isRedacted)
        // What is not the text stays: how the day was found, and what becomes of it.
        #expect(
            try await steps("response", desk).contains {
                $0.hasPrefix("extended by 2 days to ") && $0.hasSuffix(": [redacted], entry 3")
            })
        #expect(try await Self.redact(missed, desk).outcome == .unchanged)

        try await desk.advance(to: "2018-02-15T10:00")
        try await desk.correct(2, of: "s1", to: "2018-01-05")
        try await desk.advance(to: "2018-02-28T10:00")
        #expect(try await !Self.told(desk).contains("Kowalczyk"))
        #expect(try await desk.findings().isEmpty)
    }

    @Test("The words of a window are gone from the steps of later entries, by which days go on")
    func windows() async throws {
        let desk = try await Self.desk()
        try await desk.set(
            ["promised": "2018-01-10..2018-02-10 once Extendia is well"], of: "s1")
        try await desk.set(["remark": "none"], of: "s1")
        let answer = try #require(DeadlineID("promise"))
        try await desk.submit(
            .command(
                .extend(answer, .by(try Span(parsing: "3 days")), reason: "late post"), on: "s1"))
        #expect(try await steps("promise", desk).contains { $0.contains("Extendia") })
        try await Self.redact(3, desk)
        #expect(try await !Self.told(desk).contains("Extendia"))
        #expect(try await desk.standing("promise", of: "s1") == "running 2018-02-13")
        try await desk.advance(to: "2018-03-01T10:00")
        #expect(try await desk.standing("promise", of: "s1") == "missed 2018-02-13")
        #expect(try await !Self.told(desk).contains("Extendia"))
        #expect(try await desk.findings().isEmpty)
    }

    @Test("What an amendment restored of holds, facts and time given goes with what it copied")
    func copies() async throws {
        let desk = try await Self.desk()
        try await desk.submit(.command(.hold(from: nil, reason: Self.reason), on: "s1"))
        let held = try await desk.state("s1").sequence
        try await desk.advance(to: "2018-01-15T10:00")
        try await desk.submit(.command(.resume(on: nil), on: "s1"))
        let resumed = try await desk.state("s1").sequence
        try await desk.set(["remark": "Extendia rang", "email": "ext@example.org"], of: "s1")
        try await desk.set(["remark": "somebody else rang"], of: "s1")
        let set = try await desk.state("s1").sequence
        try await desk.correct(resumed, of: "s1", to: "2018-01-12")
        try await desk.retract(set, of: "s1")
        let restored = try await desk.history("s1").flatMap(\.payload.effects)
        #expect(
            restored.contains { if case .clocksRestored = $0 { true } else { false } }
                && restored.contains { if case .partRestored = $0 { true } else { false } })
        try await Self.redact(held, desk)
        try await Self.redact(set - 1, desk)
        let told = try await Self.told(desk)
        for text in ["Kowalczyk", "Extendia", "ext@example.org"] {
            #expect(!told.contains(text), "\(text) is there")
        }
        #expect(try await desk.state("s1").holds.map(\.reason) == ["[redacted]"])
        #expect(try await desk.state("s1").root.facts["remark"] == .text("[redacted]"))
        #expect(try await desk.state("s1").root.facts["email"] == nil)
        #expect(try await desk.findings().isEmpty)
        // Decided again, nothing of it is back, and nothing else has changed.
        try await desk.correct(2, of: "s1", to: "2018-01-09")
        #expect(try await !Self.told(desk).contains("Extendia"))
        #expect(try await desk.state("s1").root.facts["title"] == .text("Rural crime"))
    }

    @Test("What somebody wrote into another entry stays there, is told of, and can go whole")
    func written() async throws {
        let desk = try await Self.desk()
        try await desk.set(["remark": "Extendia Kowalczyk"], of: "s1")
        let response = try #require(DeadlineID("response"))
        try await desk.submit(
            .command(
                .extend(response, .by(try Span(parsing: "2 days")), reason: Self.reason), on: "s1"))
        try await desk.advance(to: "2018-02-01T10:00")
        let answer = try await Self.redact(3, desk)
        #expect(
            answer.flags.contains("The same texts stand in entry 4: redact each of them too."),
            "\(answer.flags)")
        // No half of the reason is left in sentences, where it could not be found any more.
        let told = try await Self.told(desk)
        #expect(told.split(separator: "in hospital").count == 4, "\(told)")
        #expect(try await desk.state("s1").extensions.map(\.reason) == [Self.reason])
        try await Self.redact(4, desk)
        #expect(try await !Self.told(desk).contains("hospital"))
        #expect(try await desk.findings().isEmpty)
    }

    @Test("An entry that was redacted before entries could be so for another's sake is still read")
    func formerRedactions() throws {
        let stored = #"{"position":2,"reason":"r","replacement":"a","sequence":1}"#
        let redaction = try CanonicalJSON.decode(Redaction.self, from: stored)
        #expect(redaction == Redaction(sequence: 1, position: 2, replacement: "a", reason: "r"))
        #expect(try CanonicalJSON.text(redaction) == stored)
    }
}
