import Glibc
import Testing

@testable import Varlink

@Suite("The server keeps its limits", .timeLimit(.minutes(2)))
struct ServerLimitTests {
    @Test("The 17th connection of a user is refused, and told once")
    func connectionsPerUser() async throws {
        let service = try TestService()
        let peers = try (0..<16).map { _ in try RawPeer(connectingTo: service.path) }
        for peer in peers { try peer.send(ServerFramingTests.echo) }
        for peer in peers { #expect(try await peer.receive(1).count == 1) }
        for _ in 0..<3 {
            let refused = try RawPeer(connectingTo: service.path)
            #expect(try await refused.receiveToEnd() == [])
        }
        let events = await service.events.rest()
        #expect(
            events == [
                ServerEvent(kind: .tooManyConnectionsOfUser, user: geteuid(), repetitions: 0)
            ])
    }

    @Test("The last quarter of the connections is not for those who have one; an end makes room")
    func connections() async throws {
        let service = try TestService { $0.connectionsPerUser = 1_000 }
        var peers = try (0..<48).map { _ in try RawPeer(connectingTo: service.path) }
        for peer in peers { try peer.send(ServerFramingTests.echo) }
        for peer in peers { #expect(try await peer.receive(1).count == 1) }
        let refused = try RawPeer(connectingTo: service.path)
        #expect(try await refused.receiveToEnd() == [])
        #expect(await service.events.next()?.kind == .tooManyConnections)

        // The server says good-bye to the one whose sending end is closed: then there is room.
        let leaving = peers.removeLast()
        leaving.closeSendingEnd()
        #expect(try await leaving.receiveToEnd() == [])
        let next = try RawPeer(connectingTo: service.path)
        try next.send(ServerFramingTests.echo)
        #expect(try await next.receive(1).count == 1)
    }

    @Test("A call in work counts towards the limit even when its caller is gone")
    func callsOfTheGone() async throws {
        let service = try TestService { $0.connectionsPerUser = 2 }
        for _ in 0..<2 {
            let peer = try RawPeer(connectingTo: service.path)
            try peer.send(#"{"method":"org.example.echo.Wait"}"#)
            for await _ in service.echo.waits { break }
        }
        let refused = try RawPeer(connectingTo: service.path)
        #expect(try await refused.receiveToEnd() == [])
        service.echo.release()
        service.echo.release()
    }

    @Test("A message that is begun and not finished in time ends the connection")
    func messageTime() async throws {
        let service = try TestService { $0.messageTime = .milliseconds(50) }
        let idle = try RawPeer(connectingTo: service.path)
        let slow = try RawPeer(connectingTo: service.path)
        try slow.sendBytes(Array(#"{"method":"#.utf8))
        #expect(try await slow.receiveToEnd() == [])
        #expect(await service.events.next()?.kind == .messageTimedOut)
        // Whoever says nothing may stay.
        try idle.send(ServerFramingTests.echo)
        #expect(try await idle.receive(1).count == 1)
    }

    @Test("A reader that takes nothing is dropped, and its handler told to stop")
    func slowReader() async throws {
        let service = try TestService {
            $0.output = 10_000
            $0.readerTime = .milliseconds(50)
        }
        let peer = try RawPeer(connectingTo: service.path)
        try peer.send(
            #"{"method":"org.example.echo.Count","more":true,"#
                + #""parameters":{"to":1000000,"padding":5000}}"#
        )
        #expect(await service.events.next()?.kind == .slowReader)
        var sent = 0
        for await count in service.echo.counts {
            sent = count
            break
        }
        // What the kernel buffers and what may wait here, no more.
        #expect(sent > 0)
        #expect(sent < 1_000)
    }

    @Test("A reader that is merely slower than the handler gets everything")
    func backPressure() async throws {
        let service = try TestService { $0.output = 1_000 }
        let client = try await service.client()
        var numbers: [JSONValue?] = []
        let replies = try await client.stream(
            "org.example.echo.Count", ["to": 2_000, "padding": 1_000])
        for try await reply in replies { numbers.append(reply["number"]) }
        #expect(numbers == (1...2_000).map { .integer($0) })
    }

    @Test("The same event of the same user is told once in a while, and counted")
    func throttle() {
        var throttle = EventThrottle(interval: .seconds(60))
        let start = ContinuousClock.now
        let kind = ServerEvent.Kind.malformedMessage("a")
        #expect(throttle.event(kind, user: 1, now: start)?.repetitions == 0)
        #expect(throttle.event(.malformedMessage("b"), user: 1, now: start + .seconds(59)) == nil)
        #expect(throttle.event(kind, user: 2, now: start)?.repetitions == 0)
        #expect(throttle.event(.messageTooLong, user: 1, now: start)?.repetitions == 0)
        let again = throttle.event(kind, user: 1, now: start + .seconds(60))
        #expect(again?.repetitions == 1)
        #expect(again?.description.contains("uid 1), and 1 times more") == true)
    }

    @Test("What was only counted is told when its while is over, though nothing more happens")
    func summaries() {
        var throttle = EventThrottle(interval: .seconds(60))
        let start = ContinuousClock.now
        #expect(throttle.event(.messageTooLong, user: 1, now: start) != nil)
        #expect(throttle.nextSummary == nil)
        for reason in ["a", "b", "c"] {
            _ = throttle.event(.malformedMessage(reason), user: 1, now: start + .seconds(1))
        }
        #expect(throttle.nextSummary == start + .seconds(61))
        #expect(throttle.summaries(start + .seconds(60)) == [])
        #expect(
            throttle.summaries(start + .seconds(61)) == [
                ServerEvent(kind: .malformedMessage("c"), user: 1, repetitions: 1)
            ])
        // The telling begins a new while.
        let later = start + .seconds(62)
        #expect(throttle.event(.malformedMessage("d"), user: 1, now: later) == nil)
        #expect(throttle.summaries(later) == [])
        #expect(throttle.summaries(nil).map(\.repetitions) == [0])
        #expect(throttle.nextSummary == nil)
    }

    @Test("A burst's tail is told without waiting for another event")
    func tail() async throws {
        let service = try TestService { $0.reportInterval = .seconds(1) }
        for _ in 0..<3 {
            let peer = try RawPeer(connectingTo: service.path)
            try peer.send("nonsense")
            #expect(try await peer.receiveToEnd() == [])
        }
        var told = 0
        while told < 3, let event = await service.events.next() { told += event.repetitions + 1 }
        #expect(told == 3)
    }

    @Test("A call of more values than the limit is refused before they take memory")
    func values() async throws {
        let service = try TestService { $0.values = 7 }
        let peer = try RawPeer(connectingTo: service.path)
        try peer.send(ServerFramingTests.echo, #"{"method":"a.b","parameters":{"a":[1]}}"#)
        #expect(try await peer.receiveToEnd().count == 1)
        guard case .malformedMessage(let reason) = await service.events.next()?.kind else {
            Issue.record("not told")
            return
        }
        #expect(reason.contains("more values"))
    }

    @Test("Users beyond the throttle's memory are told anew, not kept for ever")
    func throttleCapacity() {
        var throttle = EventThrottle(interval: .seconds(60))
        let start = ContinuousClock.now
        for user in 0...UInt32(EventThrottle.capacity) {
            let now = start + .milliseconds(Int(user))
            #expect(throttle.event(.messageTooLong, user: user, now: now) != nil)
        }
        let now = start + .seconds(2)
        #expect(throttle.event(.messageTooLong, user: 0, now: now) != nil)
        #expect(throttle.event(.messageTooLong, user: 1_000, now: now) == nil)
    }
}
