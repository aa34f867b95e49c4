import ControlProtocol
package import Deadlines
package import Engine
package import Logging
package import Varlink

/// The control socket's interfaces, served by an engine: decodes, authorises, calls, encodes.
package struct ControlServer: Sendable {
    private let engine: ScrutinyEngine
    private let identity: DaemonIdentity
    private let directory: CallerDirectory
    private let manager: any ManagerOperations
    private let logger: Logger

    /// A server of an engine.
    package init(
        engine: ScrutinyEngine, identity: DaemonIdentity, directory: CallerDirectory,
        manager: any ManagerOperations, logger: Logger
    ) {
        self.engine = engine
        self.identity = identity
        self.directory = directory
        self.manager = manager
        self.logger = logger
    }

    /// The three interfaces with a handler for each of their methods.
    package var interfaces: [ServedInterface] {
        let register = RegisterService(
            engine: engine, identity: identity, manager: manager, logger: logger)
        let clerk = ClerkService(
            engine: engine, identity: identity, directory: directory, logger: logger)
        let manager = ManagerService(
            engine: engine, identity: identity, directory: directory, operations: manager,
            logger: logger)
        return [
            register.served(gate: gate(.viewer)), clerk.served(gate: gate(.clerk)),
            manager.served(gate: gate(.admin)),
        ]
    }

    /// Lets those with a role pass.
    private func gate(_ role: Role) -> ServedInterface.Gate {
        { [directory] (call) throws(VarlinkError) in
            guard directory.roles().roles(of: call.peer).contains(role) else {
                throw .permissionDenied
            }
        }
    }
}

extension ControlServer {
    /// Logs what the socket tells, which is each kind of refusal once in a while for each user.
    package func log(_ event: ServerEvent) {
        switch event.kind {
        case .notPermitted:
            let uid = event.user.map { ["scrutiny-actor-uid": String($0)] } ?? [:]
            logger.notice("\(event)", metadata: LoggedEvent.notPermitted.with(uid))
        case .tooManyConnections, .tooManyConnectionsOfUser, .messageTooLong, .malformedMessage,
            .messageTimedOut, .slowReader, .acceptFailed, .callsAbandoned:
            logger.warning("control socket: \(event)")
        }
    }
}

/// What the daemon says of itself.
package struct DaemonIdentity: Sendable {
    /// The program's version.
    package let version: String
    /// The zone whose days it speaks of.
    package let zone: any TimeZoneRules

    /// An identity of its parts.
    package init(version: String, zone: any TimeZoneRules) {
        self.version = version
        self.zone = zone
    }

    /// The day in the daemon's zone.
    func today(at now: Instant) -> CivilDate { zone.civil(at: now).date }
}

extension Logger.Metadata {
    /// What happened, and who caused it: `SCRUTINY_ACTOR_UID` in the journal.
    static func caller(_ uid: UInt32, _ event: LoggedEvent) -> Logger.Metadata {
        event.with(["scrutiny-actor-uid": String(uid)])
    }
}
