import ControlProtocol
import Testing

@Suite("Importing a scrutiny")
struct ImportTests {
    static let call = Clerk.Import(
        id: "traffic-2017", workflow: "review",
        facts: [
            .init(name: "topic", values: ["Traffic"]),
            .init(name: "lines-of-enquiry", values: ["Speed"]),
            .init(name: "response-period-ends", values: ["2017-03-31"]),
        ],
        items: [
            .init(kind: "recommendation", key: "a", facts: [.init(name: "summary", values: ["x"])]),
            .init(kind: "recommendation", key: "b.i", facts: []),
        ],
        events: [
            .init(items: [], event: "scope-agreed", occurred: "2017-01-09", facts: []),
            .init(items: [], event: "letter-sent", occurred: "2017-02-01", facts: []),
            .init(
                items: ["recommendation/a", "recommendation/b.i"], event: "answered",
                facts: []),
        ],
        assignments: [.init(party: "clerk", person: "clerk-person")], note: "from the old list")

    @Test("It stands as it really went, nothing is sent, and again changes nothing")
    func twice() async throws {
        let fixture = try ControlFixture()
        let first = try await fixture.call(Self.call)
        #expect(first.outcome == .created)
        #expect(first.receipt.sequence == 1)
        let position = try await fixture.position()
        let second = try await fixture.call(Self.call)
        #expect(second.outcome == .unchanged)
        #expect(second.receipt == .init(id: "traffic-2017", states: ["response"], lines: []))
        #expect(try await fixture.position() == position)
        #expect(try await fixture.call(Register.Deliveries()).deliveries == [])
        let show = try await fixture.call(Register.Show(id: "traffic-2017"))
        #expect(show.summary.openedOn == "2017-01-09")
        #expect(show.items.map(\.states) == [["answered"], ["answered"]])
        #expect(show.assignments == [.init(party: "clerk", person: "clerk-person")])
        #expect(show.occurrences.last?.date == nil)
        let entries = try await fixture.call(Register.History(id: "traffic-2017")).entries
        #expect(entries.map(\.note) == ["from the old list"])
    }

    @Test("A mistake in it is told, and nothing is imported")
    func mistakes() async throws {
        let fixture = try ControlFixture()
        var badItem = Self.call
        badItem.events[2].items = ["recommendation"]
        await #expect(
            throws: ControlError.invalidName(
                name: "recommendation", reason: "it names no item",
                remedy: "Write kind/key, such as recommendation/b.i.")
        ) { try await fixture.call(badItem) }
        var badDay = Self.call
        badDay.events[0].occurred = "Jan 2017"
        await #expect(
            throws: ControlError.invalidTime(
                value: "Jan 2017", reason: "it is no existing day",
                remedy: "Write 2018-01-26, or 2018-01-26T14:00 in local time, or unknown.")
        ) { try await fixture.call(badDay) }
        var badPerson = Self.call
        badPerson.assignments[0].person = "nobody-at-all"
        await #expect(
            throws: ControlError.noSuchRecipient(name: "nobody-at-all", nearest: [])
        ) { try await fixture.call(badPerson) }
        var twice = Self.call
        twice.assignments.append(.init(party: "clerk", person: "chair-person"))
        await #expect(
            throws: ControlError.invalidName(
                name: "clerk", reason: "it is assigned twice", remedy: "Assign each party once.")
        ) { try await fixture.call(twice) }
        #expect(try await fixture.position() == 0)
    }
}
