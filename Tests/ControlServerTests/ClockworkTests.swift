import ControlProtocol
import ControlServer
import Testing

/// Clocks held, resumed, lengthened; entries put right; each shown before it is done.
@Suite("Putting clocks and entries right")
struct ClockworkTests {
    private static let id = "rural-crime-2017"
    private let fixture: ControlFixture

    init() async throws {
        fixture = try ControlFixture()
        try await fixture.openReview()
    }

    private func due() async throws -> String? {
        try await fixture.call(Register.Show(id: Self.id)).deadlines
            .first { $0.name == "response" }?.due
    }

    @Test("A dry run tells what would move, by the same function, and changes nothing")
    func dryRun() async throws {
        func extend(_ dryRun: Bool) -> Clerk.Extend {
            Clerk.Extend(
                id: Self.id, deadline: "response", by: "10 working days", reason: "agreed",
                dryRun: dryRun)
        }
        let before = try await fixture.position()
        let shown = try await fixture.call(extend(true)).receipt
        #expect(shown.sequence == nil)
        #expect(shown.lines.first == "response: extended by 10 working days: agreed")
        #expect(shown.lines.contains { $0.contains("due Thu 28 Sep 2017 (was Thu 14 Sep 2017") })
        #expect(try await fixture.position() == before)
        #expect(try await due() == "2017-09-14")
        let done = try await fixture.call(extend(false)).receipt
        #expect(done.lines == shown.lines && done.sequence == 5)
        #expect(try await due() == "2017-09-28")
    }

    @Test("What is done to a clock stands in the ledger of its explanation, with who did it")
    func ledger() async throws {
        _ = try await fixture.call(
            Clerk.Extend(id: Self.id, deadline: "response", to: "2017-10-02", reason: "agreed"))
        _ = try await fixture.call(
            Clerk.Correct(
                id: Self.id, sequence: 4, occurred: "2017-05-30", reason: "the letter says so"))
        let explained = try await fixture.call(
            Register.Explain(id: Self.id, deadline: "response"))
        #expect(
            explained.ledger.map { "\($0.sequence) \($0.actor): \($0.text)" } == [
                "4 anna-clerk: response: running, due Thu 14 Sep 2017",
                "5 anna-clerk: response: extended to Mon 2 Oct 2017: agreed",
                """
                5 anna-clerk: response: running, due Mon 2 Oct 2017 (was Thu 14 Sep 2017, because \
                response was given more time: agreed)
                """,
            ])
        // What is corrected stands in the ledger of the deadline that counts from it.
        let other = try await fixture.call(Register.Explain(id: Self.id, deadline: "objection"))
        #expect(
            other.ledger.map(\.text).contains(
                "entry 4 corrected: letter-sent occurred on Tue 30 May 2017: the letter says so"))
        let trigger = try #require(explained.triggers.first)
        #expect(trigger.name == "response-period-ends" && trigger.date == "2017-09-14")
        #expect(trigger.actor == "anna-clerk" && trigger.sequence == 4)
    }

    @Test("A deadline that was met is explained by what was so then")
    func asItWasThen() async throws {
        _ = try await fixture.call(
            Clerk.Record(parts: [Self.id], event: "response-received", facts: []))
        _ = try await fixture.call(
            Clerk.Set(
                part: Self.id, facts: [.init(name: "response-period-ends", values: ["2017-10-20"])])
        )
        let explained = try await fixture.call(
            Register.Explain(id: Self.id, deadline: "response"))
        let trigger = try #require(explained.triggers.first)
        #expect(trigger.date == "2017-09-14" && trigger.sequence == 4)
        #expect(explained.deadline.due == "2017-09-14")
    }

    @Test("A dry run says what other scrutinies would make of it, and changes none")
    func others() async throws {
        _ = try await fixture.call(
            Clerk.Open(
                workflow: "panel-meeting", id: "meeting-1",
                facts: [.init(name: "starts", values: ["2017-09-14T10:00"])]))
        _ = try await fixture.call(
            Clerk.Set(
                part: Self.id, facts: [.init(name: "meeting", values: ["meeting-1"])]))
        func correct(_ isDryRun: Bool) -> Clerk.Correct {
            Clerk.Correct(
                id: "meeting-1", sequence: 1,
                facts: [.init(name: "starts", values: ["2017-09-21T10:00"])], reason: "misread",
                dryRun: isDryRun)
        }
        let before = try await fixture.position()
        let shown = try await fixture.call(correct(true)).receipt
        #expect(try await fixture.position() == before)
        #expect(
            shown.lines.contains {
                $0.hasPrefix("\(Self.id): paper: running, due Wed 13 Sep 2017 by 12:00 (was ")
            }, "\(shown.lines)")
        let done = try await fixture.call(correct(false)).receipt
        #expect(done.lines == shown.lines)
        #expect(try await fixture.position() == before + 2)
    }

    @Test(
        "Days, spans and reasons that cannot be meant are refused",
        arguments: [
            Clerk.Extend(id: id, deadline: "response", to: "30 February", reason: "r"),
            Clerk.Extend(id: id, deadline: "response", to: "2018-02-30", reason: "r"),
            Clerk.Extend(id: id, deadline: "response", by: "soon", reason: "r"),
            Clerk.Extend(id: id, deadline: "response", by: "0 days", reason: "r"),
            Clerk.Extend(id: id, deadline: "response", by: "-1 days", reason: "r"),
            Clerk.Extend(id: id, deadline: "response", by: "9999999 days", reason: "r"),
            Clerk.Extend(id: id, deadline: "response", reason: "r"),
            Clerk.Extend(
                id: id, deadline: "response", to: "2018-01-01", by: "1 day", reason: "r"),
            Clerk.Extend(id: id, deadline: "response", by: "1 day", reason: "  "),
            Clerk.Extend(id: id, deadline: "respons", by: "1 day", reason: "r"),
        ])
    func bad(_ call: Clerk.Extend) async throws {
        let before = try await fixture.position()
        await #expect(throws: ControlError.self) { try await fixture.call(call) }
        #expect(try await fixture.position() == before)
        #expect(try await due() == "2017-09-14")
    }
}
