import Deadlines
import Engine
import Testing

/// What an import brought, put right.
@Suite("Imports that are put right")
struct ImportAmendmentTests {
    private static let letters = """
        workflow: letters
        version: 1
        parties: [clerk]
        states: { open: {} }
        items:
          letter:
            key: slug
            states: { sent: { events: { answered: done } }, done: { final: true } }
            deadlines:
              answer: { due: by 22 January, while: sent, met-by: answered, when-missed: { consequence: breach, to: clerk } }
        """

    @Test("Of an import that brought an event of several items, one item's is corrected")
    func importedItems() async throws {
        let desk = try Desk(at: "2018-02-01T10:00", Self.letters)
        let items = ["one", "two", "three"].map { ItemID(kind: "letter", key: $0) }
        try await desk.submit(
            .bringIn(
                workflow: "letters", Opening(id: "crime"),
                items: items.map { GivenItem(id: $0, facts: []) },
                events: [
                    Recording(
                        event: "answered", items: Array(items.prefix(2)),
                        occurred: .on(Desk.moment("2018-01-10").date, nil)),
                    Recording(
                        event: "answered", items: [items[2]],
                        occurred: .on(Desk.moment("2018-01-11").date, nil)),
                ], assignments: [:]))
        func correct(_ item: ItemID?) async throws -> Answer {
            try await desk.submit(
                .command(
                    .correct(
                        sequence: 1, item: item,
                        occurred: .on(Desk.moment("2018-01-25").date, nil), reason: "misread"),
                    on: "crime"))
        }
        let unnamed = try await desk.refusal { try await correct(nil) }
        #expect(
            unnamed == "Entry 1 records answered more than once: name the item. It records it of: "
                + "letter/one, letter/two, letter/three.")
        let unknown = try await desk.refusal { try await correct(ItemID(kind: "letter", key: "x")) }
        #expect(unknown?.hasPrefix("Entry 1 does not record answered of letter/x.") == true)
        _ = try await correct(items[1])
        let standing = try await desk.state("crime").deadlines.map(\.status)
        #expect(standing == [.met, .metLate, .met])
        #expect(try await desk.findings().isEmpty)
    }

    @Test("Of an import one event is corrected by its name")
    func imported() async throws {
        let desk = try Desk(at: "2018-02-01T10:00", AmendmentTests.letter)
        try await desk.submit(
            .bringIn(
                workflow: "letter", Opening(id: "crime"), items: [],
                events: [
                    Desk.recording("sent", occurred: "2018-01-08"),
                    Desk.recording("received", occurred: "2018-01-19"),
                ], assignments: [:]))
        #expect(try await desk.standing("response", of: "crime") == "met 2018-01-22")
        let unnamed = try await desk.refusal { try await desk.correct(1, to: "2018-01-29") }
        #expect(unnamed == "Entry 1 records several events: name one of received, sent.")
        try await desk.correct(1, to: "2018-01-29", event: "received")
        #expect(try await desk.standing("response", of: "crime") == "met-late 2018-01-22")
        #expect(try await desk.findings().isEmpty)
    }
}
