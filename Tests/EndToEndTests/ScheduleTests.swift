import ControlProtocol
import Testing

@Suite("What opens by itself", .timeLimit(.minutes(2)))
struct ScheduleTests {
    static let yearly = """
        workflow: yearly
        version: 1
        title: Yearly letter
        calendar: england-and-wales
        parties: [clerk]
        facts: { for-year: { type: year, required: true } }
        schedules:
          each-year:
            opens: every 1 February
            id: yearly-{year}
            set: { for-year: "{year}" }
        states: { open: { events: { answered: done } }, done: { final: true } }
        deadlines:
          answer:
            due: by 1 March in for-year
            met-by: answered
            when-missed: { consequence: late, to: clerk }
            remind: [ { when: 1 week before, to: clerk } ]
        """

    private func prepare(_ office: Office, schedules: String = "[yearly]") throws {
        try office.write(Self.yearly, to: "workflows/yearly.yaml")
        try office.makeFolder("conf.d")
        try office.write("schedules: \(schedules)\n", to: "conf.d/50-schedules.yaml")
    }

    private func ids(_ daemon: RunningDaemon) async throws -> [String] {
        try await daemon.call(Register.List()).scrutinies.map(\.id)
    }

    @Test("It is planned, opens on its day, and is opened once though the daemon is killed")
    func opens() async throws {
        try await Office.run { office in
            try prepare(office)
            let daemon = try await office.start()
            let plan = try await office.ctl("plan", "--until", "2018-02-28")
            #expect(plan.status == 0, "\(plan.errors)")
            #expect(plan.output.contains("Thu 1 Feb 2018 09:00   opens    yearly-2018"))
            // With what will come of it, as it comes once it is there.
            let before = try await daemon.call(Register.Plan(until: "2018-03-02")).entries
            #expect(before.map(\.kind) == ["opening", "message", "passing"])
            let status = try await daemon.call(Register.Status())
            #expect(status.nextWake == "2018-02-01T09:00:00+00:00")
            try await daemon.advance(to: "2018-02-01T09:00")
            #expect(try await ids(daemon) == ["yearly-2018"])
            await daemon.kill()

            let again = try await office.start()
            try await again.advance(to: "2018-02-10T10:00")
            #expect(try await ids(again) == ["yearly-2018"])
            let history = try await again.call(Register.History(id: "yearly-2018")).entries
            #expect(history.map(\.cause) == ["schedule"])
            #expect(history.map(\.note) == ["by the schedule each-year, for Thu 1 Feb 2018"])
            let planned = try await again.call(Register.Plan(until: "2018-03-02")).entries
            #expect(planned.map(\.kind) == ["message", "passing"])
            #expect(planned == Array(before.dropFirst()))
            #expect(planned.map(\.to) == [["support-office"], ["support-office"]])
            #expect(planned.map(\.channels) == [["outbox"], []])
            #expect(planned.map { String($0.at.prefix(10)) } == ["2018-02-22", "2018-03-02"])
            #expect(try await again.findings().isEmpty)
            #expect(office.log.contains("schedule yearly/each-year opened yearly-2018"))
            #expect(await again.stop() == 0)
        }
    }

    @Test("An opening that will be refused is planned with the reason")
    func refusedOpening() async throws {
        try await Office.run { office in
            try prepare(office)
            let other = "workflow: other\nversion: 1\nparties: [clerk]\nstates: { open: {} }\n"
            try office.write(other, to: "workflows/other.yaml")
            let daemon = try await office.start()
            _ = try await daemon.call(Clerk.Open(workflow: "other", id: "yearly-2018", facts: []))
            let plan = try await daemon.call(Register.Plan(until: "2018-03-02")).entries
            #expect(plan.map(\.kind) == ["opening"])
            let note = try #require(plan.first?.note)
            #expect(
                note.hasSuffix(
                    "it cannot be opened: \"yearly-2018\" exists already. Choose another name."),
                "\(note)")
            #expect(await daemon.stop() == 0)
        }
    }

    @Test("Three years asleep: the newest is opened, the journal names the others")
    func asleep() async throws {
        try await Office.run { office in
            try prepare(office)
            let daemon = try await office.start()
            _ = try await daemon.call(Manager.ClockAdvance(to: "2020-06-01T10:00", asleep: true))
            #expect(try await ids(daemon) == ["yearly-2020"])
            #expect(office.log.contains("passed over Thu 1 Feb 2018, Fri 1 Feb 2019: out of date"))
            #expect(await daemon.stop() == 0)
        }
    }

    @Test("It runs only where the configuration says so, and from then on")
    func switchedOn() async throws {
        try await Office.run { office in
            try prepare(office, schedules: "[]")
            let daemon = try await office.start()
            try await daemon.advance(to: "2018-02-10T10:00")
            #expect(try await ids(daemon) == [])
            try prepare(office, schedules: "[yearly, yaerly]")
            let reload = try await office.ctl("reload")
            #expect(reload.status == 0, "\(reload.errors)")
            let problems = try await daemon.call(Register.Status()).problems
            #expect(problems.contains { $0.contains("there is no workflow yaerly") })
            try await daemon.advance(to: "2018-12-31T10:00")
            #expect(try await ids(daemon) == [])
            try await daemon.advance(to: "2019-02-01T10:00")
            #expect(try await ids(daemon) == ["yearly-2019"])
            #expect(await daemon.stop() == 0)
        }
    }
}
