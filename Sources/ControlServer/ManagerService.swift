import ControlProtocol
import Deadlines
import Engine
import Logging
import Varlink

/// Answers the methods of `org.scrutinyd.Manager`.
struct ManagerService: Sendable {
    let engine: ScrutinyEngine
    let identity: DaemonIdentity
    let directory: CallerDirectory
    let operations: any ManagerOperations
    let logger: Logger

    /// The interface with its handlers.
    func served(gate: @escaping ServedInterface.Gate) -> ServedInterface {
        var interface = ServedInterface(Manager.description, gate: gate)
        interface.answer(Manager.Check.self, logger: logger) { _, _ in
            Manager.Check.Reply(diagnostics: try await operations.check())
        }
        interface.answer(Manager.Verify.self, logger: logger) { call, _ in
            try await verify(call)
        }
        interface.answer(Manager.Reload.self, logger: logger) { _, peer in
            try await operations.reload(as: directory.actor(of: peer))
        }
        serveClock(&interface)
        interface.answer(
            Manager.Redact.self, logger: logger, about: { FailureSubject(id: $0.id) }
        ) { call, peer in try await redact(call, peer) }
        interface.answer(Manager.Backup.self, logger: logger) { _, peer in
            try await operations.backUp(as: directory.actor(of: peer))
        }
        interface.answer(Manager.ImportCalendar.self, logger: logger) { call, peer in
            let request = try GivenRequest(call.request, of: call, uid: peer.uid)
            return try await operations.importCalendar(
                call, request: request, as: directory.actor(of: peer))
        }
        interface.answer(
            Manager.RetryDelivery.self, logger: logger, about: { FailureSubject(id: $0.id) }
        ) { call, peer in
            let request = try GivenRequest(call.request, of: call, uid: peer.uid)
            return try await operations.retryDelivery(
                call.id, request: request, as: directory.actor(of: peer))
        }
        return interface
    }

    private func serveClock(_ interface: inout ServedInterface) {
        interface.answer(Manager.ClockShow.self, logger: logger) { _, _ in
            Manager.ClockShow.Reply(clock: try await clock())
        }
        interface.answer(Manager.ClockAccept.self, logger: logger) { _, peer in
            try await operations.acceptClock(as: directory.actor(of: peer))
            return Manager.ClockAccept.Reply(clock: try await clock())
        }
        interface.answer(Manager.ClockAdvance.self, logger: logger) { call, _ in
            try await advance(call)
        }
    }

    private func verify(_ call: Manager.Verify) async throws -> Manager.Verify.Reply {
        let against = call.against?.split(whereSeparator: \.isWhitespace).joined().lowercased()
        if let against, !Verification.isHead(against) {
            throw ControlError.invalidName(
                name: against, reason: "it is no head of a history",
                remedy: "Write POSITION:HASH or a hash, as backup and status show it, with 16 of "
                    + "its digits at least.")
        }
        let found = try await engine.read { store, _ in
            try Verification.run(store, against: against)
        }
        return Manager.Verify.Reply(
            entries: found.entries, head: found.head, findings: found.findings)
    }

    private func advance(
        _ call: Manager.ClockAdvance
    ) async throws -> Manager.ClockAdvance.Reply {
        guard await operations.clock().kind == .virtual else {
            throw ControlError.clockNotVirtual
        }
        let moment = try ClockTarget.moment(
            to: call.to, by: call.by, now: engine.now(), zone: identity.zone)
        let outcome = try await operations.advanceClock(
            to: moment, asleep: call.asleep == true)
        return Manager.ClockAdvance.Reply(
            clock: try await clock(), fired: outcome.fired, delivered: outcome.delivered)
    }

    private func clock() async throws -> Manager.Clock {
        let standing = await operations.clock()
        let now = engine.now()
        let nextWake = try await engine.nextWake()
        let accepted = try await engine.lastClockAcceptance().map {
            "\(identity.zone.wire($0.at)) by \($0.actor.name): \($0.summary)"
        }
        return Manager.Clock(
            kind: standing.kind.rawValue, now: identity.zone.wire(now),
            today: identity.today(at: now).description, timeZone: identity.zone.identifier,
            nextWake: nextWake.map(identity.zone.wire), reason: standing.reason,
            accepted: accepted)
    }
}
