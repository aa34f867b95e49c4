import ControlProtocol
import ControlServer
import Deadlines
import Engine
import Logging
import Simulation
import Synchronization
import Testing

@testable import Varlink

/// The real control server on the real engine over the store in memory, called without a socket.
/// Every answer is held against the interface files.
final class ControlFixture: Sendable {
    static let viewer = PeerCredentials(uid: 1001, gid: 1001, pid: 7, groups: [50])
    static let clerk = PeerCredentials(uid: 1002, gid: 1002, pid: 8, groups: [50, 60])
    static let admin = PeerCredentials(uid: 1003, gid: 70, pid: 9, groups: [])
    static let plugin = PeerCredentials(uid: 990, gid: 990, pid: 10, groups: [50, 60, 70])

    static let policy = RolePolicy(
        viewers: .init(gids: [50]), clerks: .init(gids: [60]), admins: .init(gids: [70]),
        ownUser: 990)

    let clock: VirtualClock
    let engine: ScrutinyEngine
    let store: any ScrutinyStore
    let server: ControlServer
    let operations = TestOperations()
    let log = TestLog()
    private let router: Router
    private let answered = Mutex<Set<String>>([])

    /// A server whose clock stands at a local time.
    init(
        at now: String = "2017-06-01T10:00", store: any ScrutinyStore = MemoryStore(),
        policy: RolePolicy = policy
    ) throws {
        let zone = try #require(SystemZone.named("Europe/London"))
        clock = VirtualClock(at: zone.instant(of: try #require(CivilDateTime(iso: now))))
        let time = try #require(TimeOfDay("09:00"))
        let library = Library(
            current: [
                try ReviewWorkflow.entry(ReviewWorkflow.review),
                try ReviewWorkflow.entry(ReviewWorkflow.meeting),
            ], calendars: [try ReviewWorkflow.calendar()],
            sending: SendingRules(time: time), messages: TestMessages())
        self.store = store
        engine = ScrutinyEngine(store: store, clock: clock, library: library)
        server = ControlServer(
            engine: engine, identity: DaemonIdentity(version: "0.1.0", zone: zone),
            directory: CallerDirectory(
                roles: { policy }, nameOfUser: { $0 == 1002 ? "anna-clerk" : nil },
                partiesOfUser: { user, _ in user == "anna-clerk" ? ["chair"] : [] },
                persons: { ["clerk-person", "chair-person"] }),
            manager: operations, logger: log.logger)
        router = Router(
            ServiceInformation(vendor: "v", product: "p", version: "0", url: "u"),
            server.interfaces)
    }

    /// The methods that have answered without an error.
    var methodsAnswered: Set<String> { answered.withLock { $0 } }

    /// Calls a method; what is answered must be what the interface declares.
    func call<Method: ControlMethod>(
        _ call: Method, as peer: PeerCredentials = clerk
    ) async throws -> Method.Reply {
        let reply = await router.answer(
            MethodCall(Method.method, JSONObject(members: call)), from: peer, reply: { _ in false })
        try Self.expectContract(reply, of: Method.method)
        if let name = reply.error {
            throw ControlError(.refused(VarlinkError(name, reply.parameters)))
        }
        _ = answered.withLock { $0.insert(Method.method) }
        return try JSONValue.object(reply.parameters).decoded()
    }

    /// The number of the last history entry of all.
    func position() async throws -> Int { try await store.read { try $0.head().position } }

    /// Moves the clock and lets the engine do what came due.
    func advance(to local: String) async throws {
        let zone = try #require(SystemZone.named("Europe/London"))
        clock.set(zone.instant(of: try #require(CivilDateTime(iso: local))))
        let scheduler = Scheduler(engine: engine, clock: clock)
        try await scheduler.wakeAll(through: clock.now())
    }

    private static func expectContract(_ reply: MethodReply, of method: String) throws {
        let interface = try #require(
            ControlInterfaces.descriptions.first { method.hasPrefix($0.name + ".") })
        guard let error = reply.error else {
            let name = String(method.dropFirst(interface.name.count + 1))
            let output = try #require(interface.method(name)).output
            #expect(throws: Never.self, "\(method)") {
                try interface.check(reply.parameters, against: output)
            }
            return
        }
        guard !error.hasPrefix("org.varlink.service.") else { return }
        #expect(error.hasPrefix(interface.name + "."), "\(error) answers \(method)")
        let declared = try #require(
            interface.error(String(error.dropFirst(interface.name.count + 1))), "\(error)")
        #expect(throws: Never.self, "\(error)") {
            try interface.check(reply.parameters, against: declared.parameters)
        }
    }
}

extension ControlFixture {
    /// A review that waits for its response, due Thu 14 Sep 2017, with two recommendations.
    func openReview(_ id: String = "rural-crime-2017") async throws {
        _ = try await call(
            Clerk.Open(
                workflow: "review", id: id,
                facts: [
                    .init(name: "topic", values: ["Rural crime"]),
                    .init(name: "municipal-year", values: ["2017/18"]),
                    .init(name: "lines-of-enquiry", values: ["Policing", "Partners"]),
                ], note: "as agreed"))
        _ = try await call(Clerk.Record(parts: [id], event: "scope-agreed", facts: []))
        _ = try await call(
            Clerk.AddItem(id: id, kind: "recommendation", keys: ["a", "b.i"], facts: []))
        _ = try await call(
            Clerk.Record(
                parts: [id], event: "letter-sent", occurred: "2017-06-01",
                facts: [.init(name: "response-period-ends", values: ["2017-09-14"])]))
    }
}
