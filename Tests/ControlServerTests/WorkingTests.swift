import ControlProtocol
import Testing

@Suite("Recording what happens")
struct WorkingTests {
    let fixture: ControlFixture

    init() throws { fixture = try ControlFixture() }

    @Test("A receipt says in sentences what became so")
    func receipt() async throws {
        try await fixture.openReview()
        let reply = try await fixture.call(
            Clerk.Set(
                part: "rural-crime-2017",
                facts: [.init(name: "response-period-ends", values: ["2017-09-21"])]))
        #expect(reply.receipt.states == ["response"])
        #expect(
            reply.receipt.lines == [
                "response-period-ends: Thu 21 Sep 2017",
                "response: 10 reminders superseded (the day moved)",
                "response: running, due Thu 21 Sep 2017 "
                    + "(was Thu 14 Sep 2017, because response-period-ends was set)",
                "response: 13 reminders foreseen, the first on Fri 2 Jun 2017",
            ])
    }

    @Test("What changes nothing has no number and no lines")
    func unchanged() async throws {
        try await fixture.openReview()
        let reply = try await fixture.call(
            Clerk.Set(
                part: "rural-crime-2017",
                facts: [.init(name: "topic", values: ["Rural crime"])]))
        #expect(
            reply.receipt
                == Clerk.Receipt(id: "rural-crime-2017", states: ["response"], lines: []))
    }

    @Test("A joint answer is recorded of all its items, and of none where one is not there")
    func joint() async throws {
        try await fixture.openReview()
        let before = try await fixture.position()
        let wrong = Clerk.Record(
            parts: ["rural-crime-2017/recommendation/a", "rural-crime-2017/recommendation/b"],
            event: "answered", facts: [])
        await #expect(
            throws: ControlError.noSuchItem(
                id: "rural-crime-2017", item: "recommendation/b",
                nearest: ["recommendation/a", "recommendation/b.i"])
        ) { try await fixture.call(wrong) }
        #expect(try await fixture.position() == before)
        let both = Clerk.Record(
            parts: ["rural-crime-2017/recommendation/a", "rural-crime-2017/recommendation/b.i"],
            event: "answered", facts: [])
        let receipt = try await fixture.call(both).receipt
        #expect(receipt.lines.contains("recommendation/a: now in answered"))
        #expect(receipt.lines.contains("recommendation/b.i: now in answered"))
        #expect(try await fixture.position() == before + 1)
    }

    @Test("A note is kept in the history, whatever the command")
    func notes() async throws {
        try await fixture.openReview()
        let id = "rural-crime-2017"
        _ = try await fixture.call(
            Clerk.Set(part: id, facts: [.init(name: "topic", values: ["Rural"])], note: "n1"))
        _ = try await fixture.call(
            Clerk.Assign(id: id, party: "clerk", person: "chair-person", note: "n2"))
        _ = try await fixture.call(
            Clerk.Record(parts: [id], event: "session-held", facts: [], note: "n3"))
        _ = try await fixture.call(
            Clerk.Acknowledge(id: id, deadline: "response", note: "n4"))
        let entries = try await fixture.call(Register.History(id: id)).entries
        #expect(entries.compactMap(\.note) == ["as agreed", "n1", "n2", "n3", "n4"])
        #expect(Set(entries.map(\.actor)) == ["anna-clerk"])
        #expect(Set(entries.map(\.uid)) == [1002])
    }

    @Test("Whoever acknowledges for nobody in particular does so for the parties they stand for")
    func acknowledge() async throws {
        try await fixture.openReview()
        let id = "rural-crime-2017"
        func recipients() async throws -> [String] {
            try await fixture.call(Register.Explain(id: id, deadline: "response"))
                .deadline.acknowledgedBy
        }
        _ = try await fixture.call(Clerk.Acknowledge(id: id, deadline: "response"))
        #expect(try await recipients() == ["chair"])
        _ = try await fixture.call(
            Clerk.Acknowledge(id: id, deadline: "response"), as: ControlFixture.admin)
        #expect(try await recipients() == ["chair", "clerk"])
        await #expect(
            throws: ControlError.noSuchRecipient(
                name: "chare-person", nearest: ["chair-person", "clerk-person"])
        ) {
            try await fixture.call(
                Clerk.Acknowledge(id: id, deadline: "response", recipient: "chare-person"))
        }
    }

    @Test("A person's name acknowledges for the parties they are bound to")
    func acknowledgePerson() async throws {
        try await fixture.openReview()
        let id = "rural-crime-2017"
        _ = try await fixture.call(
            Clerk.Acknowledge(id: id, deadline: "response", recipient: "clerk-person"))
        let explained = try await fixture.call(Register.Explain(id: id, deadline: "response"))
        #expect(explained.deadline.acknowledgedBy == ["clerk"])
    }
}
