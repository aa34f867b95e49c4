import Simulation
import Testing
import WorkflowFiles

/// What a scenario shows of schedules.
@Suite("Schedules in scenarios")
struct ScheduleTests {
    static let precept = """
        workflow: precept
        version: 1
        parties: [clerk]
        facts: { precept-year: { type: year, required: true } }
        schedules:
          yearly:
            opens: every 1 February
            id: precept-{year+1}
            set: { precept-year: "{year+1}" }
        states: { waiting: { events: { done: closed } }, closed: { final: true } }
        deadlines:
          notify:
            due: by 1 March in precept-year
            while: waiting
            met-by: done
            remind: [ { when: at once, to: clerk } ]
        """

    @Test("What a schedule opens is the scrutiny under test until one is opened")
    func opens() async throws {
        let frames = try await Told.script(
            Self.precept,
            """
            starts: 2018-01-01T09:00
            schedules: true
            steps:
              - { advance-to: 2018-02-01T08:59, expect: { opened: [], states: [] } }
              - advance-to: 2018-02-01T09:00
                expect:
                  opened: [precept-2019]
                  states: [waiting]
                  due: { notify: 2019-03-01 }
                  sent: [ { to: clerk, deadline: notify, when: at once } ]
              - { record: done, expect: { states: [closed] } }
              - { advance-to: 2019-02-02, expect: { opened: [precept-2020], sent: [] } }
            """, isTest: true)
        #expect(frames.flatMap(\.failures) == [])
        #expect(frames.map(\.opened) == [nil, nil, ["precept-2019"], nil, ["precept-2020"]])
    }

    @Test("Without schedules: true nothing opens by itself")
    func off() async throws {
        let frames = try await Told.script(
            Self.precept,
            "- { advance-to: 2019-03-01, expect: { opened: [precept-2019] } }\n", isTest: true)
        #expect(frames[1].failures == ["schedules opened [], not [\"precept-2019\"]"])
    }

    @Test("What a schedule cannot open is shown as refused")
    func refused() async throws {
        let frames = try await Told.script(
            Self.precept, "workflow: other\nversion: 1\nstates: { open: {} }\n",
            """
            schedules: true
            others: { precept-2019: { workflow: other } }
            steps:
              - { advance-to: 2018-02-02, refused: exists already }
            """, isTest: true)
        #expect(frames[1].failures == [])
    }
}
