import ControlProtocol
import Testing

@Suite("Requests sent again")
struct RequestTests {
    static let id = "rural-crime-2017"
    let fixture: ControlFixture

    init() async throws {
        fixture = try ControlFixture()
        try await fixture.openReview()
    }

    @Test("The same request gets the same answer and changes nothing")
    func again() async throws {
        let call = Clerk.Record(
            parts: [Self.id], event: "session-held", facts: [], request: "r-1")
        let first = try await fixture.call(call)
        let position = try await fixture.position()
        #expect(try await fixture.call(call) == first)
        #expect(try await fixture.position() == position)
        #expect(first.receipt.sequence == 5)
    }

    @Test("Another user's request of the same id is another request")
    func anotherUser() async throws {
        let call = Clerk.Record(
            parts: [Self.id], event: "session-held", facts: [], request: "r-1")
        let first = try await fixture.call(call)
        let second = try await fixture.call(call, as: ControlFixture.admin)
        #expect(first.receipt.sequence != second.receipt.sequence)
    }

    @Test("A request's id with other parameters is refused")
    func reused() async throws {
        _ = try await fixture.call(
            Clerk.Record(parts: [Self.id], event: "session-held", facts: [], request: "r-1"))
        await #expect(throws: ControlError.requestReused(request: "r-1")) {
            try await fixture.call(
                Clerk.Record(
                    parts: [Self.id], event: "response-received", facts: [], request: "r-1"))
        }
    }

    @Test("An acknowledgement sent again after the scrutiny was withdrawn gets its first answer")
    func acknowledgedBefore() async throws {
        let call = Clerk.Acknowledge(
            id: Self.id, deadline: "response", recipient: "clerk", request: "r-2")
        let first = try await fixture.call(call)
        _ = try await fixture.call(Clerk.Withdraw(id: Self.id, reason: "merged"))
        let again = try await fixture.call(call)
        #expect(again == first)
    }

    @Test(
        "A request's id has 1 to 128 bytes",
        arguments: [
            "", String(repeating: "x", count: 129), "x" + String(repeating: "\u{30A}", count: 64),
        ])
    func form(request: String) async throws {
        await #expect {
            try await fixture.call(
                Clerk.Withdraw(id: Self.id, reason: "merged", request: request))
        } throws: { error in
            guard case .invalidName = error as? ControlError else { return false }
            return true
        }
    }
}
