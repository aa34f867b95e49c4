import CLinux
import Glibc
import Testing

@testable import Varlink

@Suite("The server's life", .timeLimit(.minutes(2)))
struct ServerLifeTests {
    @Test("A server that stops answers what is in work, begins nothing new and removes its socket")
    func gracefulStop() async throws {
        let service = try TestService()
        let peer = try RawPeer(connectingTo: service.path)
        let idle = try RawPeer(connectingTo: service.path)
        try peer.send(#"{"method":"org.example.echo.Wait"}"#, ServerFramingTests.echo("late"))
        for await _ in service.echo.waits { break }
        service.stop()
        #expect(try await idle.receiveToEnd() == [])
        #expect(access(service.path, F_OK) != 0)
        await #expect(throws: ClientError.self) { _ = try await service.client() }
        service.echo.release()
        #expect(try await peer.receiveToEnd() == [ServerFramingTests.said("released")])
        try await service.ended()
        #expect(service.echo.texts == [])
        #expect(await service.events.rest() == [])
    }

    @Test("Calls that take longer than the time to stop are abandoned, and that is told")
    func hastyStop() async throws {
        let service = try TestService { $0.stopTime = .milliseconds(20) }
        let peer = try RawPeer(connectingTo: service.path)
        try peer.send(#"{"method":"org.example.echo.Wait"}"#)
        for await _ in service.echo.waits { break }
        service.stop()
        try await service.ended()
        #expect(try await peer.receiveToEnd() == [])
        #expect(await service.events.next()?.kind == .callsAbandoned(1))
    }

    @Test("A server ends with the task that runs it")
    func cancellation() async throws {
        let folder = try TemporaryFolder()
        let server = try VarlinkServer(
            listener: Listener.bound(to: folder.file("socket")),
            service: ServiceInformation(vendor: "", product: "", version: "", url: ""),
            interfaces: [])
        let running = Task { try await server.run() }
        let client = try await VarlinkClient.connect(to: folder.file("socket"))
        _ = try await client.call("org.varlink.service.GetInfo")
        running.cancel()
        try await running.value
        await #expect(throws: ClientError.closed) {
            _ = try await client.call("org.varlink.service.GetInfo")
        }
    }

    @Test("A client that leaves a stream ends its handler")
    func abandonedStream() async throws {
        let service = try TestService()
        do {
            let client = try await service.client()
            let replies = try await client.stream(
                "org.example.echo.Count", ["to": 1_000_000_000, "padding": 0])
            for try await _ in replies { break }
        }
        for await count in service.echo.counts {
            #expect(count < 1_000_000_000)
            break
        }
    }

    @Test("A socket file that nobody answers is replaced, with the mode asked for")
    func staleSocket() async throws {
        let folder = try TemporaryFolder()
        do {
            // Closed without being removed, as a crash leaves it.
            let stale = Descriptor(owning: clinux_unix_socket())
            let address = try #require(UnixAddress(folder.file("socket")))
            #expect(address.withSocketAddress { bind(stale.number, $0, $1) } == 0)
        }
        let group = getegid()
        let service = try TestService(
            in: folder, Listener.bound(to: folder.file("socket"), mode: 0o640, group: group))
        var status = stat()
        #expect(lstat(service.path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o640)
        #expect(status.st_gid == group)
        let client = try await service.client()
        _ = try await client.call("org.varlink.service.GetInfo")
    }

    @Test("A path where somebody answers, or where no socket stands, is left alone")
    func takenPath() throws {
        let service = try TestService()
        #expect(throws: ListenError.inUse(path: service.path)) {
            _ = try Listener.bound(to: service.path)
        }
        let file = service.folder.file("file")
        close(open(file, O_CREAT | O_WRONLY, 0o600))
        #expect(throws: ListenError.notASocket(path: file)) {
            _ = try Listener.bound(to: file)
        }
        #expect(access(file, F_OK) == 0)
    }

    @Test("A path of 107 bytes is listened at, one of 108 is refused")
    func longPath() throws {
        let folder = try TemporaryFolder()
        let name = String(repeating: "s", count: 107 - folder.path.utf8.count - 1)
        _ = try Listener.bound(to: folder.file(name))
        let long = folder.file(name + "s")
        #expect(throws: ListenError.unusablePath(long)) { _ = try Listener.bound(to: long) }
        #expect(throws: ListenError.unusablePath("")) { _ = try Listener.bound(to: "") }
        #expect(throws: ListenError.self) { _ = try Listener.bound(to: "/nonexistent/socket") }
    }

    @Test("A listening socket that systemd made is served, and stays when the server ends")
    func inheritedListener() async throws {
        let folder = try TemporaryFolder()
        let address = try #require(UnixAddress(folder.file("socket")))
        let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #expect(address.withSocketAddress { bind(number, $0, $1) } == 0)
        #expect(listen(number, 8) == 0)
        let service = try TestService(in: folder, Listener.inherited(number))
        let client = try await service.client()
        _ = try await client.call("org.varlink.service.GetInfo")
        service.stop()
        try await service.ended()
        #expect(access(service.path, F_OK) == 0)
    }

    @Test("A connected socket is served until the other end hangs up")
    func inheritedConnection() async throws {
        var pair: [Int32] = [-1, -1]
        #expect(clinux_socket_pair(&pair) == 0)
        let service = try TestService(in: TemporaryFolder(), Listener.inherited(pair[0]))
        let peer = RawPeer(owning: pair[1])
        try peer.send(ServerFramingTests.echo)
        #expect(try await peer.receive(1) == [ServerFramingTests.said("a")])
        peer.closeSendingEnd()
        #expect(try await peer.receiveToEnd() == [])
        try await service.ended()
    }

    @Test("A descriptor that is no such socket is refused")
    func inheritedNonsense() throws {
        #expect(throws: ListenError.unusableDescriptor(-1)) { _ = try Listener.inherited(-1) }
        var ends: [Int32] = [-1, -1]
        #expect(clinux_pipe(&ends) == 0)
        let reading = Descriptor(owning: ends[0])
        let writing = Descriptor(owning: ends[1])
        #expect(throws: ListenError.unusableDescriptor(reading.number)) {
            _ = try Listener.inherited(reading.number)
        }
        _ = writing.number
        let unconnected = Descriptor(owning: clinux_unix_socket())
        #expect(throws: ListenError.unusableDescriptor(unconnected.number)) {
            _ = try Listener.inherited(unconnected.number)
        }
    }
}
