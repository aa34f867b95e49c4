import Glibc
import Testing

@testable import Systemd

@Suite("Notifying the service manager")
struct ServiceNotifierTests {
    @Test(
        "Each message is the assignment of sd_notify(3)",
        arguments: [
            (ServiceMessage.ready, "READY=1"),
            (.stopping, "STOPPING=1"),
            (.watchdog, "WATCHDOG=1"),
            (.reloading(monotonicMicroseconds: 42), "RELOADING=1\nMONOTONIC_USEC=42"),
            (.status("3 due"), "STATUS=3 due"),
            (.extendTimeout(.milliseconds(1500)), "EXTEND_TIMEOUT_USEC=1500000"),
            (.extendTimeout(.seconds(-1)), "EXTEND_TIMEOUT_USEC=0"),
            (.extendTimeout(.seconds(Int64.max)), "EXTEND_TIMEOUT_USEC=9223372036854775807"),
        ])
    func assignment(message: ServiceMessage, expected: String) throws {
        let manager = try DatagramSocket()
        try ServiceNotifier(address: manager.path).send(message)
        #expect(manager.receive() == expected)
    }

    @Test("Several messages go in one datagram")
    func together() throws {
        let manager = try DatagramSocket()
        let environment = ServiceEnvironment(["NOTIFY_SOCKET": manager.path])
        try ServiceNotifier(environment).send(.ready, .status("listening"))
        #expect(manager.receive() == "READY=1\nSTATUS=listening")
        #expect(manager.receive() == nil)
    }

    @Test("A socket in the abstract namespace is reached")
    func abstractNamespace() throws {
        let manager = try DatagramSocket(abstractName: "systemd-test-\(getpid())")
        try ServiceNotifier(address: manager.path).send(.ready)
        #expect(manager.receive() == "READY=1")
    }

    @Test("A reload carries the monotonic time")
    func reloading() throws {
        let manager = try DatagramSocket()
        try ServiceNotifier(address: manager.path).sendReloading()
        let text = try #require(manager.receive())
        let time = try #require(text.split(separator: "=").last.flatMap { Int64($0) })
        #expect(text.hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
        #expect(time > 0)
    }

    @Test("A line break in a status cannot smuggle in another assignment")
    func statusInjection() throws {
        let manager = try DatagramSocket()
        try ServiceNotifier(address: manager.path).send(.status("late\nSTOPPING=1\r\u{7F}"))
        #expect(manager.receive() == "STATUS=late STOPPING=1  ")
    }

    @Test("A long status is cut at a character")
    func longStatus() throws {
        let manager = try DatagramSocket()
        try ServiceNotifier(address: manager.path).send(
            .status("a" + String(repeating: "é", count: 2000)))
        let text = try #require(manager.receive())
        #expect(text == "STATUS=a" + String(repeating: "é", count: 511))
    }

    @Test("Without a manager nothing is sent and nothing fails")
    func noManager() throws {
        let notifier = ServiceNotifier(ServiceEnvironment([:]))
        #expect(!notifier.isEnabled)
        try notifier.send(.ready)
    }

    @Test("A manager that is gone is an error, not a crash")
    func managerGone() throws {
        let path = try DatagramSocket().path
        #expect(throws: ServiceNotifyError.failed(call: "sendto", errno: ENOENT)) {
            try ServiceNotifier(address: path).send(.ready)
        }
    }

    @Test(
        "An address that is no Unix socket is refused",
        arguments: ["vsock:2:1234", "relative/path", "/", "/" + String(repeating: "x", count: 200)])
    func unsupported(address: String) {
        #expect(throws: ServiceNotifyError.unsupportedAddress(address)) {
            try ServiceNotifier(address: address).send(.ready)
        }
    }
}
