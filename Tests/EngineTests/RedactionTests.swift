import Deadlines
import Engine
import Testing
import Workflows

/// Personal data taken out of history: it is gone wherever it was, and the evidence holds.
@Suite("Redaction")
struct RedactionTests {
    private static let review = """
        workflow: review
        version: 1
        parties: [clerk]
        facts:
          topic: { type: text, required: true }
          kind: { type: choice, of: [deep, light] }
          lines: { type: list }
          promised: { type: window }
          due-day: { type: date }
        items:
          witness:
            key: slug
            facts: { name: { type: text }, email: { type: email } }
            states: { invited: { events: { answered: done } }, done: { final: true } }
            deadlines:
              answer:
                due: by due-day
                while: invited
                met-by: answered
                when-missed: { consequence: late, to: clerk }
                remind: [ { when: [7 days before, 1 day before], to: email } ]
        states: { open: { events: { closed: over } }, over: { final: true } }
        """

    private static let name = "Witness Name"
    private static let email = "witness@example.org"

    /// A review with one witness, invited in entry 2 and renamed in entry 3.
    private func desk() async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", Self.review)
        try await desk.open(
            "crime", as: "review",
            ["topic": "Rural crime", "kind": "deep", "due-day": "2018-02-01"])
        try await desk.add(
            "witness/farmers", to: "crime", ["name": Self.name, "email": Self.email])
        return desk
    }

    @discardableResult
    private func redact(
        _ sequence: Int, _ desk: Desk, keeping: Set<String> = [], reason: String = "asked for it"
    ) async throws -> Answer {
        try await desk.submit(.redact(sequence, of: "crime", keeping: keeping, reason: reason))
    }

    /// Everything the store tells of the review, as text.
    private func told(_ desk: Desk) async throws -> String {
        try await desk.store.read { store in
            var texts = [try CanonicalJSON.text(try store.scrutiny("crime"))]
            texts += try store.history(of: "crime").map { try CanonicalJSON.text($0.payload) }
            texts += try store.reminders(of: "crime").map { "\($0)" }
            texts += try store.deliveries(DeliveryFilter()).map { "\($0)" }
            texts.append("\(String(describing: try store.row("crime")))")
            return texts.joined(separator: "\n")
        }
    }

    private func findings(_ desk: Desk, against: String? = nil) async throws -> [String] {
        try await desk.store.read { try Verification.run($0, against: against).findings }
    }

    @Test("Texts and addresses are gone from entry and state, and the chain holds")
    func gone() async throws {
        let desk = try await desk()
        let head = try await desk.store.read { try $0.head().hash }
        #expect(try await told(desk).contains(Self.email))
        let answer = try await redact(2, desk)
        #expect(answer.outcome == .changed && answer.sequence == 3)
        let told = try await told(desk)
        for text in [Self.name, Self.email] { #expect(!told.contains(text), "\(text) is there") }
        #expect(try await findings(desk, against: head).isEmpty)
        let witness = try #require(try await desk.state("crime").items.first)
        #expect(witness.part.facts == ["name": .text("[redacted]")])
        // What was due stays due, on the same day.
        #expect(
            try await desk.standing("witness/farmers/answer", of: "crime") == "running 2018-02-01")
        let entries = try await desk.history("crime")
        #expect(entries.map(\.isRedacted) == [false, true, false])
        #expect(entries[2].cause == "redact" && entries[2].actor == Desk.clerk)
        #expect(entries[2].payload.summary == "redacted entry 2: asked for it")
    }

    @Test("A day that a redacted text repeats stays a day, in what was asked too")
    func daysStay() async throws {
        let desk = try await desk()
        try await desk.set(
            ["topic": "2018-02-08", "due-day": "2018-02-08", "promised": "2018-02-08 2018-02-08"],
            of: "crime")
        try await redact(3, desk)
        let asked = try await desk.history("crime")[2].payload.command
        #expect(
            asked
                == .set(
                    item: nil,
                    facts: [
                        GivenFact("due-day", ["2018-02-08"]),
                        GivenFact("promised", ["2018-02-08 [redacted]"]),
                        GivenFact("topic", ["[redacted]"]),
                    ]))
        #expect(try await findings(desk).isEmpty)
    }

    @Test("Lists, the words of a window, notes and reasons go; choices, dates and kept facts stay")
    func kinds() async throws {
        let desk = try await desk()
        _ = try await desk.engine.submit(
            Submission(
                .command(
                    .set(
                        item: nil,
                        facts: [
                            GivenFact("lines", ["of her", "of him"]), GivenFact("kind", ["light"]),
                            GivenFact("promised", ["2018-01-01..2018-03-31 when he is back"]),
                            GivenFact("topic", ["His farm"]), GivenFact("due-day", ["2018-02-08"]),
                        ]), on: "crime"), actor: Desk.clerk, note: "he rang"))
        try await redact(3, desk, keeping: ["topic"])
        let facts = try await desk.state("crime").root.facts
        #expect(facts["lines"] == .list(["[redacted]"]))
        #expect(facts["promised"]?.line == "2018-01-01..2018-03-31 [redacted]")
        #expect(facts["kind"] == .text("light") && facts["topic"] == .text("His farm"))
        #expect(facts["due-day"]?.line == "2018-02-08")
        #expect(try await desk.history("crime")[2].payload.note == "[redacted]")
        #expect(try await findings(desk).isEmpty)

        try await desk.submit(.command(.withdraw(reason: "her illness"), on: "crime"))
        try await redact(5, desk)
        #expect(try await desk.state("crime").withdrawn == "[redacted]")
        #expect(try await !told(desk).contains("illness"))
        #expect(try await findings(desk).isEmpty)
    }

    @Test("Messages that are over are emptied, those that wait are told of, other entries too")
    func copies() async throws {
        let desk = try await desk()
        try await desk.set(["name": Self.name], of: "crime", in: "witness/farmers")
        try await desk.set(["name": "The " + Self.name], of: "crime", in: "witness/farmers")
        try await desk.advance(to: "2018-01-31T10:00")
        let sent = try await desk.deliveries()
        #expect(sent.map(\.address) == [Self.email, Self.email])
        try await desk.store.transaction { store in
            var over = sent[0]
            over.status = .dead
            over.lastError = "no such user \(Self.email)"
            try store.update(over)
        }
        let answer = try await redact(2, desk)
        #expect(
            answer.flags == [
                "The same texts stand in entry 3: redact each of them too.",
                "Messages that repeated them and are emptied: 1.",
                "Messages that wait to be delivered and repeated them: 1. "
                    + "They go out without them.",
                "Of those, to an address that is taken out, and so given up: 1.",
            ])
        let left = try await desk.deliveries()
        #expect(left[0].address == "[redacted]" && left[0].subject == "[redacted]")
        #expect(left[0].lastError == "[redacted]" && left[0].id == sent[0].id)
        #expect(left[1].status == .dead && left[1].lastError == "its address was redacted")
        #expect(try await !told(desk).contains(Self.email))
        #expect(try await findings(desk).isEmpty)
    }

    @Test("A message that waits for somebody else goes out without what was taken out of it")
    func waiting() async throws {
        let desk = try await desk()
        let before = Delivery(
            id: "d", scrutiny: "crime", family: "witness/answer", channel: "mail", person: "clerk",
            address: "clerk@example.org", kind: .rung, severity: .warning,
            subject: "Rural crime: an answer", payload: #"{"text":"of Rural\ncrime","to":["it"]}"#,
            reminders: [], createdAt: desk.clock.now(), notAfter: desk.clock.now())
        try await desk.store.transaction { try $0.insert(before) }
        try await redact(1, desk)
        let after = try #require(try await desk.deliveries().last)
        #expect(after.status == .pending && after.id == before.id)
        #expect(after.address == before.address)
        #expect(after.subject == "[redacted]: an answer")
        #expect(after.payload == #"{"text":"of [redacted]","to":["it"]}"#)
    }

    @Test("A reason given for one scrutiny is not told to those that hang on it")
    func reasonsStay() async throws {
        let desk = try Desk(
            at: "2018-01-08T10:00", NextMeetingTests.meeting, NextMeetingTests.review)
        try await desk.open("jan", as: "panel-meeting", ["starts": "2018-01-26T10:00"])
        try await desk.open("feb", as: "panel-meeting", ["starts": "2018-02-26T10:00"])
        try await desk.open("fraud", as: "review", ["meeting": "jan"])
        try await desk.submit(.command(.withdraw(reason: "her illness"), on: "jan"))
        let told = try await desk.history("fraud").map { try CanonicalJSON.text($0.payload) }
        #expect(told.contains { $0.contains("jan: withdrawn") })
        #expect(!told.contains { $0.contains("her illness") })
    }

    @Test("A redaction's own reason can be redacted, and still vouches for the first")
    func twice() async throws {
        let desk = try await desk()
        try await redact(2, desk, reason: "she is ill")
        try await redact(3, desk)
        #expect(try await !told(desk).contains("she is ill"))
        #expect(try await findings(desk).isEmpty)
        let again = try await redact(2, desk)
        #expect(again.outcome == .unchanged)
        #expect(again.flags == ["Entry 2 holds nothing that can be redacted."])
        #expect(try await desk.history("crime").count == 4)
    }

    @Test("A request sent again gets its first answer, and the texts come out once")
    func request() async throws {
        let desk = try await desk()
        let submission = Submission(
            .redact(2, of: "crime", keeping: [], reason: "asked for it"), actor: Desk.clerk,
            request: (RequestKey(uid: 1000, method: "Redact", id: "r"), "same"))
        let first = try await desk.engine.submit(submission)
        #expect(try await desk.engine.submit(submission) == first)
        #expect(try await desk.history("crime").count == 3)
    }

    @Test("No such scrutiny, entry or fact: refused, and nothing changes")
    func refused() async throws {
        let desk = try await desk()
        let before = try await desk.fingerprint()
        for (sequence, keeping, sentence) in [
            (9, [], "The history of crime has no entry 9: its last is 2."),
            (0, [], "The history of crime has no entry 0: its last is 2."),
            (2, ["nmae"], "There is no fact \"nmae\" here. Did you mean name?"),
        ] as [(Int, Set<String>, String)] {
            let refusal = try await desk.refusal {
                try await redact(sequence, desk, keeping: keeping)
            }
            #expect(refusal == sentence)
        }
        #expect(try await desk.fingerprint() == before)
    }

    @Test("Verify finds a payload that is gone without a redaction, and one changed after it")
    func tampered() async throws {
        let desk = try await desk()
        let empty = HistoryEntry.Payload(effects: [], note: nil, summary: "")
        try await desk.store.transaction { try $0.redact(position: 2, to: empty) }
        let gone = try await findings(desk)
        #expect(gone.contains { $0.contains("no entry says that it was redacted") }, "\(gone)")

        let other = try await self.desk()
        try await redact(2, other)
        try await other.store.transaction { try $0.redact(position: 2, to: empty) }
        let changed = try await findings(other)
        #expect(changed.contains { $0.contains("changed again afterwards") }, "\(changed)")
    }
}
