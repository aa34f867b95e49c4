import Glibc
import Testing

@testable import Varlink

@Suite("The server answers", .timeLimit(.minutes(2)))
struct ServerServiceTests {
    @Test("It tells what it is and speaks")
    func information() async throws {
        let service = try TestService()
        let client = try await service.client()
        let info = try await client.call("org.varlink.service.GetInfo")
        #expect(
            info == [
                "vendor": "Example", "product": "Echo", "version": "1",
                "url": "https://example.org",
                "interfaces": [
                    "org.example.closed", "org.example.echo", "org.varlink.service",
                ],
            ])
        for name in info["interfaces"]?.elements ?? [] {
            let reply = try await client.call(
                "org.varlink.service.GetInterfaceDescription", ["interface": name])
            let text = try #require(reply["description"]?.text)
            let interface = try InterfaceDescription(parsing: text)
            #expect(.string(interface.name) == name)
            #expect(interface.description == text)
        }
    }

    @Test(
        "A call that cannot be is refused by the standard's name for it",
        arguments: [
            ("no.such.Thing", [:], .interfaceNotFound("no.such")),
            ("Thing", [:], .interfaceNotFound("Thing")),
            ("org.example.echo.Thing", [:], .methodNotFound("org.example.echo.Thing")),
            ("org.example.echo.NotThere", [:], .methodNotImplemented("org.example.echo.NotThere")),
            ("org.example.echo.Echo", [:], .invalidParameter("text")),
            ("org.example.echo.Echo", ["text": 1], .invalidParameter("text")),
            ("org.example.echo.Echo", ["text": "a", "times": "b"], .invalidParameter("times")),
            ("org.example.echo.Echo", ["text": "a", "colour": 1], .invalidParameter("colour")),
            ("org.example.echo.Count", ["to": 2, "padding": 0], .expectedMore),
            // Whoever may not call learns nothing of the parameters.
            ("org.example.closed.Open", [:], .permissionDenied),
            (
                "org.varlink.service.GetInterfaceDescription", ["interface": "no.such"],
                .interfaceNotFound("no.such")
            ),
            ("org.varlink.service.GetInterfaceDescription", [:], .invalidParameter("interface")),
            (
                "org.example.echo.Refuse", ["why": "so"],
                VarlinkError("org.example.echo.Refused", ["why": "so"])
            ),
        ] as [(String, JSONObject, VarlinkError)])
    func refusals(method: String, parameters: JSONObject, error: VarlinkError) async throws {
        let service = try TestService()
        let client = try await service.client()
        await #expect(throws: ClientError.refused(error)) {
            _ = try await client.call(method, parameters)
        }
        // The connection is as good as before.
        #expect(try await client.call("org.example.echo.Echo", ["text": "a"]) == ["text": "a"])
    }

    @Test("An upgrade to another protocol is refused")
    func upgrade() async throws {
        let service = try TestService()
        let peer = try RawPeer(connectingTo: service.path)
        try peer.send(ServerFramingTests.echo("a", #","upgrade":true"#))
        #expect(
            try await peer.receive(1) == [
                #"{"error":"org.varlink.service.MethodNotImplemented","#
                    + #""parameters":{"method":"org.example.echo.Echo"}}"#
            ])
    }

    @Test("Handlers learn who calls, from the kernel")
    func credentials() async throws {
        let service = try TestService()
        let client = try await service.client()
        let reply = try await client.call("org.example.echo.WhoAmI")
        var groups = [gid_t](repeating: 0, count: 65_536)
        groups = Array(groups.prefix(Int(getgroups(Int32(groups.count), &groups))))
        #expect(reply["uid"] == .integer(Int64(geteuid())))
        #expect(reply["gid"] == .integer(Int64(getegid())))
        #expect(reply["pid"] == .integer(Int64(getpid())))
        #expect(reply["groups"] == .array(groups.sorted().map { .integer(Int64($0)) }))
    }

    @Test("A stream brings its replies in order, and the connection serves on afterwards")
    func stream() async throws {
        let service = try TestService()
        let client = try await service.client()
        var numbers: [JSONValue?] = []
        let replies = try await client.stream("org.example.echo.Count", ["to": 3, "padding": 0])
        for try await reply in replies { numbers.append(reply["number"]) }
        #expect(numbers == [1, 2, 3])
        #expect(try await client.call("org.example.echo.Echo", ["text": "a"]) == ["text": "a"])
    }

    @Test("The messages of a stream say that more follow, the last one does not")
    func streamEnvelope() async throws {
        let service = try TestService()
        let peer = try RawPeer(connectingTo: service.path)
        try peer.send(
            #"{"method":"org.example.echo.Count","parameters":{"to":2,"padding":1},"more":true}"#)
        #expect(
            try await peer.receive(2) == [
                #"{"continues":true,"parameters":{"number":1,"padding":"x"}}"#,
                #"{"parameters":{"number":2,"padding":"x"}}"#,
            ])
    }

    @Test("Methods are served and called by their Swift types")
    func typed() async throws {
        var served = ServedInterface(
            try InterfaceDescription(
                parsing: """
                    interface org.example.typed
                    method Add(left: int, right: ?int) -> (sum: int, note: ?string)
                    """))
        served.serve(Add.self) { (add, _) throws(VarlinkError) in
            Add.Reply(sum: add.left + (add.right ?? 0), note: nil)
        }
        #expect(served.unserved == [])
        let folder = try TemporaryFolder()
        let server = try VarlinkServer(
            listener: Listener.bound(to: folder.file("socket")),
            service: ServiceInformation(vendor: "", product: "", version: "", url: ""),
            interfaces: [served])
        let running = Task { try await server.run() }
        let client = try await VarlinkClient.connect(to: folder.file("socket"))
        #expect(try await client.call(Add(left: 40, right: 2)).sum == 42)
        #expect(try await client.call(Add(left: 40, right: nil)).sum == 40)
        let raw = try await client.call(Add.method, ["left": 1, "right": nil])
        #expect(raw == ["sum": 1], "what is nil is left out")
        server.stop()
        try await running.value
    }

    struct Add: VarlinkMethod {
        static let method = "org.example.typed.Add"
        var left: Int
        var right: Int?

        struct Reply: Codable {
            var sum: Int
            var note: String?
        }
    }
}
