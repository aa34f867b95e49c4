import ControlProtocol
import Engine
import Logging
import Testing

@testable import Varlink

@Suite("Refusals by the control socket")
struct RefusalTests {
    static let id = "rural-crime-2017"
    let fixture: ControlFixture

    init() async throws {
        fixture = try ControlFixture()
        try await fixture.openReview()
    }

    /// That the call is refused so, and that nothing changed.
    private func expect<Method: ControlMethod>(
        _ error: ControlError, _ call: Method, _ location: SourceLocation = #_sourceLocation
    ) async throws {
        let before = try await fixture.position()
        await #expect(throws: error, sourceLocation: location) {
            try await fixture.call(call, as: ControlFixture.admin)
        }
        #expect(try await fixture.position() == before, sourceLocation: location)
    }

    @Test("An unknown id names the nearest")
    func unknownScrutiny() async throws {
        let error = ControlError.noSuchScrutiny(id: "rural-crime-2071", nearest: [Self.id])
        try await expect(error, Register.Show(id: "rural-crime-2071"))
        try await expect(error, Register.History(id: "rural-crime-2071"))
        try await expect(error, Register.Due(id: "rural-crime-2071"))
        try await expect(
            error, Register.Explain(id: "rural-crime-2071", deadline: "response"))
        try await expect(
            error, Clerk.Record(parts: ["rural-crime-2071"], event: "session-held", facts: []))
        try await expect(error, Clerk.Withdraw(id: "rural-crime-2071", reason: "merged"))
        try await expect(
            error, Clerk.Acknowledge(id: "rural-crime-2071", deadline: "response"))
    }

    @Test("Other unknown names name the nearest, too")
    func unknownNames() async throws {
        try await expect(
            .noSuchDeadline(id: Self.id, deadline: "respons", nearest: ["response"]),
            Register.Explain(id: Self.id, deadline: "respons"))
        try await expect(
            .noSuchDeadline(id: Self.id, deadline: "a//b", nearest: []),
            Clerk.Acknowledge(id: Self.id, deadline: "a//b"))
        try await expect(
            .noSuchWorkflow(workflow: "revue", nearest: ["review"]),
            Clerk.Open(workflow: "revue", id: "x", facts: []))
        try await expect(
            .noSuchRecipient(name: "chare", nearest: ["chair"]),
            Clerk.Assign(id: Self.id, party: "chare"))
        try await expect(
            .noSuchRecipient(name: "clerk-persn", nearest: ["clerk-person"]),
            Clerk.Assign(id: Self.id, party: "clerk", person: "clerk-persn"))
        try await expect(
            .invalidName(
                name: "recomendation", reason: "the workflow has no such kind of item",
                remedy: "Choose one of: recommendation."),
            Clerk.AddItem(id: Self.id, kind: "recomendation", keys: ["c"], facts: []))
    }

    @Test("An event the state does not accept is told with those it accepts")
    func notAccepted() async throws {
        try await expect(
            .eventNotAccepted(
                part: Self.id, event: "letter-sent", states: ["response"],
                accepted: ["response-received", "session-held"]),
            Clerk.Record(parts: [Self.id], event: "letter-sent", facts: []))
        let part = "\(Self.id)/recommendation/a"
        try await expect(
            .eventNotAccepted(
                part: part, event: "made", states: ["made"], accepted: ["answered"]),
            Clerk.Record(parts: [part], event: "made", facts: []))
    }

    @Test("A condition that does not hold is told in the definition's words")
    func guardFails() async throws {
        _ = try await fixture.call(
            Clerk.Open(
                workflow: "review", id: "asb-2016",
                facts: [.init(name: "topic", values: ["Anti-social behaviour"])]))
        try await expect(
            .guardFailed(
                part: "asb-2016", event: "scope-agreed",
                message: "Record the lines of enquiry first."),
            Clerk.Record(parts: ["asb-2016"], event: "scope-agreed", facts: []))
    }

    @Test("Facts that the definition cannot take are told with a remedy")
    func facts() async throws {
        func set(_ name: String, _ values: String...) -> Clerk.Set {
            Clerk.Set(part: Self.id, facts: [.init(name: name, values: values)])
        }
        try await expect(
            .invalidFact(
                name: "topik", value: "x", reason: "the definition knows no such fact",
                remedy: "Did you mean topic?"), set("topik", "x"))
        try await expect(
            .invalidFact(
                name: "response-period-ends", value: "2017-02-30",
                reason: "\"2017-02-30\" is not a date",
                remedy: "Write an existing day as YYYY-MM-DD, such as 2018-01-26."),
            set("response-period-ends", "2017-02-30"))
        try await expect(
            .invalidFact(
                name: "topic", value: "b", reason: "it is given twice",
                remedy: "Give each fact once."),
            Clerk.Set(
                part: Self.id,
                facts: [
                    .init(name: "topic", values: ["a"]), .init(name: "topic", values: ["b"]),
                ]))
        try await expect(
            .invalidFact(
                name: "topic", value: "", reason: "it must be known from the beginning",
                remedy: "Give a value for: topic."),
            Clerk.Open(workflow: "review", id: "y", facts: []))
    }

    @Test(
        "What cannot be a name is refused",
        arguments: [
            (["rural-crime-2017/recommendation"], "it names no item"),
            ([""], "it names no scrutiny"),
            (["/recommendation/a"], "it names no scrutiny"),
            ([], "no part is named"),
            (["a/x/1", "b/x/1"], "the parts are of several scrutinies"),
            (["a/x/1", "a/x/1"], "it is named twice"),
            (["a", "a/x/1"], "it is named together with the scrutiny itself"),
        ])
    func partNames(parts: [String], reason: String) async throws {
        do {
            _ = try await fixture.call(Clerk.Record(parts: parts, event: "answered", facts: []))
            Issue.record("it was accepted")
        } catch {
            guard case .invalidName(_, let told, _) = error as? ControlError else {
                Issue.record("\(error)")
                return
            }
            #expect(told == reason)
        }
    }

    @Test("Ids and keys of the wrong form, and those that are taken, are refused")
    func names() async throws {
        try await expect(
            .invalidName(
                name: "Rural Crime", reason: "it has not the form of a name",
                remedy: "Use lower-case words, digits and hyphens, such as rural-crime-2017."),
            Clerk.Open(workflow: "review", id: "Rural Crime", facts: []))
        try await expect(
            .alreadyExists(id: Self.id),
            Clerk.Open(
                workflow: "review", id: Self.id, facts: [.init(name: "topic", values: ["x"])]))
        try await expect(
            .alreadyExists(id: "\(Self.id)/recommendation/a"),
            Clerk.AddItem(id: Self.id, kind: "recommendation", keys: ["c", "a"], facts: []))
    }

    @Test("Days that are none, and days to come, are refused")
    func days() async throws {
        try await expect(
            .invalidTime(
                value: "tomorrow", reason: "it is no existing day",
                remedy: "Write 2018-01-26, or 2018-01-26T14:00 in local time, or unknown."),
            Clerk.Record(
                parts: [Self.id], event: "session-held", occurred: "tomorrow", facts: []))
        try await expect(
            .inFuture(occurred: "2017-06-02", today: "2017-06-01"),
            Clerk.Record(
                parts: [Self.id], event: "session-held", occurred: "2017-06-02", facts: []))
    }

    @Test("Who expects another entry than the last is told how far it has moved on")
    func notCurrent() async throws {
        try await expect(
            .notCurrent(id: Self.id, expected: 3, actual: 4),
            Clerk.Record(parts: [Self.id], event: "session-held", facts: [], expected: 3))
    }

    @Test("Of a scrutiny that is closed nothing more is recorded")
    func closed() async throws {
        _ = try await fixture.call(Clerk.Withdraw(id: Self.id, reason: "merged"))
        try await expect(
            .refusedByState(
                id: Self.id, reason: "it is withdrawn: nothing more can be recorded."),
            Clerk.Record(parts: [Self.id], event: "session-held", facts: []))
    }

    @Test("Parameters that say nothing are refused as such")
    func parameters() async throws {
        try await expect(.other(.invalidParameter("facts")), Clerk.Set(part: Self.id, facts: []))
        try await expect(
            .other(.invalidParameter("keys")),
            Clerk.AddItem(id: Self.id, kind: "recommendation", keys: [], facts: []))
        try await expect(
            .other(.invalidParameter("reason")), Clerk.Withdraw(id: Self.id, reason: " "))
        try await expect(.other(.invalidParameter("limit")), Register.List(limit: 0))
        try await expect(.other(.invalidParameter("withinDays")), Register.Due(withinDays: -1))
        try await expect(
            .other(.invalidParameter("status")), Register.Deliveries(status: "lost"))
        try await expect(.other(.invalidParameter("after")), Register.Deliveries(after: "x"))
    }

    @Test("A store that fails is told with what an operator can do, and logged")
    func storeFails() async throws {
        try await fixture.store.close()
        await #expect {
            try await fixture.call(Register.List())
        } throws: { error in
            guard case .storeFailed(let message, let remedy) = error as? ControlError else {
                return false
            }
            return message.hasPrefix("closed: ") && !remedy.isEmpty
        }
        #expect(fixture.log.lines.contains { $0.level == .error && $0.message.contains("closed") })
    }
}
