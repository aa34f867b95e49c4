import ControlProtocol
import Testing

@Suite("The control program on a real daemon", .timeLimit(.minutes(2)))
struct CommandTests {
    @Test("What cannot be done has an exit code, and a sentence that says what can")
    func refusals() async throws {
        try await Office.run { office in
            let daemon = try await office.start()
            try await daemon.openLetter("letter-1")
            let position = try await daemon.call(Register.Status()).historyPosition

            let unknown = try await office.ctl("show", "leter-1")
            #expect(unknown.status == 4)
            #expect(unknown.errors.contains("Did you mean letter-1?"), "\(unknown.errors)")

            let event = try await office.ctl("record", "letter-1", "posted")
            #expect(event.status == 5)
            #expect(event.errors.contains("Accepted are: answered."), "\(event.errors)")

            let tomorrow = try await office.ctl(
                "record", "letter-1", "answered", "--occurred", "2018-01-09")
            #expect(tomorrow.status == 5)
            #expect(tomorrow.errors.contains("2018-01-08"), "\(tomorrow.errors)")

            let usage = try await office.ctl("record", "letter-1")
            #expect(usage.status == 2)
            #expect(!usage.errors.isEmpty)

            #expect(
                try await daemon.call(Register.Status()).historyPosition == position)
            let done = try await office.ctl(
                "record", "letter-1", "answered", "--occurred", "2018-01-08")
            #expect(done.status == 0, "\(done.errors)")
            #expect(await daemon.stop() == 0)
        }
    }

    @Test("Without a daemon it ends with 10 and says how to start one")
    func unreachable() async throws {
        try await Office.run { office in
            let run = try await office.ctl("status")
            #expect(run.status == 10)
            #expect(run.output.isEmpty)
            #expect(run.errors.contains("systemctl start scrutinyd"), "\(run.errors)")
        }
    }
}
