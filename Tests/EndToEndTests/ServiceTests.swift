import ControlProtocol
import Foundation
import Testing

@Suite("The daemon as a service", .timeLimit(.minutes(2)))
struct ServiceTests {
    @Test("systemd hears when it is ready and when it stops; SIGTERM ends it with 0")
    func notifies() async throws {
        try await Office.run { office in
            let manager = try NotifySocket(in: office.folder)
            let child = try office.launch(environment: ["NOTIFY_SOCKET": manager.path])
            #expect(try await manager.hears("READY=1"))
            // Ready means that it answers at once.
            let client = try await ControlClient(socket: office.socket, timeout: .seconds(20))
            #expect(try await client.call(Register.Status()).clock == "virtual")
            child.signal(SIGTERM)
            #expect(try await manager.hears("STOPPING=1"))
            #expect(await child.end() == 0)
            #expect(!FileManager.default.fileExists(atPath: office.socket))
        }
    }

    @Test("SIGTERM waits for a delivery that is under way, and begins no other")
    func drains() async throws {
        let channel = "slow: { exec: [/bin/sh, $FOLDER/slow.sh], time-limit: 30s }"
        try await Office.run(channels: [channel], routes: "[slow]") { office in
            try office.write(Self.waiting, to: "slow.sh")
            let manager = try NotifySocket(in: office.folder)
            let daemon = try await office.start(environment: ["NOTIFY_SOCKET": manager.path])
            try await daemon.openLetter()
            let advance = Task { try await daemon.advance(to: "2018-02-01T09:00") }
            #expect(try await eventually { office.lines(of: "slow.log") == ["begun 1"] })
            daemon.process.signal(SIGTERM)
            #expect(try await manager.hears("STOPPING=1"))
            #expect(daemon.process.isRunning)
            try office.write("", to: "go")
            #expect(await daemon.process.end() == 0)
            _ = await advance.result
            #expect(office.lines(of: "slow.log") == ["begun 1", "done 1"])

            let again = try await office.start()
            #expect(try await again.deliveries().map(\.status) == ["delivered"])
            #expect(try await again.findings().isEmpty)
            #expect(await again.stop() == 0)
        }
    }

    /// A plug-in that waits for a file, but not for ever.
    static let waiting = """
        echo "begun $SCRUTINY_ATTEMPT" >> $FOLDER/slow.log
        for i in $(seq 200); do [ -e $FOLDER/go ] && break; sleep 0.1; done
        echo "done $SCRUTINY_ATTEMPT" >> $FOLDER/slow.log
        """

    @Test("A socket that systemd passed is used instead of one of its own")
    func inheritedSocket() async throws {
        try await Office.run { office in
            let path = office.folder.appending(path: "inherited.sock").path
            let child = try office.launch(
                through: (
                    #"exec 3<&0 0</dev/null; LISTEN_PID=$$ LISTEN_FDS=1 exec "$@""#,
                    try listeningSocket(at: path)
                ))
            // Connecting succeeds before the daemon listens: the kernel holds the call.
            let client = try await ControlClient(socket: path, timeout: .seconds(20))
            #expect(try await client.call(Register.Status()).clock == "virtual")
            #expect(!FileManager.default.fileExists(atPath: office.socket))
            child.signal(SIGTERM)
            #expect(await child.end() == 0)
        }
    }

    @Test("A second daemon on the same store is refused, and told what to do")
    func second() async throws {
        try await Office.run { office in
            let daemon = try await office.start()
            let second = try office.launch(Office.virtualClock + ["--socket", "/no/such/socket"])
            #expect(await second.end() == 5)
            #expect(office.log.contains("Only one daemon may use a store: stop process"))
            #expect(try await daemon.call(Register.Status()).clock == "virtual")
            #expect(await daemon.stop() == 0)
        }
    }

    @Test("A store that has lived on one kind of time is not used on the other")
    func otherClock() async throws {
        try await Office.run { office in
            let virtual = try await office.start()
            #expect(await virtual.stop() == 0)
            #expect(await (try office.launch([])).end() == 5)
            #expect(office.log.contains("has lived on virtual time"))

            try FileManager.default.removeItem(at: office.folder.appending(path: "state"))
            let manager = try NotifySocket(in: office.folder)
            let real = try office.launch([], environment: ["NOTIFY_SOCKET": manager.path])
            #expect(try await manager.hears("READY=1"))
            real.signal(SIGTERM)
            #expect(await real.end() == 0)
            #expect(await (try office.launch()).end() == 5)
            #expect(office.log.contains("has lived on real time"))
        }
    }

    @Test("On real time the daemon's own account has no role, or every plug-in had it")
    func ownAccount() async throws {
        try await Office.run { office in
            let manager = try NotifySocket(in: office.folder)
            let daemon = try office.launch([], environment: ["NOTIFY_SOCKET": manager.path])
            #expect(try await manager.hears("READY=1"))
            let client = try await ControlClient(socket: office.socket, timeout: .seconds(20))
            await #expect(throws: ControlError.permissionDenied) {
                try await client.call(Register.Status())
            }
            let run = try await office.ctl("status")
            #expect(run.status == 11)
            #expect(run.errors.contains("Ask an administrator"), "\(run.errors)")
            daemon.signal(SIGTERM)
            #expect(await daemon.end() == 0)
        }
    }
}
