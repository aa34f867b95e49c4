import ControlProtocol
import ControlServer
import Testing
import Varlink

/// Each answer in these tests is held against the interface files by the fixture; this one sees
/// to it that none is left out.
@Suite("The contract of the replies")
struct ReplyContractTests {
    @Test("Every method has a handler that answers, with rich data, what its file declares")
    func everyMethod() async throws {
        let fixture = try ControlFixture()
        let id = "rural-crime-2017"
        try await fixture.openReview()
        _ = try await fixture.call(ImportTests.call)
        _ = try await fixture.call(
            Clerk.Assign(id: id, party: "chair", person: "chair@example.org"))
        _ = try await fixture.call(Clerk.Acknowledge(id: id, deadline: "response"))
        _ = try await fixture.call(
            Clerk.Set(
                part: id,
                facts: [
                    .init(name: "earlier-reviews", values: ["traffic-2017", "rural-crime-2014"]),
                    .init(name: "meeting", values: ["panel-2018"]),
                ]))
        try await callClockwork(fixture, id)
        try await fixture.advance(to: "2017-09-29T09:00")
        _ = try await fixture.call(
            Clerk.Record(parts: [id], event: "response-received", occurred: "unknown", facts: []))
        _ = try await fixture.call(Clerk.Withdraw(id: "traffic-2017", reason: "merged"))
        for id in [id, "traffic-2017"] {
            let shown = try await fixture.call(Register.Show(id: id))
            for deadline in shown.deadlines {
                _ = try await fixture.call(Register.Explain(id: id, deadline: deadline.name))
            }
            _ = try await fixture.call(Register.History(id: id))
        }
        _ = try await fixture.call(Register.List())
        _ = try await fixture.call(Register.Due())
        _ = try await fixture.call(Register.Plan(until: "2018-12-31"))
        _ = try await fixture.call(Register.Deliveries(withText: true))
        _ = try await fixture.call(Register.Status())
        for calendar in try await fixture.call(Register.Calendars()).calendars {
            _ = try await fixture.call(Register.Holidays(calendar: calendar.name, year: 2018))
        }
        try await callManager(fixture)
        #expect(fixture.methodsAnswered == Set(ControlInterfaces.methods.map { $0.method }))
    }

    private func callClockwork(_ fixture: ControlFixture, _ id: String) async throws {
        _ = try await fixture.call(
            Clerk.Extend(id: id, deadline: "response", by: "1 day", reason: "agreed"))
        _ = try await fixture.call(Clerk.Hold(id: id, reason: "waiting"))
        _ = try await fixture.call(Clerk.Resume(id: id))
        _ = try await fixture.call(
            Clerk.Correct(id: id, sequence: 4, occurred: "2017-05-31", reason: "misread"))
        _ = try await fixture.call(
            Clerk.Record(parts: [id], event: "session-held", facts: []))
        let last = try await fixture.call(Register.History(id: id)).entries.last
        _ = try await fixture.call(
            Clerk.Retract(id: id, sequence: last?.sequence ?? 0, reason: "wrong file"))
    }

    private func callManager(_ fixture: ControlFixture) async throws {
        let admin = ControlFixture.admin
        _ = try await fixture.call(Manager.Check(), as: admin)
        _ = try await fixture.call(Manager.Verify(), as: admin)
        _ = try await fixture.call(Manager.Reload(), as: admin)
        _ = try await fixture.call(Manager.ClockShow(), as: admin)
        _ = try await fixture.call(Manager.ClockAccept(), as: admin)
        _ = try await fixture.call(Manager.Backup(), as: admin)
        _ = try await fixture.call(
            Manager.ImportCalendar(source: "a.json", text: "{}", request: "r"), as: admin)
        for dryRun in [true, false] {
            let redact = Manager.Redact(
                id: "rural-crime-2017", sequence: 1, reason: "asked for it", keep: ["topic"],
                dryRun: dryRun, request: "r")
            _ = try await fixture.call(redact, as: admin)
        }
        _ = try await fixture.call(Manager.ClockAdvance(by: "1 day", asleep: true), as: admin)
        _ = try await fixture.call(Manager.RetryDelivery(id: "d", request: "r"), as: admin)
    }

    @Test("No declared method is without a handler")
    func unserved() throws {
        for interface in try ControlFixture().server.interfaces {
            #expect(interface.unserved == [], "\(interface.description.name)")
        }
    }
}
