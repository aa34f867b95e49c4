import ControlProtocol
import Engine
import Testing

@Suite("Killed while a message is handed over", .timeLimit(.minutes(2)))
struct KillPointTests {
    private static let channel =
        "log: { exec: [/bin/sh, $FOLDER/log.sh], time-limit: 30s, attempts: 3 }"
    private static let plugin = "echo \"$SCRUTINY_DELIVERY $SCRUTINY_ATTEMPT\" >> $FOLDER/ids"

    /// Lets a daemon die at a point, the first time it gets there.
    private func die(at point: KillPoint, in office: Office) async throws {
        let daemon = try office.launch(environment: [KillPoint.variable: "\(point.rawValue):1"])
        // It may die before it answers.
        if let client = try await office.reach(daemon) {
            let running = RunningDaemon(process: daemon, client: client)
            await #expect(throws: ControlError.self) {
                try await running.openLetter(request: "r-1")
                try await running.advance(to: "2018-02-01T09:00")
            }
        }
        #expect(await daemon.end() == -9, "It was to die at \(point.rawValue).")
    }

    @Test(
        "Killed at any point of a hand-over, the message is handed over under the same id",
        arguments: [
            (KillPoint.afterAttempt, handedOver: [2]), (.pluginStarted, handedOver: [1, 2]),
            (.pluginExited, handedOver: [1, 2]),
        ])
    func again(_ point: KillPoint, handedOver: [Int]) async throws {
        try await Office.run(channels: [Self.channel], routes: "[log]") { office in
            try office.write(Self.plugin, to: "log.sh")
            try await die(at: point, in: office)
            let daemon = try await office.start()
            #expect(
                try await eventually { try await daemon.deliveries(status: "pending").isEmpty })
            let delivery = try #require(try await daemon.deliveries().first)
            #expect(delivery.status == "delivered")
            #expect(delivery.attempts == 2)
            // The plug-in outlives the daemon that started it.
            let lines = handedOver.map { "\(delivery.id) \($0)" }
            #expect(
                try await eventually { office.lines(of: "ids").sorted() == lines },
                "\(office.lines(of: "ids"))")
            #expect(try await daemon.deliveries().count == 1)
            #expect(try await daemon.findings().isEmpty)
            #expect(await daemon.stop() == 0)
        }
    }

    @Test("What ends the daemon each time is given up in the end, and an administrator sees it")
    func givenUp() async throws {
        try await Office.run(channels: [Self.channel], routes: "[log]") { office in
            try office.write(Self.plugin, to: "log.sh")
            for _ in 1...3 { try await die(at: .pluginStarted, in: office) }
            let daemon = try await office.start()
            #expect(try await daemon.call(Register.Status()).deadLetters == 1)
            let dead = try #require(try await daemon.deliveries().first)
            #expect(dead.status == "dead")
            #expect(dead.attempts == 3)
            #expect(dead.lastError == "the daemon stopped before the channel answered")
            let notice = "given up after 3 attempts: scrutinyctl notify retry \(dead.id)"
            #expect(office.log.contains(notice), "\(office.log)")

            _ = try await daemon.call(Manager.RetryDelivery(id: dead.id))
            #expect(
                try await eventually {
                    try await daemon.deliveries().map(\.status) == ["delivered"]
                })
            #expect(
                Set(office.lines(of: "ids")).isSuperset(of: ["\(dead.id) 4"]),
                "\(office.lines(of: "ids"))")
            #expect(await daemon.stop() == 0)
        }
    }
}
