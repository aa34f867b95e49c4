import ControlProtocol
import Testing

@Suite("Real plug-ins", .timeLimit(.minutes(2)))
struct PlugInTests {
    /// A plug-in that a shell reads, so that nothing has to be executable.
    private static func channel(_ name: String, more: String = "") -> String {
        "\(name): { exec: [/bin/sh, $FOLDER/\(name).sh], time-limit: 1s \(more) }"
    }

    private static let good = """
        echo "$SCRUTINY_DELIVERY $SCRUTINY_ATTEMPT $SCRUTINY_TO" >> $FOLDER/good.log
        """

    @Test("Each reminder reaches the plug-in once, under the delivery's id")
    func once() async throws {
        try await Office.run(channels: [Self.channel("good")], routes: "[good]") { office in
            try office.write(Self.good, to: "good.sh")
            let daemon = try await office.start()
            try await daemon.openLetter("letter-1")
            try await daemon.openLetter("letter-2", due: "2018-02-23")
            // Three rungs, the day itself, and that it passed; each of two letters.
            try await daemon.advance(to: "2018-03-01T12:00")
            let deliveries = try await daemon.deliveries()
            #expect(deliveries.count == 10)
            #expect(deliveries.allSatisfy { $0.status == "delivered" })
            #expect(
                office.lines(of: "good.log").sorted()
                    == deliveries.map { "\($0.id) 1 clerk@example.org" }.sorted())
            #expect(await daemon.stop() == 0)
        }
    }

    @Test("Exit 75 is tried again later under the same id")
    func triedAgain() async throws {
        try await Office.run(channels: [Self.channel("good")], routes: "[good]") { office in
            try office.write(Self.good + "\n[ $SCRUTINY_ATTEMPT -ge 3 ] || exit 75", to: "good.sh")
            let daemon = try await office.start()
            try await daemon.openLetter()
            try await daemon.advance(to: "2018-02-01T09:00")
            let delivery = try #require(try await daemon.deliveries().first)
            #expect(delivery.status == "pending")
            #expect(delivery.attempts == 1)
            try await daemon.advance(to: "2018-02-01T10:00")
            #expect(
                office.lines(of: "good.log")
                    == (1...3).map { "\(delivery.id) \($0) clerk@example.org" })
            #expect(try await daemon.deliveries().map(\.status) == ["delivered"])
            #expect(await daemon.stop() == 0)
        }
    }

    @Test("Exit 78 is a dead letter, which an administrator has sent again once it is mended")
    func deadLetter() async throws {
        try await Office.run(channels: [Self.channel("good")], routes: "[good]") { office in
            try office.write("exit 78", to: "good.sh")
            let daemon = try await office.start()
            try await daemon.openLetter()
            try await daemon.advance(to: "2018-02-01T12:00")
            let dead = try #require(try await daemon.deliveries(status: "dead").first)
            #expect(dead.lastError?.contains("status 78") == true)
            #expect(try await daemon.call(Register.Status()).deadLetters == 1)
            let listed = try await office.ctl("notify", "list", "--status", "dead")
            #expect(listed.output.contains(dead.id.prefix(8)), "\(listed.output)")

            try office.write(Self.good, to: "good.sh")
            let answer = try await daemon.call(Manager.RetryDelivery(id: dead.id))
            #expect(answer.status == "pending")
            #expect(
                try await eventually { try await daemon.deliveries(status: "dead").isEmpty })
            try await daemon.advance(to: "2018-02-01T12:01")
            #expect(office.lines(of: "good.log") == ["\(dead.id) 2 clerk@example.org"])
            await #expect(throws: ControlError.self) {
                try await daemon.call(Manager.RetryDelivery(id: dead.id))
            }
            #expect(await daemon.stop() == 0)
        }
    }

    /// A plug-in that misbehaves, and what the daemon makes of it.
    private struct Misbehaving {
        let name: String
        let script: String
        let status: String
        /// What the log says of it: the cause, and the remedy.
        var log: [String] = []
    }

    private static let misbehaving = [
        Misbehaving(
            name: "hanging", script: "exec sleep 600", status: "pending",
            log: ["did not end within 1 s", "raise the channel's time-limit"]),
        Misbehaving(
            name: "crashing", script: "kill -SEGV $$", status: "pending",
            log: ["was ended by signal 11", "crashed: run it by hand"]),
        Misbehaving(
            name: "flooding", script: "head -c 3000000 /dev/zero; exit 1", status: "pending",
            log: ["ended with status 1", "see the log of"]),
        Misbehaving(
            name: "talkative", script: "head -c 3000000 /dev/zero; exit 0", status: "delivered"),
        Misbehaving(
            name: "deaf", script: "exec 0<&-; exit 1", status: "pending",
            log: ["ended with status 1", "see the log of"]),
        Misbehaving(
            name: "wrong", script: "exit 78", status: "dead",
            log: ["ended with status 78", "scrutinyctl notify retry"]),
    ]

    @Test("Whatever plug-ins do, the other channels' messages go out and the log says what to do")
    func misbehave() async throws {
        let names = Self.misbehaving.map(\.name)
        let missing = "missing: { exec: [/no/such/plug-in] }"
        let channels = (names + ["good"]).map { Self.channel($0) } + [missing]
        let routes = "[\((["missing"] + names + ["good"]).joined(separator: ", "))]"
        try await Office.run(channels: channels, routes: routes) { office in
            try office.write(Self.good, to: "good.sh")
            for plugin in Self.misbehaving {
                try office.write(plugin.script, to: "\(plugin.name).sh")
            }
            let daemon = try await office.start()
            try await daemon.openLetter()
            try await daemon.advance(to: "2018-02-01T09:00")
            let deliveries = try await daemon.deliveries()
            let log = office.log.split(separator: "\n")
            let all =
                Self.misbehaving + [
                    Misbehaving(
                        name: "missing", script: "", status: "pending",
                        log: ["/no/such/plug-in cannot be started", "install /no/such/plug-in"])
                ]
            for plugin in all {
                let delivery = try #require(deliveries.first { $0.channel == plugin.name })
                #expect(delivery.status == plugin.status, "\(plugin.name)")
                guard !plugin.log.isEmpty else { continue }
                let line = log.first { $0.contains("channel \(plugin.name): ") } ?? ""
                for part in plugin.log { #expect(line.contains(part), "\(plugin.name): \(line)") }
            }
            let good = try #require(deliveries.first { $0.channel == "good" })
            #expect(office.lines(of: "good.log") == ["\(good.id) 1 clerk@example.org"])
            #expect(await daemon.stop() == 0)
        }
    }
}
