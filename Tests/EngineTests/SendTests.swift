import Engine
import Testing
import Workflows

/// Delayed events of a chart: `send`, `after`, `id`, `cancel`.
@Suite("Delayed events")
struct SendTests {
    static let text = """
        workflow: w
        version: 1
        parties: [clerk]
        facts: { woken-on: { type: date } }
        states:
          idle:
            events:
              start: { to: waiting, do: [ { send: ring, after: 2 days, id: bell }, { send: soon, after: 2s } ] }
          waiting:
            events:
              soon: {}
              ring: { to: rung, do: [ { set: { woken-on: occurred } } ] }
              stop: { to: idle, do: [ { cancel: bell } ] }
          rung: { final: true }
        """

    private func desk() async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", Self.text)
        try await desk.open("w", as: "w")
        try await desk.record("start", of: "w")
        return desk
    }

    @Test("An event sent with a delay comes at its moment and occurs on that day")
    func comes() async throws {
        let desk = try await desk()
        try await desk.advance(to: "2018-01-10T09:59")
        #expect(try await desk.states("w") == ["waiting"])
        try await desk.advance(to: "2018-01-10T10:00")
        #expect(try await desk.states("w") == ["rung"])
        #expect(try await desk.state("w").root.facts["woken-on"]?.line == "2018-01-10")
        #expect(try await desk.history("w").last?.cause == "time")
    }

    @Test("After downtime it still occurs on the day it was due")
    func downtime() async throws {
        let desk = try await desk()
        try await desk.sleep(to: "2018-02-01T10:00")
        #expect(try await desk.state("w").root.facts["woken-on"]?.line == "2018-01-10")
    }

    @Test("A cancelled event never comes")
    func cancelled() async throws {
        let desk = try await desk()
        try await desk.record("stop", of: "w")
        #expect(try await desk.state("w").sends.map(\.event) == ["soon"])
        try await desk.advance(to: "2018-02-01T10:00")
        #expect(try await desk.states("w") == ["idle"])
        #expect(try await desk.state("w").sends.isEmpty)
    }

    @Test("A withdrawn scrutiny's delayed events are forgotten")
    func withdrawn() async throws {
        let desk = try await desk()
        try await desk.submit(.command(.withdraw(reason: "dropped"), on: "w"))
        #expect(try await desk.state("w").wake == nil)
    }

    @Test("A chart that runs in circles is refused, naming the circle")
    func circles() async throws {
        let text = """
            workflow: w
            version: 1
            states:
              a: { events: { go: b } }
              b: { always: c }
              c: { always: b }
            """
        let desk = try Desk(at: "2018-01-08T10:00", text)
        try await desk.open("w", as: "w")
        let before = try await desk.fingerprint()
        let said = try await desk.refusal { try await desk.record("go", of: "w") }
        #expect(said?.hasPrefix("The workflow runs in circles: ") == true)
        #expect(try await desk.fingerprint() == before)
    }
}
