@testable import Varlink

/// A server with the test interface, and another that nobody may use, on a socket of its own.
final class TestService: Sendable {
    let folder: TemporaryFolder
    let echo = EchoLog()
    let events = EventLog()
    private let server: VarlinkServer
    private let running: Task<Void, any Error>

    var path: String { folder.file("socket") }

    convenience init(_ adjust: (inout ServerLimits) -> Void = { _ in }) throws {
        let folder = try TemporaryFolder()
        try self.init(in: folder, Listener.bound(to: folder.file("socket")), adjust)
    }

    init(
        in folder: TemporaryFolder, _ listener: consuming Listener,
        _ adjust: (inout ServerLimits) -> Void = { _ in }
    ) throws {
        var limits = ServerLimits()
        adjust(&limits)
        self.folder = folder
        var closed = ServedInterface(
            try InterfaceDescription(
                parsing: "interface org.example.closed method Open(what: string) -> ()"),
            gate: { (_) throws(VarlinkError) in throw .permissionDenied })
        closed.serve("Open") { (_) throws(VarlinkError) in [:] }
        let events = events
        let server = try VarlinkServer(
            listener: listener,
            service: ServiceInformation(
                vendor: "Example", product: "Echo", version: "1", url: "https://example.org"),
            interfaces: [try echo.interface(), closed], limits: limits,
            onEvent: { events.add($0) })
        self.server = server
        running = Task { try await server.run() }
    }

    /// Connects a client.
    func client(timeout: Duration? = .seconds(10)) async throws -> VarlinkClient {
        try await VarlinkClient.connect(to: path, timeout: timeout)
    }

    /// Asks the server to stop.
    func stop() { server.stop() }

    /// Waits until the server has ended.
    func ended() async throws { try await running.value }

    deinit { server.stop() }
}

/// What a server told its operator.
final class EventLog: Sendable {
    private let told: AsyncStream<ServerEvent>
    private let teller: AsyncStream<ServerEvent>.Continuation

    init() { (told, teller) = AsyncStream.makeStream(of: ServerEvent.self) }

    func add(_ event: ServerEvent) { teller.yield(event) }

    /// The next event; waits for it.
    func next() async -> ServerEvent? {
        for await event in told { return event }
        return nil
    }

    /// All events told so far and not taken.
    func rest() async -> [ServerEvent] {
        teller.finish()
        var events: [ServerEvent] = []
        for await event in told { events.append(event) }
        return events
    }
}
