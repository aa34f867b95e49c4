import ControlProtocol
import Testing
import Varlink

@Suite("Requests sent again", .timeLimit(.minutes(2)))
struct SentAgainTests {
    /// A workflow with something for every method to change.
    private static let workflow = """
        workflow: inquiry
        version: 1
        title: Inquiry
        calendar: england-and-wales
        time-zone: Europe/London
        parties: [clerk]
        facts: { topic: { type: text, required: true }, due-day: { type: date } }
        items:
          witness:
            key: slug
            facts: { name: { type: text } }
            states: { called: { events: { heard: done } }, done: { final: true } }
        states:
          open: { events: { answered: done } }
          done: { final: true }
        deadlines:
          response:
            title: The answer
            due: by due-day
            met-by: answered
            when-missed: { consequence: breach, to: clerk }
            remind: [ { when: every 1 week after, at-most: 8, to: clerk } ]
        """

    /// A call under a request's id, and the same id with something else.
    private struct Case: Sendable {
        let name: String
        let call: @Sendable (RunningDaemon) async throws -> String
        let other: @Sendable (RunningDaemon) async throws -> String

        init<Method: ControlMethod>(_ call: Method, other: Method) {
            name = Method.method
            self.call = { "\(try await $0.call(call))" }
            self.other = { "\(try await $0.call(other))" }
        }
    }

    private static func open(_ id: String) -> Clerk.Open {
        Clerk.Open(
            workflow: "inquiry", id: id,
            facts: [
                .init(name: "topic", values: ["Roads"]),
                .init(name: "due-day", values: ["2018-01-09"]),
            ], request: "r")
    }

    private static func bringIn(_ topic: String) -> Clerk.Import {
        Clerk.Import(
            id: "roads-4", workflow: "inquiry", facts: [.init(name: "topic", values: [topic])],
            items: [], events: [], assignments: [.init(party: "clerk", person: "deputy")],
            request: "r")
    }

    /// Every method that takes a request, but for the one that tries a message again.
    private static let cases = [
        Case(open("roads-1"), other: open("roads-2")),
        Case(
            Clerk.AddItem(
                id: "roads-1", kind: "witness", keys: ["a"], facts: [], request: "r"),
            other: Clerk.AddItem(
                id: "roads-1", kind: "witness", keys: ["b"], facts: [], request: "r")),
        Case(
            Clerk.Set(
                part: "roads-1/witness/a", facts: [.init(name: "name", values: ["RoSPA"])],
                request: "r"),
            other: Clerk.Set(
                part: "roads-1/witness/a", facts: [.init(name: "name", values: ["RAC"])],
                request: "r")),
        Case(
            Clerk.Record(
                parts: ["roads-1/witness/a"], event: "heard", facts: [], expected: 3,
                request: "r"),
            other: Clerk.Record(parts: ["roads-1"], event: "answered", facts: [], request: "r")),
        Case(
            Clerk.Assign(id: "roads-1", party: "clerk", person: "deputy", request: "r"),
            other: Clerk.Assign(id: "roads-1", party: "clerk", request: "r")),
        Case(
            Clerk.Acknowledge(
                id: "roads-1", deadline: "response", recipient: "clerk", request: "r"),
            other: Clerk.Acknowledge(id: "roads-1", deadline: "response", request: "r")),
        Case(bringIn("Bridges"), other: bringIn("Tunnels")),
        Case(
            Clerk.Withdraw(id: "roads-1", reason: "merged", request: "r"),
            other: Clerk.Withdraw(id: "roads-1", reason: "dropped", request: "r")),
    ]

    private static func configure(_ office: Office, people: String) throws {
        try office.write(
            """
            workflows: ["$FOLDER/workflows"]
            people: { \(people) }
            channels: { log: { exec: [/bin/sh, $FOLDER/log.sh] } }
            routes: { default: [log] }
            """, to: "scrutinyd.yaml")
    }

    @Test(
        "Each method's request gets its first answer again, whatever happened since, once for all")
    func everyMethod() async throws {
        try await Office.run { office in
            try office.write(Self.workflow, to: "workflows/inquiry.yaml")
            try office.write("exit 78", to: "log.sh")
            let clerk = "clerk: { address: clerk@example.org, parties: [clerk] }"
            try Self.configure(
                office, people: clerk + ", deputy: { address: deputy@example.org }")
            let daemon = try await office.start()
            var answers: [String] = []
            for (number, one) in Self.cases.enumerated() {
                // The deadline must have been missed for its repeats to be silenced.
                if number == 5 { try await daemon.advance(to: "2018-01-10T12:00") }
                answers.append(try await one.call(daemon))
            }
            let dead = try #require(try await daemon.deliveries(status: "dead").first)
            let retry = Manager.RetryDelivery(id: dead.id, request: "r")
            let retried = try await daemon.call(retry)
            #expect(
                try await eventually { try await daemon.deliveries(status: "dead").count == 1 })
            let before = try await daemon.call(Register.Status()).historyPosition
            // Nobody is left whom the first answers were about.
            try Self.configure(office, people: clerk)
            await daemon.kill()

            let again = try await office.start()
            for (one, answer) in zip(Self.cases, answers) {
                #expect(try await one.call(again) == answer, "\(one.name)")
                await #expect(throws: ControlError.requestReused(request: "r"), "\(one.name)") {
                    try await one.other(again)
                }
            }
            #expect(try await again.call(retry) == retried)
            #expect(try await again.deliveries(status: "dead").map(\.id) == [dead.id])
            await #expect(throws: ControlError.requestReused(request: "r")) {
                try await again.call(Manager.RetryDelivery(id: "another", request: "r"))
            }
            #expect(try await again.call(Register.Status()).historyPosition == before)
            let lines = office.log.split(separator: "\n").filter { $0.contains("tried again, as ") }
            #expect(lines.count == 1)
            #expect(
                lines.first?.contains(#/as \S+ asks: .+ scrutiny-actor-uid=/#) == true, "\(lines)")
            #expect(try await again.findings().isEmpty)
            #expect(await again.stop() == 0)
        }
    }
}
