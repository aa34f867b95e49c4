import Glibc
import Testing

@testable import Systemd

@Suite("Sockets passed by the service manager")
struct ListenDescriptorsTests {
    private func passed(
        _ variables: [String: String], first: Int32 = 3
    ) throws(ListenDescriptorsError) -> [ListenDescriptors.Descriptor] {
        try ListenDescriptors(ServiceEnvironment(variables), processID: 7, first: first).descriptors
    }

    @Test("Descriptors count from 3 and carry their names")
    func named() throws {
        let found = try passed([
            "LISTEN_PID": "7", "LISTEN_FDS": "3", "LISTEN_FDNAMES": "control::metrics",
        ])
        #expect(found.map(\.number) == [3, 4, 5])
        #expect(found.map(\.name) == ["control", "unknown", "metrics"])
    }

    @Test("Too few names leave the rest unknown")
    func unnamed() throws {
        let found = try passed(["LISTEN_PID": "7", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "control"])
        #expect(found.map(\.name) == ["control", "unknown"])
    }

    @Test(
        "Without activation, or with another process's, there are none",
        arguments: [
            [:], ["LISTEN_FDS": "1"], ["LISTEN_PID": "8", "LISTEN_FDS": "1"],
            ["LISTEN_PID": "7"], ["LISTEN_PID": "x", "LISTEN_FDS": "1"],
            ["LISTEN_PID": "7", "LISTEN_FDS": "0"],
        ])
    func none(variables: [String: String]) throws {
        #expect(try passed(variables).isEmpty)
    }

    @Test("A damaged count is refused", arguments: ["-1", "two", "1025", "99999999999"])
    func damaged(count: String) {
        #expect(throws: ListenDescriptorsError.invalidCount(count)) {
            try passed(["LISTEN_PID": "7", "LISTEN_FDS": count])
        }
    }

    @Test("Taken descriptors are closed on exec; a listening socket is told from another")
    func takeover() throws {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bound = withUnsafePointer(to: address) {
            // Two bytes of address: the kernel picks an abstract name (unix(7), autobind).
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, 2) }
        }
        try #require(bound == 0)
        let passed = try ListenDescriptors(
            ServiceEnvironment(["LISTEN_PID": "7", "LISTEN_FDS": "1"]), processID: 7,
            first: listener)
        #expect(!passed.descriptors[0].isListening)
        try #require(listen(listener, 1) == 0)
        #expect(passed.descriptors[0].isListening)

        try #require(fcntl(listener, F_GETFD) & FD_CLOEXEC == 0)
        try passed.closeOnExec()
        #expect(fcntl(listener, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test("A promised descriptor that is not open is an error")
    func notOpen() throws {
        let passed = try ListenDescriptors(
            ServiceEnvironment(["LISTEN_PID": "7", "LISTEN_FDS": "1"]), processID: 7, first: 100_000
        )
        #expect(throws: ListenDescriptorsError.notOpen(100_000)) { try passed.closeOnExec() }
        #expect(!passed.descriptors[0].isListening)
    }
}
