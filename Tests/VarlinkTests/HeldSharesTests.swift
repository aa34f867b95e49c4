import CLinux
import Glibc
import Testing

@testable import Varlink

@Suite("What all connections hold together")
struct HeldSharesTests {
    /// A connection as the server keeps it, with the client's end.
    private final class Line {
        let connection: ServerConnection
        private let client: Descriptor

        init(_ number: Int, user: UInt32, _ limits: ServerLimits) throws {
            var pair: [Int32] = [-1, -1]
            try #require(clinux_socket_pair(&pair) == 0)
            client = Descriptor(owning: pair[0])
            for end in pair { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
            connection = ServerConnection(
                number: number, descriptor: Descriptor(owning: pair[1]),
                peer: PeerCredentials(uid: user, gid: 1, pid: 1, groups: []), limits: limits)
        }

        /// Sends as much as the server's end takes in, a part at a time.
        func send(_ bytes: [UInt8]) throws {
            var sent = 0
            while sent < bytes.count {
                let part = bytes[sent..<min(bytes.count, sent + 16_384)]
                guard case .sent(let count) = client.send(part) else { break }
                sent += count
                connection.receive(.now)
            }
            try #require(sent == bytes.count)
        }

        /// Sends a call of a length.
        func sendCall(_ length: Int) throws {
            let empty = ServerFramingTests.echo("").utf8.count
            let text = String(repeating: "x", count: length - empty)
            try send(Array(ServerFramingTests.echo(text).utf8) + [0])
        }
    }

    private static let long = HeldShares.ownShare + 1_000

    private static func limits() -> ServerLimits {
        var limits = ServerLimits()
        limits.message = 100_000
        limits.memoryPerUser = 200_000
        limits.memory = 300_000
        limits.reply = 50_000
        return limits
    }

    @Test("A message that grows long has room for all of it, or waits; a short one never waits")
    func reading() throws {
        let limits = Self.limits()
        let lines = try [1, 1, 1, 2, 3].enumerated().map { number, user in
            let line = try Line(number, user: UInt32(user), limits)
            try line.send([UInt8](repeating: 0x20, count: Self.long))
            return line
        }
        let short = try Line(9, user: 1, limits)
        try short.send([0x20])
        for _ in 0..<2 {
            var shares = HeldShares(lines.map(\.connection), limits)
            // Room for two of one user, and for three of all.
            let mayRead = lines.map { shares.mayRead($0.connection) }
            #expect(mayRead == [true, true, false, true, false])
            let mayReadMore = shares.mayRead(short.connection)
            #expect(mayReadMore)
        }
        lines[0].connection.hangUp(.event(.messageTimedOut))
        var shares = HeldShares(lines.map(\.connection), limits)
        let mayRead = shares.mayRead(lines[2].connection)
        #expect(mayRead)
    }

    @Test("A user has one long call in work and some short ones; another user has their own")
    func beginning() throws {
        var limits = Self.limits()
        limits.callsPerUser = 3
        let lengths = [
            (1, Self.long), (1, Self.long), (1, 100), (1, 100), (1, 100), (2, Self.long),
        ]
        let lines = try lengths.enumerated().map { number, given in
            let line = try Line(number, user: UInt32(given.0), limits)
            try line.sendCall(given.1)
            return line
        }
        let connections = lines.map(\.connection)
        var shares = HeldShares(connections, limits)
        var begun: [Bool] = []
        for connection in connections {
            let mayBegin = connection.isReady && shares.mayBegin(connection)
            begun.append(mayBegin)
            guard mayBegin else { continue }
            #expect(connection.nextCall(.now) != nil)
            shares.begun(connection)
        }
        #expect(begun == [true, false, true, true, false, true])
        // Counted anew, it is the same.
        shares = HeldShares(connections, limits)
        #expect(!shares.mayBegin(connections[1]))
        #expect(!shares.mayBegin(connections[4]))
        #expect(connections[0].finish(1, nil, .now) == nil)
        #expect(HeldShares(connections, limits).mayBegin(connections[1]))
    }

    /// Which of the lines' calls begin, one after the other.
    private func begin(_ lines: [Line], _ limits: ServerLimits) -> [Bool] {
        let connections = lines.map(\.connection)
        var shares = HeldShares(connections, limits)
        return connections.map { connection in
            guard connection.isReady, shares.mayBegin(connection),
                connection.nextCall(.now) != nil
            else { return false }
            shares.begun(connection)
            return true
        }
    }

    /// Lines of users, on each of which a short call waits.
    private func calling(_ users: [UInt32], _ limits: ServerLimits) throws -> [Line] {
        try users.enumerated().map { number, user in
            let line = try Line(number, user: user, limits)
            try line.sendCall(100)
            return line
        }
    }

    @Test("A reply takes room from the moment its call begins until it is written")
    func replies() throws {
        var limits = Self.limits()
        limits.callsPerUser = 9
        limits.reply = 100_000
        let lines = try calling([1, 1, 1, 2, 2], limits)
        // Room for two of one user, and for three of all.
        #expect(begin(lines, limits) == [true, true, false, true, false])
        #expect(lines[0].connection.finish(1, [0], .now) == nil)
        #expect(begin(lines, limits) == [false, false, true, false, false])
        for index in [1, 2] { #expect(lines[index].connection.finish(1, [0], .now) == nil) }
        #expect(begin(lines, limits) == [false, false, false, false, true])
    }

    @Test("So many calls of all users are in work, the last of them of users who have none")
    func allCalls() throws {
        var limits = Self.limits()
        limits.calls = 4
        limits.reply = 0
        let lines = try calling([1, 1, 2, 2, 3, 4], limits)
        #expect(begin(lines, limits) == [true, true, true, false, true, false])
        #expect(lines[4].connection.finish(1, [0], .now) == nil)
        #expect(begin(lines, limits) == [false, false, false, false, false, true])
    }

    @Test("Whole messages that fill all the room there is are answered, one after another")
    func full() throws {
        let limits = Self.limits()
        let lines = try [1, 1, 2].enumerated().map { number, user in
            let line = try Line(number, user: UInt32(user), limits)
            try line.send([UInt8](repeating: 0x20, count: Self.long))
            return line
        }
        let connections = lines.map(\.connection)
        var shares = HeldShares(connections, limits)
        let mayRead = connections.map { shares.mayRead($0) }
        #expect(mayRead == [true, true, true])
        for line in lines { try line.sendCall(100) }
        shares = HeldShares(connections, limits)
        #expect(connections.allSatisfy { $0.isReady && shares.mayBegin($0) })
    }

    @Test("Replies that are not read keep their user's calls from beginning, and nobody else's")
    func output() throws {
        let limits = Self.limits()
        let deaf = try Line(1, user: 1, limits)
        let same = try Line(2, user: 1, limits)
        let other = try Line(3, user: 2, limits)
        for line in [deaf, same, other] { try line.sendCall(100) }
        let connections = [deaf, same, other].map(\.connection)
        #expect(deaf.connection.nextCall(.now) != nil)
        #expect(HeldShares(connections, limits).mayBegin(same.connection))
        let reply = [UInt8](repeating: 0x20, count: 2_000_000)
        #expect(deaf.connection.finish(1, reply, .now) == nil)
        let shares = HeldShares(connections, limits)
        #expect(!shares.mayBegin(same.connection))
        #expect(shares.mayBegin(other.connection))
    }
}
