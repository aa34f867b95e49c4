import ControlProtocol
import Foundation
import Synchronization
import Testing
import Varlink

/// What the real daemon does when its disk fails, and that it recovers without loss.
@Suite("A failing disk", .timeLimit(.minutes(2)))
struct DiskTests {
    private static let channel = "good: { exec: [/bin/sh, $FOLDER/good.sh], time-limit: 20s }"
    private static let plugin = """
        echo "$SCRUTINY_DELIVERY $SCRUTINY_ATTEMPT" >> $FOLDER/good.log
        """

    private func office(
        plugin: String = plugin, _ body: (Office) async throws -> Void
    ) async throws {
        try await Office.run(channels: [Self.channel], routes: "[good]") { office in
            try office.write(plugin, to: "good.sh")
            try await body(office)
        }
    }

    /// That a command is refused as one that the store failed, with what to do about it.
    private func expectRefused(
        by daemon: RunningDaemon, _ code: String, _ remedy: String, id: String = "refused"
    ) async {
        let error = await #expect(throws: ControlError.self) { try await daemon.openLetter(id) }
        guard case .storeFailed(let message, let told) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(message.hasPrefix(code), "\(message)")
        #expect(told.contains(remedy), "\(told)")
    }

    private func isWell(_ daemon: RunningDaemon) async throws -> Bool {
        try await eventually {
            let problems = try await daemon.call(Register.Status()).problems
            return !problems.contains { $0.contains("The store fails") }
        }
    }

    @Test(
        "Full: looks go on, nothing is half done, it is said once, and goes on when there is room",
        .enabled(if: SmallDisk.isPossible, SmallDisk.reason))
    func full() async throws {
        try await office { office in
            try await SmallDisk.use(for: office) { disk in
                let manager = try NotifySocket(in: office.folder)
                let daemon = try await office.start(environment: ["NOTIFY_SOCKET": manager.path])
                try await daemon.openLetter("letter-1")
                let before = try await daemon.call(Register.Status())
                disk.fill()
                for _ in 0..<3 {
                    await expectRefused(by: daemon, "full", "Free space", id: "letter-2")
                }
                let run = try await office.ctl(
                    "open", "letter", "letter-3", "--set", "due-day=2018-02-22")
                #expect(run.status == 1)
                #expect(run.errors.contains("Free space on the store's disk"), "\(run.errors)")
                await #expect(throws: ControlError.self) {
                    try await daemon.advance(to: "2018-02-01T09:00")
                }
                #expect(try await manager.hears(statusOf: "The store fails: full"))
                let meanwhile = try await daemon.call(Register.Status())
                #expect(meanwhile.historyHead == before.historyHead)
                #expect(meanwhile.problems.contains { $0.contains("Free space") })
                #expect(office.lines(of: "good.log").isEmpty)
                #expect(office.log.split(separator: "\n").count { $0.contains("full") } == 1)

                disk.free(262_144)
                #expect(try await isWell(daemon))
                disk.empty()
                #expect(try await manager.hears(statusOf: "1 open scrutinies"))
                #expect(office.log.contains("the store works again"))
                try await daemon.openLetter("letter-2")
                try await daemon.advance(to: "2018-03-01T12:00")
                let deliveries = try await daemon.deliveries()
                #expect(deliveries.count == 10)
                let ids = deliveries.map { "\($0.id) 1" }
                #expect(office.lines(of: "good.log").sorted() == ids.sorted())
                #expect(try await daemon.findings().isEmpty)
                #expect(await daemon.stop() == 0)
            }
        }
    }

    /// Fills the disk while it has a message in hand, once.
    private static let filling = """
        echo "$SCRUTINY_DELIVERY $SCRUTINY_ATTEMPT" >> $FOLDER/good.log
        [ -e $FOLDER/filled ] && exit 0
        head -c 20m /dev/zero > $FOLDER/state/filler 2>/dev/null
        echo > $FOLDER/filled
        exit 0
        """

    @Test(
        "Full before an answer is kept: it is kept later, or the attempt made again under its id",
        .enabled(if: SmallDisk.isPossible, SmallDisk.reason), arguments: [false, true])
    func fullBeforeAnswer(isKilled: Bool) async throws {
        try await office(plugin: Self.filling) { office in
            try await SmallDisk.use(for: office) { disk in
                var daemon = try await office.start()
                try await daemon.openLetter("letter-1")
                let first = daemon
                let advance = Task { try await first.advance(to: "2018-02-01T09:00") }
                // A connection is answered in order, and this one waits for the messages.
                let other = try await ControlClient(socket: office.socket, timeout: .seconds(20))
                #expect(
                    try await eventually {
                        try await !other.call(Register.Status()).problems.isEmpty
                    })
                if isKilled {
                    await daemon.kill()
                    _ = await advance.result
                    // Still full: what was interrupted cannot be closed yet, looks are answered.
                    daemon = try await office.start()
                    #expect(try await daemon.deliveries().map(\.attempts) == [1])
                }
                disk.empty()
                if !isKilled { _ = try await advance.value }
                let running = daemon
                #expect(
                    try await eventually {
                        try await running.deliveries().map(\.status) == ["delivered"]
                    })
                let delivery = try #require(try await daemon.deliveries().first)
                #expect(
                    office.lines(of: "good.log")
                        == (1...(isKilled ? 2 : 1)).map { "\(delivery.id) \($0)" })
                #expect(delivery.attempts == (isKilled ? 2 : 1))
                #expect(try await daemon.findings().isEmpty)
                #expect(await daemon.stop() == 0)
            }
        }
    }

    @Test(
        "Full at the start: what is there after a crash is served, else it is refused with the remedy",
        .enabled(if: SmallDisk.isPossible, SmallDisk.reason))
    func fullAtStart() async throws {
        try await office { office in
            try await SmallDisk.use(for: office) { disk in
                disk.fill()
                #expect(await (try office.launch()).end() == 1)
                #expect(office.log.contains("Free space on the store's disk"))
                disk.empty()
                let first = try await office.start()
                try await first.openLetter()
                #expect(await first.stop() == 0)
                // SQLite's own files are gone with a clean stop, and want room again.
                disk.fill()
                #expect(await (try office.launch()).end() == 1)
                let complaints = office.log.split(separator: "\n").filter {
                    $0.contains("Free space on the store's disk")
                }
                #expect(complaints.count == 2, "\(office.log)")
                disk.empty()
                let daemon = try await office.start()
                await daemon.kill()

                disk.fill()
                let again = try await office.start()
                #expect(try await again.call(Register.Show(id: "letter-1")).summary.open)
                await expectRefused(by: again, "full", "Free space")
                disk.empty()
                #expect(try await isWell(again))
                try await again.openLetter("letter-2")
                #expect(await again.stop() == 0)
            }
        }
    }

    @Test("Read-only while it runs: looks go on, commands are refused, and it recovers by itself")
    func readOnly() async throws {
        try await office { office in
            let rig = try FaultRig(in: office.folder)
            let daemon = try await office.start(environment: rig.environment)
            try await daemon.openLetter("letter-1")
            rig.turn(.writeError, to: EROFS)
            await expectRefused(by: daemon, "read-only", "not mounted read-only")
            await expectRefused(by: daemon, "read-only", "not mounted read-only")
            #expect(try await daemon.call(Register.Show(id: "letter-1")).summary.open)
            #expect(office.log.split(separator: "\n").count { $0.contains("read-only:") } == 1)
            rig.turn(.writeError, to: 0)
            #expect(try await isWell(daemon))
            try await daemon.openLetter("letter-2")
            try await daemon.advance(to: "2018-03-01T12:00")
            #expect(office.lines(of: "good.log").count == 10)
            #expect(try await daemon.findings().isEmpty)
            #expect(await daemon.stop() == 0)
        }
    }

    @Test(
        "Read-only at the start: it does not start, and says what to do",
        .enabled(if: SmallDisk.isPossible, SmallDisk.reason))
    func readOnlyAtStart() async throws {
        try await office { office in
            try await SmallDisk.use(for: office) { disk in
                let daemon = try await office.start()
                try await daemon.openLetter()
                #expect(await daemon.stop() == 0)
                try disk.makeReadOnly()
                #expect(await (try office.launch()).end() == 1)
                #expect(office.log.contains("see that the file system is not mounted read-only"))
                try disk.makeWritable()
                let again = try await office.start()
                #expect(try await again.call(Register.Status()).scrutinies == 1)
                #expect(await again.stop() == 0)
            }
        }
    }

    @Test(
        "Slow: a command waits for its fsync, nobody else does, and the watchdog is fed",
        .enabled(if: ServiceAccount.isPossible, ServiceAccount.reason))
    func slow() async throws {
        try await office { office in
            let rig = try FaultRig(in: office.folder)
            let manager = try NotifySocket(in: office.folder)
            let environment = ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "1000000"]
            let daemon = try await ServiceAccount.start(
                in: office, on: rig, environment)
            let due = try Self.farAway()
            try await daemon.openLetter("letter-1", due: due)
            rig.turn(.isSyncHeld, to: 1)
            let isAnswered = Mutex(false)
            let command = Task {
                try await daemon.openLetter("letter-2", due: due)
                isAnswered.withLock { $0 = true }
            }
            let other = try await ControlClient(socket: office.socket, timeout: .seconds(20))
            var beats = 0
            #expect(
                try await eventually {
                    guard try await other.call(Register.Status()).scrutinies == 1 else {
                        return false
                    }
                    while let lines = manager.receive() {
                        beats += lines.count { $0 == "WATCHDOG=1" }
                    }
                    return beats >= 4
                })
            #expect(!isAnswered.withLock { $0 })
            rig.turn(.isSyncHeld, to: 0)
            try await command.value
            #expect(try await daemon.call(Register.Status()).scrutinies == 2)
            #expect(try await daemon.findings().isEmpty)
            #expect(await daemon.stop() == 0)
        }
    }

    /// A working day some hundred days ahead.
    private static func farAway() throws -> String {
        Date(timeIntervalSinceNow: 100 * 86_400).formatted(.iso8601.year().month().day())
    }

    @Test("An fsync that fails ends it at once; the next start has everything that was answered")
    func failingSync() async throws {
        try await office { office in
            let rig = try FaultRig(in: office.folder)
            let daemon = try await office.start(environment: rig.environment)
            for number in 1...5 { try await daemon.openLetter("letter-\(number)") }
            rig.turn(.syncError, to: EIO)
            await #expect(throws: ControlError.connection(.closed)) {
                try await daemon.openLetter("letter-6", request: "r-6")
            }
            #expect(await daemon.process.end() == 1)
            let log = office.log
            #expect(log.contains("store: not-durable"), "\(log)")
            #expect(log.contains("The daemon ends."), "\(log)")
            rig.turn(.syncError, to: 0)

            let again = try await office.start(environment: rig.environment)
            #expect(try await again.call(Register.Status()).scrutinies >= 5)
            // Whatever became of it, asked again it is done once.
            try await again.openLetter("letter-6", request: "r-6")
            #expect(try await again.call(Register.Status()).scrutinies == 6)
            #expect(try await again.findings().isEmpty)
            #expect(await again.stop() == 0)
        }
    }
}

extension Register.Summary {
    /// Whether something can still happen.
    fileprivate var open: Bool { !final }
}
