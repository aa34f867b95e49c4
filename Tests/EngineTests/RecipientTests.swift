import Deadlines
import Engine
import Testing
import Workflows

/// Clauses 15 and 18: who gets a message, and how many.
@Suite("Recipients")
struct RecipientTests {
    static let call = """
        workflow: call
        version: 1
        parties: [clerk, chair, office]
        facts: { closes: { type: date }, ask-by: { type: date } }
        items:
          witness:
            key: slug
            facts: { name: { type: text }, email: { type: email }, own-day: { type: date } }
            states: { invited: { events: { received: done } }, done: { final: true } }
            deadlines:
              evidence:
                due: by closes
                while: invited
                met-by: received
                remind:
                  - { when: 7 days before, to: [clerk, email] }
                  - { when: 1 day before, to: clerk, severity: urgent }
              reply:
                due: by own-day
                while: invited
                remind: [ { when: 7 days before, to: clerk, severity: notice } ]
        states: { open: { events: { over: done } }, done: { final: true } }
        deadlines:
          ask:
            due: by ask-by
            if-not-started: { after: 2 working days, to: clerk, template: no-day }
            remind:
              - { when: 3 days before, to: office }
              - { when: 3 days before, to: chair }
        """

    private func desk(people: [String: [String]]? = nil) async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", Self.call, people: people)
        try await desk.open("call", as: "call", ["closes": "2018-02-15", "ask-by": "2018-02-28"])
        return desk
    }

    @Test(
        "One message per person, deadline and moment over all items; each item's fact gets its own")
    func coalesced() async throws {
        let desk = try await desk()
        for key in ["halc", "nfu", "rspca"] {
            try await desk.add("witness/\(key)", to: "call", ["email": "\(key)@example.org"])
        }
        try await desk.record("received", of: "call", at: ["witness/nfu"])
        try await desk.advance(to: "2018-02-10T00:00")
        #expect(
            try await desk.sent() == [
                "2018-02-08T09:00 to clerk: witness/evidence, "
                    + "halc 7 days before + rspca 7 days before",
                "2018-02-08T09:00 to halc@example.org: witness/evidence, halc 7 days before",
                "2018-02-08T09:00 to rspca@example.org: witness/evidence, rspca 7 days before",
            ])
    }

    @Test("The highest severity of what a message carries wins")
    func severity() async throws {
        let desk = try await desk()
        try await desk.add("witness/a", "witness/b", to: "call", ["email": "w@example.org"])
        try await desk.sleep(to: "2018-02-14T09:00")
        let clerks = try await desk.deliveries().filter { $0.person == "clerk" }
        #expect(clerks.map(\.severity) == [.urgent])
        #expect(clerks[0].reminders.map(\.rung) == ["1 day before", "1 day before"])
    }

    @Test("Different deadlines of one moment are different messages")
    func notOverDeadlines() async throws {
        let desk = try await desk()
        try await desk.add(
            "witness/a", to: "call", ["own-day": "2018-02-15", "email": "a@example.org"])
        try await desk.advance(to: "2018-02-08T10:00")
        #expect(
            try await desk.sent().filter { $0.contains("to clerk") } == [
                "2018-02-08T09:00 to clerk: witness/evidence, a 7 days before",
                "2018-02-08T09:00 to clerk: witness/reply, a 7 days before",
            ])
    }

    @Test("A party that is nobody goes to the clerk, who is told whose it was")
    func unbound() async throws {
        let desk = try await desk(people: ["clerk": ["carol"], "chair": ["dave"]])
        try await desk.advance(to: "2018-02-26T00:00")
        #expect(
            try await desk.sent() == [
                "2018-02-23T09:00 to carol: ask, 3 days before",
                "2018-02-23T09:00 to dave: ask, 3 days before",
            ])
        #expect(try await desk.deliveries().map(\.payload) == ["office", ""])
    }

    @Test("A person with two parts gets one message")
    func twoParts() async throws {
        let desk = try await desk(people: ["clerk": ["carol"], "chair": ["carol"]])
        try await desk.advance(to: "2018-02-26T00:00")
        #expect(
            try await desk.sent() == [
                "2018-02-23T09:00 to carol: ask, 3 days before + 3 days before"
            ])
    }

    @Test("Several persons of a party get one message each")
    func severalPersons() async throws {
        let desk = try await desk(people: ["clerk": ["c"], "chair": ["x", "y"], "office": []])
        try await desk.advance(to: "2018-02-26T00:00")
        #expect(try await desk.deliveries().map(\.person) == ["c", "x", "y"])
    }

    @Test("A person assigned to a party in this scrutiny takes the party's place")
    func assigned() async throws {
        let desk = try await desk(people: ["clerk": ["carol"], "chair": ["dave"], "office": ["o"]])
        try await desk.submit(.command(.assign(party: "chair", person: "erin"), on: "call"))
        try await desk.advance(to: "2018-02-26T00:00")
        #expect(try await desk.deliveries().map(\.person) == ["o", "erin"])
        let said = try await desk.refusal {
            try await desk.submit(.command(.assign(party: "chairs", person: "x"), on: "call"))
        }
        #expect(said == "There is no party \"chairs\". Known: clerk, chair, office.")
    }

    @Test("A witness without an address falls to the clerk")
    func withoutAddress() async throws {
        let desk = try await desk()
        try await desk.add("witness/a", to: "call")
        try await desk.advance(to: "2018-02-08T10:00")
        #expect(
            try await desk.sent() == [
                "2018-02-08T09:00 to clerk: witness/evidence, a 7 days before + a 7 days before"
            ])
        #expect(try await desk.deliveries().map(\.severity) == [.warning])
    }

    @Test("The question for a day nobody has set goes out some time after the arming, once")
    func notStarted() async throws {
        let desk = try Desk(at: "2018-01-05T10:00", Self.call)
        try await desk.open("call", as: "call")
        try await desk.advance(to: "2018-03-01T00:00")
        #expect(try await desk.sent() == ["2018-01-09T09:00 to clerk: ask, not started"])
    }

    @Test("The question is not put once the day is known")
    func startedInTime() async throws {
        let desk = try Desk(at: "2018-01-05T10:00", Self.call)
        try await desk.open("call", as: "call")
        try await desk.set(["ask-by": "2018-06-01"], of: "call")
        try await desk.advance(to: "2018-03-01T00:00")
        #expect(try await desk.sent() == [])
    }
}
