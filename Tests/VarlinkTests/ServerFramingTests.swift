import Glibc
import Testing

@testable import Varlink

@Suite("The server reads calls", .timeLimit(.minutes(2)))
struct ServerFramingTests {
    static let echo = #"{"method":"org.example.echo.Echo","parameters":{"text":"a"}}"#

    static func echo(_ text: String, _ flags: String = "") -> String {
        #"{"method":"org.example.echo.Echo","parameters":{"text":"\#(text)"}\#(flags)}"#
    }

    static func said(_ text: String) -> String { #"{"parameters":{"text":"\#(text)"}}"# }

    @Test("A reply holds its parameters and nothing else, and unknown keys of a call are ignored")
    func envelope() async throws {
        let service = try TestService()
        let peer = try RawPeer(connectingTo: service.path)
        try peer.send(
            Self.echo("a"), Self.echo("b", #","more":null,"oneway":false,"colour":{"x":[1]}"#),
            #"{"method":"org.example.echo.Refuse","parameters":{"why":"so"}}"#)
        #expect(
            try await peer.receive(3) == [
                Self.said("a"), Self.said("b"),
                #"{"error":"org.example.echo.Refused","parameters":{"why":"so"}}"#,
            ])
    }

    @Test("A call may come in pieces, and several in one")
    func pieces() async throws {
        let service = try TestService()
        let peer = try RawPeer(connectingTo: service.path)
        let bytes = Array(["ä", "b", "c"].map { Self.echo($0) + "\0" }.joined().utf8)
        for byte in bytes.prefix(80) { try peer.sendBytes([byte]) }
        try peer.sendBytes(Array(bytes.dropFirst(80)))
        #expect(try await peer.receive(3) == ["ä", "b", "c"].map(Self.said))
    }

    @Test("Calls sent without waiting are answered in order, one at a time")
    func order() async throws {
        let service = try TestService()
        let peer = try RawPeer(connectingTo: service.path)
        try peer.send(#"{"method":"org.example.echo.Wait"}"#, Self.echo("after"))
        for await _ in service.echo.waits { break }
        // A whole exchange on another connection: time enough to begin the second call.
        let other = try await service.client()
        _ = try await other.call("org.example.echo.Echo", ["text": "other"])
        #expect(service.echo.texts == ["other"])
        service.echo.release()
        #expect(try await peer.receive(2) == [Self.said("released"), Self.said("after")])
    }

    @Test("Many calls sent at once are all answered, in order")
    func pipeline() async throws {
        let service = try TestService()
        let peer = try RawPeer(connectingTo: service.path)
        let texts = (0..<300).map { "text \($0)" }
        try peer.sendBytes(Array(texts.map { Self.echo($0) + "\0" }.joined().utf8))
        #expect(try await peer.receive(300) == texts.map(Self.said))
    }

    @Test("A oneway call gets no reply, be it done, refused or unknown")
    func oneway() async throws {
        let service = try TestService()
        let peer = try RawPeer(connectingTo: service.path)
        try peer.send(
            Self.echo("quiet", #","oneway":true"#),
            #"{"method":"org.example.echo.Refuse","parameters":{"why":"so"},"oneway":true}"#,
            #"{"method":"no.such.Thing","oneway":true}"#, Self.echo("loud"))
        #expect(try await peer.receive(1) == [Self.said("loud")])
        #expect(service.echo.texts == ["quiet", "loud"])
    }

    @Test("Oneway calls of a peer that hangs up at once are done")
    func onewayAndGone() async throws {
        let service = try TestService()
        let wait = #"{"method":"org.example.echo.Wait","oneway":true}"#
        do {
            let peer = try RawPeer(connectingTo: service.path)
            try peer.send(wait, Self.echo("quiet", #","oneway":true"#), Self.echo("loud"), wait)
        }
        for await _ in service.echo.waits { break }
        service.echo.release()
        for await _ in service.echo.waits { break }
        #expect(service.echo.texts.contains("quiet"))
        service.echo.release()
    }

    @Test("A peer that closes its sending end still gets its answers")
    func halfClosed() async throws {
        let service = try TestService()
        let peer = try RawPeer(connectingTo: service.path)
        try peer.send(Self.echo("a"), Self.echo("b"))
        peer.closeSendingEnd()
        #expect(try await peer.receiveToEnd() == [Self.said("a"), Self.said("b")])
    }

    @Test(
        "What is no call ends the connection after the answers to what came before",
        arguments: [
            "", "nonsense", "[]", "{}", #"{"method":1}"#, #"{"method":"a.b","parameters":[]}"#,
            #"{"method":"a.b","more":"yes"}"#, #"{"method":"a.b","method":"c.d"}"#,
            "{\"method\":\"a.b\u{1}\"}", String(repeating: "[", count: 100_000),
        ])
    func garbage(message: String) async throws {
        let service = try TestService()
        let peer = try RawPeer(connectingTo: service.path)
        try peer.send(Self.echo("before"), message, Self.echo("after"))
        #expect(try await peer.receiveToEnd() == [Self.said("before")])
        let event = try #require(await service.events.next())
        guard case .malformedMessage = event.kind else { throw Unexpected(event: event) }
        #expect(event.user == geteuid())
    }

    @Test("A message is taken up to the limit and refused beyond it, ended or not")
    func oversize() async throws {
        let service = try TestService { $0.message = 1_000 }
        let fitting = Self.echo(String(repeating: "x", count: 1_000 - Self.echo("").utf8.count))
        let peer = try RawPeer(connectingTo: service.path)
        try peer.send(fitting)
        #expect(try await peer.receive(1).count == 1)
        try peer.send(fitting + " ")
        #expect(try await peer.receiveToEnd() == [])
        #expect(await service.events.next()?.kind == .messageTooLong)

        let endless = try RawPeer(connectingTo: service.path)
        try endless.sendBytes([UInt8](repeating: 0x20, count: 1_001))
        #expect(try await endless.receiveToEnd() == [])
    }

    @Test("The default limit takes a message of one mebibyte")
    func mebibyte() async throws {
        let service = try TestService()
        let client = try await service.client()
        let text = String(repeating: "x", count: 1_024 * 1_024 - 100)
        let reply = try await client.call("org.example.echo.Echo", ["text": .string(text)])
        #expect(reply["text"]?.text?.count == text.count)
    }

    private struct Unexpected: Error {
        let event: ServerEvent
    }
}
