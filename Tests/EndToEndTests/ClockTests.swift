import ControlProtocol
import Foundation
import Testing

/// The real daemon on real time, under an account of its own, whose clock the test turns. The
/// machine's clock stays as it is.
@Suite(
    "A clock that is stepped", .timeLimit(.minutes(2)),
    .enabled(if: ServiceAccount.isPossible, ServiceAccount.reason))
struct ClockTests {
    /// What a test has at hand.
    private struct Desk {
        let office: Office
        let rig: FaultRig
        let manager: NotifySocket
        let daemon: RunningDaemon

        /// What went out, as subject and attempt.
        var sent: [String] { office.lines(of: "outbox.jsonl") }

        func isSent(_ count: Int) async throws -> Bool {
            try await eventually { sent.count >= count }
        }

        func ladder() async throws -> [String] {
            try await daemon.call(Register.Explain(id: "letter-1", deadline: "response"))
                .ladder.map { "\($0.phrase): \($0.outcome)" }
        }

        func problems() async throws -> [String] {
            try await daemon.call(Register.Status()).problems
        }
    }

    /// A letter due on 22 February, opened on 8 January with the clock kept right.
    private func desk(_ body: (Desk) async throws -> Void) async throws {
        try await Office.run { office in
            let rig = try FaultRig(in: office.folder)
            let manager = try NotifySocket(in: office.folder)
            try rig.setClock(to: "2018-01-08T10:00:00Z")
            rig.turn(.isSynchronised, to: 1)
            let daemon = try await ServiceAccount.start(
                in: office, on: rig, ["NOTIFY_SOCKET": manager.path])
            try await daemon.openLetter()
            try await body(Desk(office: office, rig: rig, manager: manager, daemon: daemon))
            #expect(try await daemon.findings().isEmpty)
            #expect(await daemon.stop() == 0)
        }
    }

    @Test("Suspend and resume: what came due meanwhile is caught up with, the newest rung once")
    func resume() async throws {
        try await desk { desk in
            try desk.rig.setClock(to: "2018-02-01T09:00:01Z")
            #expect(try await desk.isSent(1))
            // Eighteen days asleep: two rungs came due, and it is not the time of sending.
            try desk.rig.setClock(to: "2018-02-19T10:00:00Z")
            #expect(
                try await eventually {
                    try await desk.ladder()[1].hasSuffix("superseded")
                })
            #expect(desk.sent.count == 1)
            try desk.rig.setClock(to: "2018-02-20T09:00:01Z")
            #expect(try await desk.isSent(2))
            // What went out is answered a moment later.
            var ladder: [String] = []
            _ = try await eventually {
                ladder = try await desk.ladder()
                return ladder[2].hasSuffix("delivered")
            }
            #expect(
                ladder == [
                    "15 working days before: delivered", "10 working days before: superseded",
                    "5 working days before: delivered", "on the day: owed",
                ])
            #expect(desk.office.log.contains("the system clock was set"))
        }
    }

    @Test(
        "A step back stands everything still, is said everywhere once, and passes by itself",
        arguments: ["2018-02-01T07:59:00Z", "2018-01-31T09:00:00Z", "2017-02-01T09:00:00Z"])
    func stepBack(moment: String) async throws {
        try await desk { desk in
            try desk.rig.setClock(to: "2018-02-01T09:00:01Z")
            #expect(try await desk.isSent(1))
            try desk.rig.setClock(to: moment)
            #expect(
                try await desk.manager.hears(where: {
                    $0.hasPrefix("STATUS=Timers stand still: the system clock shows")
                }))
            for _ in 0..<2 {
                let run = try await desk.office.ctl(
                    "set", "letter-1", "due-day=2018-02-23")
                #expect(run.status == 5)
                #expect(run.errors.contains("which lies before the last change recorded"))
                #expect(run.errors.contains("scrutinyctl clock accept"), "\(run.errors)")
            }
            let shown = try await desk.office.ctl("clock", "show")
            #expect(shown.output.contains("held: timers stand still"), "\(shown.output)")
            #expect(try await desk.problems().count { $0.contains("Timers stand still") } == 1)
            #expect(try await desk.daemon.call(Register.Status()).clock == "held")
            let lines = desk.office.log.split(separator: "\n")
            #expect(lines.count { $0.contains("timers stand still") } == 1)

            try desk.rig.setClock(to: "2018-02-08T09:00:01Z")
            #expect(try await desk.isSent(2))
            #expect(try await desk.problems().isEmpty)
            #expect(try await desk.daemon.deliveries().allSatisfy { $0.attempts == 1 })
            #expect(desk.office.log.contains("the system clock can be trusted again"))
        }
    }

    @Test("A year ahead while nobody keeps the clock right: nothing goes out until it is accepted")
    func accepted() async throws {
        try await desk { desk in
            desk.rig.turn(.isSynchronised, to: 0)
            try desk.rig.setClock(to: "2019-01-08T10:00:00Z")
            #expect(
                try await desk.manager.hears(where: {
                    $0.hasPrefix("STATUS=Timers stand still") && $0.contains("not synchronised")
                }))
            #expect(desk.sent.isEmpty)
            let run = try await desk.office.ctl("clock", "accept")
            #expect(run.status == 0)
            #expect(run.output.contains("by root: The clock is trusted as it is"), "\(run.output)")
            #expect(desk.office.log.contains("root accepts the system clock"))
            // Missed, and the newest of its rungs.
            #expect(try await desk.isSent(1))
            #expect(try await desk.daemon.call(Register.Status()).overdue == 1)

            // It was wrong after all: back, accepted again, and what was done in time counts.
            try desk.rig.setClock(to: "2018-02-20T10:00:00Z")
            #expect(try await eventually { try await !desk.problems().isEmpty })
            #expect(try await desk.office.ctl("clock", "accept").status == 0)
            _ = try await desk.daemon.call(
                Clerk.Record(
                    parts: ["letter-1"], event: "answered", occurred: "2018-02-19", facts: []))
            #expect(try await desk.daemon.call(Register.Status()).overdue == 0)
        }
    }

    @Test("A year ahead with a clock that turns out to be right goes on by itself")
    func becomesSynchronised() async throws {
        try await desk { desk in
            desk.rig.turn(.isSynchronised, to: 0)
            try desk.rig.setClock(to: "2019-01-08T10:00:00Z")
            #expect(try await eventually { try await !desk.problems().isEmpty })
            #expect(desk.sent.isEmpty)
            desk.rig.turn(.isSynchronised, to: 1)
            #expect(try await desk.isSent(1))
        }
    }
}
