import ControlProtocol
import Testing

@Suite("Bad files", .timeLimit(.minutes(2)))
struct BadFileTests {
    @Test("With a bad configuration the daemon does not start: 6, with file, line and column")
    func configuration() async throws {
        try await Office.run { office in
            try office.write(
                "time-zone: Europe/London\nchanels:\n  journal: { journal: {} }\n",
                to: "scrutinyd.yaml")
            #expect(await (try office.launch()).end() == 6)
            #expect(office.log.contains("scrutinyd.yaml:2:1: error: "), "\(office.log)")
            #expect(office.log.contains("channels"))
        }
    }

    @Test(
        "With a bad definition or template it does not start either",
        arguments: [
            ("workflows/bad.yaml", "workflow: bad\nversion: one\n", "bad.yaml:2:"),
            ("workflows/templates/bad.mustache", "No subject\n", "bad.mustache"),
        ])
    func definition(file: String, text: String, place: String) async throws {
        try await Office.run { office in
            try office.makeFolder("workflows/templates")
            try office.write(text, to: file)
            #expect(await (try office.launch()).end() == 6)
            #expect(office.log.contains(place), "\(office.log)")
        }
    }

    @Test("A reload with a bad definition is refused, and the daemon keeps what it had")
    func reload() async throws {
        try await Office.run { office in
            let daemon = try await office.start()
            try office.write(
                Office.letter.replacing("version: 1", with: "version: 2")
                    .replacing("to: clerk", with: "to: clark")
                    .replacing("due: by due-day", with: "due: by due-dy"),
                to: "workflows/letter.yaml")
            do {
                _ = try await daemon.call(Manager.Reload())
                Issue.record("the reload was not refused")
            } catch ControlError.reloadRefused(let diagnostics) {
                let errors = diagnostics.filter { $0.severity == "error" }
                #expect(errors.count >= 2)
                #expect(errors.allSatisfy { $0.file.hasSuffix("letter.yaml") && $0.line != nil })
                #expect(errors.contains { $0.remedy.contains("clerk") }, "\(errors)")
                #expect(errors.contains { $0.remedy.contains("due-day") }, "\(errors)")
            }
            let run = try await office.ctl("reload")
            #expect(run.status == 6)
            #expect(run.errors.contains("letter.yaml:"), "\(run.errors)")
            #expect(try await daemon.call(Register.Status()).workflows.map(\.version) == [1])
            try await daemon.openLetter()
            try await daemon.advance(to: "2018-02-01T09:00")
            #expect(try await daemon.deliveries().map(\.status) == ["delivered"])

            try office.write(
                Office.letter.replacing("version: 1", with: "version: 2"),
                to: "workflows/letter.yaml")
            let reloaded = try await daemon.call(Manager.Reload())
            #expect(reloaded.changes == ["workflow letter version 2"])
            #expect(await daemon.stop() == 0)
        }
    }
}
