import Deadlines
import Engine
import Testing
import Workflows

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

    private static let report = """
        workflow: report
        version: 1
        parties: [clerk]
        facts: { ends: { type: date }, topic: { type: text } }
        states: { open: { events: { sent: waiting } }, waiting: { events: { answered: done } }, done: {} }
        items:
          letter:
            key: slug
            facts: { summary: { type: text } }
            states: { sent: {} }
        deadlines:
          response: { due: by ends, while: waiting, met-by: answered, when-missed: { consequence: breach, to: clerk } }
        """

    private func importedReport() async throws -> Desk {
        let desk = try Desk(at: "2018-02-01T10:00", Self.report)
        let day = Desk.moment("2018-01-05").date
        let answered = Desk.moment("2018-01-25").date
        try await desk.submit(
            .bringIn(
                workflow: "report", Opening(id: "crime"),
                items: [
                    GivenItem(
                        id: ItemID(kind: "letter", key: "one"),
                        facts: [GivenFact("summary", ["old"])])
                ],
                events: [
                    Recording(
                        event: "sent", occurred: .on(day, nil),
                        facts: [GivenFact("ends", ["2018-01-31"])]),
                    Recording(event: "answered", occurred: .on(answered, nil)),
                ], assignments: [:]))
        return desk
    }

    private func correct(
        _ fact: String, _ value: String, event: String? = nil, item: ItemID? = nil, _ desk: Desk
    ) async throws -> Answer {
        try await desk.submit(
            .command(
                .correct(
                    sequence: 1, event: event, item: item, facts: [GivenFact(fact, [value])],
                    reason: "misread"), on: "crime"))
    }

    @Test("Facts that an event of an import gave are corrected, named by it or not")
    func factsOfEvents() async throws {
        for event in ["sent", nil] {
            let desk = try await importedReport()
            #expect(try await desk.standing("response", of: "crime") == "met 2018-01-31")
            _ = try await correct("ends", "2018-01-20", event: event, desk)
            #expect(try await desk.standing("response", of: "crime") == "met-late 2018-01-20")
            #expect(try await desk.state("crime").root.facts["ends"]?.line == "2018-01-20")
            #expect(try await desk.findings().isEmpty)
        }
        let desk = try await importedReport()
        _ = try await correct("topic", "Crime", desk)
        #expect(try await desk.state("crime").root.facts["topic"]?.line == "Crime")
    }

    @Test("Facts of an item that an import brought are corrected, and of none it did not bring")
    func factsOfItems() async throws {
        let desk = try await importedReport()
        let one = ItemID(kind: "letter", key: "one")
        _ = try await correct("summary", "new", item: one, desk)
        #expect(try await desk.state("crime").part(one)?.facts["summary"]?.line == "new")
        let refusal = try await desk.refusal {
            try await correct("summary", "new", item: ItemID(kind: "letter", key: "two"), desk)
        }
        #expect(refusal?.hasPrefix("Entry 1 (import) gives no facts there") == true)
        #expect(try await desk.findings().isEmpty)
    }
}
