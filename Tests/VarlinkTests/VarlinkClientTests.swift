import CLinux
import Glibc
import Testing

@testable import Varlink

@Suite("The client", .timeLimit(.minutes(2)))
struct VarlinkClientTests {
    @Test("A call that is not answered in time fails, and closes the connection")
    func timeout() async throws {
        let service = try TestService()
        let client = try await service.client()
        await #expect(throws: ClientError.timedOut) {
            _ = try await client.call("org.example.echo.Wait", timeout: .milliseconds(30))
        }
        await #expect(throws: ClientError.closed) {
            _ = try await client.call("org.example.echo.Echo", ["text": "a"])
        }
        service.echo.release()
    }

    @Test("A cancelled call fails at once; calls of other tasks on other clients go on")
    func cancellation() async throws {
        let service = try TestService()
        let client = try await service.client()
        let calling = Task { try await client.call("org.example.echo.Wait") }
        for await _ in service.echo.waits { break }
        calling.cancel()
        await #expect(throws: ClientError.cancelled) { _ = try await calling.value }
        await #expect(throws: ClientError.closed) {
            _ = try await client.call("org.example.echo.Echo", ["text": "a"])
        }
        service.echo.release()
    }

    @Test("One client serves several tasks in turn")
    func sharing() async throws {
        let service = try TestService()
        let client = try await service.client()
        try await withThrowingTaskGroup { group in
            for number in 0..<50 {
                group.addTask {
                    let text = JSONValue.string("text \(number)")
                    let reply = try await client.call("org.example.echo.Echo", ["text": text])
                    #expect(reply == ["text": text])
                }
            }
            try await group.waitForAll()
        }
        #expect(service.echo.texts.count == 50)
    }

    @Test("While a stream is under way the connection serves nothing else")
    func busy() async throws {
        let service = try TestService()
        let client = try await service.client()
        let replies = try await client.stream("org.example.echo.Count", ["to": 2, "padding": 0])
        await #expect(throws: ClientError.busy) {
            _ = try await client.call("org.example.echo.Echo", ["text": "a"])
        }
        var count = 0
        for try await _ in replies { count += 1 }
        #expect(count == 2)
        _ = try await client.call("org.example.echo.Echo", ["text": "a"])
    }

    @Test("A stream that is refused says why")
    func refusedStream() async throws {
        let service = try TestService()
        let client = try await service.client()
        let replies = try await client.stream("org.example.echo.Refuse", ["why": "so"])
        let error = VarlinkError("org.example.echo.Refused", ["why": "so"])
        await #expect(throws: ClientError.refused(error)) { for try await _ in replies {} }
        _ = try await client.call("org.example.echo.Echo", ["text": "a"])
    }

    @Test("Nobody at the path is told with the path and the system's reason")
    func unreachable() async throws {
        let folder = try TemporaryFolder()
        let missing = folder.file("socket")
        await #expect(
            throws: ClientError.unreachable(path: missing, reason: "No such file or directory")
        ) { _ = try await VarlinkClient.connect(to: missing) }

        let deaf = Descriptor(owning: clinux_unix_socket())
        let address = try #require(UnixAddress(missing))
        #expect(address.withSocketAddress { bind(deaf.number, $0, $1) } == 0)
        await #expect(
            throws: ClientError.unreachable(path: missing, reason: "Connection refused")
        ) { _ = try await VarlinkClient.connect(to: missing) }

        let long = String(repeating: "x", count: 108)
        await #expect(throws: ClientError.self) { _ = try await VarlinkClient.connect(to: long) }
    }

    @Test("A service whose queue is full is waited for, up to the time allowed")
    func fullQueue() async throws {
        let folder = try TemporaryFolder()
        let address = try #require(UnixAddress(folder.file("socket")))
        let busy = Descriptor(owning: clinux_unix_socket())
        #expect(address.withSocketAddress { bind(busy.number, $0, $1) } == 0)
        #expect(listen(busy.number, 0) == 0)
        let first = try RawPeer(connectingTo: folder.file("socket"))
        await #expect(throws: ClientError.timedOut) {
            _ = try await VarlinkClient.connect(
                to: folder.file("socket"), timeout: .milliseconds(30))
        }
        withExtendedLifetime(first) {}
    }

    /// What a service says, `~` for NUL, and what the client makes of it.
    static let answers: [(String, String)] = [
        ("nonsense~", "malformed"), ("[]~", "malformed"), (#"{"error":1}~"#, "malformed"),
        (#"{"parameters":1}~"#, "malformed"), (#"{"continues":true}~"#, "malformed"),
        ("", "closed"), (#"{"parameters":{}}"#, "closed"),
        (String(repeating: " ", count: 2_000), "tooLong"),
        (#"{"error":"a.b.C","parameters":null}~"#, "refused"), (#"{"colour":"red"}~"#, "ok"),
        (#"{"error":null,"continues":null}~"#, "ok"),
    ]

    @Test("An answer that makes no sense is told as such", arguments: answers)
    func nonsense(answer: String, outcome: String) async throws {
        let service = try FakeService(answering: answer.utf8.map { $0 == 0x7E ? 0 : $0 })
        let client = try await VarlinkClient.connect(
            to: service.path, timeout: .seconds(10), replyLimit: 1_000)
        var found = "ok"
        do throws(ClientError) {
            let reply = try await client.call("a.b.C", timeout: .seconds(10))
            #expect(reply == [:])
        } catch {
            switch error {
            case .malformed: found = "malformed"
            case .closed: found = "closed"
            case .tooLong(let limit): found = limit == 1_000 ? "tooLong" : "wrong limit"
            case .refused(let refusal): found = refusal.name == "a.b.C" ? "refused" : "wrong name"
            default: found = "\(error)"
            }
        }
        #expect(found == outcome)
    }
}
