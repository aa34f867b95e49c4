import ControlProtocol
import Foundation
import Testing

@Suite("Bringing in the real programme", .timeLimit(.minutes(2)))
struct ImportTests {
    @Test("It is created, then unchanged; nothing is sent for what is past; the history is whole")
    func twice() async throws {
        try await Office.run { office in
            try office.useShippedWorkflows()
            let daemon = try await office.start(["--virtual-clock", "2026-01-12T09:00"])
            let file = Office.package.appending(path: "Workflows/samples/hampshire.yaml").path
            let first = try await office.ctl("import", file)
            #expect(first.status == 0, "\(first.errors)")
            let status = try await daemon.call(Register.Status())
            #expect(status.scrutinies > 10)
            #expect(status.pendingDeliveries == 0)

            let second = try await office.ctl("import", file)
            #expect(second.status == 0, "\(second.errors)")
            #expect(
                try await daemon.call(Register.Status()).historyPosition == status.historyPosition)
            #expect(!second.output.contains("created"), "\(second.output)")
            #expect(second.output.contains("unchanged"), "\(second.output)")

            #expect(try await daemon.deliveries().isEmpty)
            #expect(office.lines(of: "outbox.jsonl").isEmpty)
            let verified = try await office.ctl("verify")
            #expect(verified.status == 0, "\(verified.output)")
            #expect(try await daemon.findings().isEmpty)
            #expect(await daemon.stop() == 0)
        }
    }
}
