import Synchronization

@testable import Varlink

/// What the test service's handlers saw, and how tests steer them.
final class EchoLog: Sendable {
    private let asked = Mutex<[String]>([])
    private let releases: AsyncStream<Void>
    private let releaser: AsyncStream<Void>.Continuation
    fileprivate let waiter: AsyncStream<Void>.Continuation
    fileprivate let counter: AsyncStream<Int>.Continuation

    /// One element for each Wait that began.
    let waits: AsyncStream<Void>
    /// One element for each Count that ended: the numbers it got rid of.
    let counts: AsyncStream<Int>

    init() {
        (releases, releaser) = AsyncStream.makeStream(of: Void.self)
        (waits, waiter) = AsyncStream.makeStream(of: Void.self)
        (counts, counter) = AsyncStream.makeStream(of: Int.self)
    }

    /// What Echo was asked, in order.
    var texts: [String] { asked.withLock { $0 } }

    /// Lets one Wait go.
    func release() { releaser.yield() }

    fileprivate func add(_ text: String) { asked.withLock { $0.append(text) } }

    fileprivate func released() async {
        for await _ in releases { return }
    }
}

extension EchoLog {
    static let text = """
        # An interface for tests.
        interface org.example.echo

        # Says it again.
        method Echo(text: string, times: ?int) -> (text: string)

        # Answers when the test lets it.
        method Wait() -> (text: string)

        # Says one number after another, with so many bytes each.
        method Count(to: int, padding: int) -> (number: int, padding: string)

        # Says who calls.
        method WhoAmI() -> (uid: int, gid: int, pid: int, groups: []int)

        # Refuses, always.
        method Refuse(why: string) -> ()

        # Has no handler.
        method NotThere() -> ()

        error Refused (why: string)
        """

    func interface() throws -> ServedInterface {
        var served = ServedInterface(try InterfaceDescription(parsing: Self.text))
        served.serve("Echo") { (call) throws(VarlinkError) in
            let text = call.parameters["text"]?.text ?? ""
            self.add(text)
            return ["text": .string(text)]
        }
        served.serve("Wait") { (_) throws(VarlinkError) in
            self.waiter.yield()
            await self.released()
            return ["text": Task.isCancelled ? "cancelled" : "released"]
        }
        served.serve("Count") { (call) throws(VarlinkError) in
            guard case .integer(let last) = call.parameters["to"],
                case .integer(let padding) = call.parameters["padding"]
            else { throw .invalidParameter("to") }
            var reply: JSONObject = [
                "padding": .string(String(repeating: "x", count: Int(padding)))
            ]
            for number in 1..<last {
                reply["number"] = .integer(number)
                guard try await call.send(reply) else {
                    self.counter.yield(Int(number) - 1)
                    return [:]
                }
            }
            reply["number"] = .integer(last)
            self.counter.yield(Int(last))
            return reply
        }
        served.serve("WhoAmI") { (call) throws(VarlinkError) in
            let groups = call.peer.groups.map { JSONValue.integer(Int64($0)) }
            return [
                "uid": .integer(Int64(call.peer.uid)), "gid": .integer(Int64(call.peer.gid)),
                "pid": .integer(Int64(call.peer.pid)), "groups": .array(groups),
            ]
        }
        served.serve("Refuse") { (call) throws(VarlinkError) in
            throw VarlinkError("org.example.echo.Refused", call.parameters)
        }
        return served
    }
}
