import ControlProtocol
import Testing
import WorkflowFiles

@testable import scrutinyctl

@Suite("What an import asks of the daemon")
struct ImportCallTests {
    @Test("A scrutiny of a programme becomes one call")
    func call() throws {
        let programme = ProgrammeFile.read(
            """
            programme: a-year
            scrutinies:
              - id: rural-crime-2017
                workflow: proactive-scrutiny
                set: { topic: Rural crime, revisits: rural-crime-2014 }
                items:
                  - { item: recommendation/b.i, set: { summary: Share what works } }
                record:
                  - { event: letter-sent, occurred: 2017-07-20 }
                  - { event: session-held, occurred: 2017-07-07T10:00 }
                  - { event: response-received, occurred: unknown }
                  - { event: answer-received, at: [recommendation/b.i], note: jointly }
                assign: { clerk: second-officer }
            """, file: "a-year.yaml")
        try #require(programme.diagnostics.isEmpty)
        let entry = try #require(programme.entries.first)
        #expect(
            try Clerk.Import(entry, request: "r/1")
                == Clerk.Import(
                    id: "rural-crime-2017", workflow: "proactive-scrutiny",
                    facts: [
                        Clerk.Fact(name: "topic", values: ["Rural crime"]),
                        Clerk.Fact(name: "revisits", values: ["rural-crime-2014"]),
                    ],
                    items: [
                        Clerk.ImportedItem(
                            kind: "recommendation", key: "b.i",
                            facts: [Clerk.Fact(name: "summary", values: ["Share what works"])])
                    ],
                    events: [
                        event("letter-sent", occurred: "2017-07-20"),
                        event("session-held", occurred: "2017-07-07T10:00"),
                        event("response-received"),
                        event("answer-received", at: ["recommendation/b.i"], note: "jointly"),
                    ],
                    assignments: [Clerk.Assignment(party: "clerk", person: "second-officer")],
                    request: "r/1"))
    }

    @Test("An item without a key is refused", arguments: ["witness", "witness/", "/a", "a/b/c"])
    func itemWithoutKey(name: String) throws {
        let programme = ProgrammeFile.read(
            """
            programme: a-year
            scrutinies:
              - { id: cse-2015, workflow: proactive-scrutiny, items: [ { item: "\(name)" } ] }
            """, file: "a-year.yaml")
        let entry = try #require(programme.entries.first)
        #expect(throws: CommandFailure.self) { try Clerk.Import(entry, request: "r") }
    }

    private func event(
        _ name: String, at items: [String] = [], occurred: String? = nil, note: String? = nil
    ) -> Clerk.ImportedEvent {
        Clerk.ImportedEvent(
            items: items, event: name, occurred: occurred, facts: [], note: note)
    }
}
