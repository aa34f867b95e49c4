import ControlProtocol
import Foundation
import Testing

/// What was overlooked is put right by the commands a clerk gives.
@Suite("What was overlooked", .timeLimit(.minutes(2)))
struct AmendmentTests {
    private static let removal = """
        workflow: removal
        version: 1
        title: Removal
        calendar: england-and-wales
        parties: [clerk]
        facts: { poll-day: { type: date }, accepted-on: { type: date } }
        periods: { post-election: { from: poll-day, to: accepted-on } }
        states:
          noticed: { events: { notified: scrutiny } }
          scrutiny: { events: { recommended: done, weeks-passed: expired } }
          expired: { events: { recommended: done } }
          done: {}
        deadlines:
          recommendation:
            due: 6 weeks beginning with notified ignoring post-election
            while: scrutiny
            met-by: recommended
            when-missed: { consequence: deemed-permission, to: clerk, raise: weeks-passed }
            remind: [ { when: 5 days before, to: clerk } ]
        """

    private static let correction = [
        "correct", "removal-1", "1", "--set", "poll-day=2018-01-20", "--set",
        "accepted-on=2018-02-09", "--reason", "The election was overlooked",
    ]

    @Test("A lapse is undone by the fact that the opening lacked, as the dry run says")
    func overlooked() async throws {
        try await Office.run { office in
            try office.write(Self.removal, to: "workflows/removal.yaml")
            let daemon = try await office.start()
            for command in [
                ["open", "removal", "removal-1"],
                ["record", "removal-1", "notified", "--occurred", "2018-01-08"],
            ] {
                let run = try await office.ctl(command)
                #expect(run.status == 0, "\(run.errors)")
            }
            try await daemon.advance(to: "2018-02-21T10:00")
            let lapsed = try await daemon.call(
                Register.Explain(id: "removal-1", deadline: "recommendation"))
            #expect(lapsed.deadline.status == "lapsed" && lapsed.deadline.due == "2018-02-18")

            let foretold = try await lines(office, Self.correction + ["--dry-run"])
            #expect(try await lines(office, Self.correction) == foretold)
            let explained = try await daemon.call(
                Register.Explain(id: "removal-1", deadline: "recommendation"))
            // 21 days of the election do not count: 18 February becomes 11 March.
            #expect(explained.deadline.status == "running")
            #expect(explained.deadline.due == "2018-03-11")
            #expect(explained.triggers.map(\.name) == ["notified", "poll-day", "accepted-on"])
            #expect(explained.triggers.map(\.date) == ["2018-01-08", "2018-01-20", "2018-02-09"])
            let shown = try await daemon.call(Register.Show(id: "removal-1"))
            #expect(shown.summary.states == ["scrutiny"])
            try await daemon.advance(to: "2018-03-14T10:00")
            let sent = try office.lines(of: "outbox.jsonl").map { line in
                let message = try JSONDecoder().decode(Message.self, from: Data(line.utf8))
                return "\(message.kind) \(message.deadline.due)"
            }
            #expect(
                sent == [
                    "reminder 2018-02-18", "missed 2018-02-18", "changed 2018-03-11",
                    "reminder 2018-03-11", "missed 2018-03-11",
                ], "\(sent)")
            #expect(try await daemon.findings().isEmpty)
            #expect(await daemon.stop() == 0)
        }
    }

    /// What a command says it did, or would do.
    private func lines(_ office: Office, _ command: [String]) async throws -> [String] {
        let run = try await office.ctl(command + ["--json"])
        #expect(run.status == 0, "\(run.errors)")
        return try JSONDecoder().decode(Receipt.self, from: Data(run.output.utf8)).lines
    }

    private struct Receipt: Decodable {
        var lines: [String]
    }

    private struct Message: Decodable {
        struct Deadline: Decodable {
            var due: String
        }
        var kind: String
        var deadline: Deadline
    }
}
