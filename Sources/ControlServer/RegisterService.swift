import ControlProtocol
import Deadlines
import Engine
import Logging
import Varlink

/// Answers the methods of `org.scrutinyd.Register`.
struct RegisterService: Sendable {
    let engine: ScrutinyEngine
    let identity: DaemonIdentity
    let manager: any ManagerOperations
    let logger: Logger

    /// How many entries a page has where the caller does not say, and at most.
    static let page = 200
    static let longestPage = 1_000

    /// The interface with its handlers.
    func served(gate: @escaping ServedInterface.Gate) -> ServedInterface {
        var interface = ServedInterface(Register.description, gate: gate)
        interface.answer(Register.Status.self, logger: logger) { _, _ in try await status() }
        interface.answer(Register.List.self, logger: logger) { call, _ in try await list(call) }
        interface.answer(Register.Show.self, logger: logger) { call, _ in try await show(call) }
        interface.answer(Register.Due.self, logger: logger) { call, _ in try await due(call) }
        interface.answer(Register.Plan.self, logger: logger) { call, _ in try await plan(call) }
        interface.answer(
            Register.Explain.self, logger: logger, about: { FailureSubject(id: $0.id) }
        ) { call, _ in try await explain(call) }
        interface.answer(Register.History.self, logger: logger) { call, _ in
            try await history(call)
        }
        interface.answer(Register.Deliveries.self, logger: logger) { call, _ in
            try await deliveries(call)
        }
        interface.answer(Register.Calendars.self, logger: logger) { _, _ in
            try await calendars()
        }
        interface.answer(Register.Holidays.self, logger: logger) { call, _ in
            try await holidays(call)
        }
        return interface
    }

    /// Looks at the register.
    func look<Result: Sendable>(
        _ body: @Sendable @escaping (RegisterReading) throws -> Result
    ) async throws -> Result {
        let now = engine.now()
        let zone = identity.zone
        return try await engine.read { store, library in
            try body(RegisterReading(store: store, library: library, now: now, zone: zone))
        }
    }

    /// How many entries to give.
    ///
    /// - Throws: `InvalidParameter` for a limit below 1.
    static func limit(_ given: Int?) throws -> Int {
        guard let given else { return page }
        guard given >= 1 else { throw VarlinkError.invalidParameter("limit") }
        return min(given, longestPage)
    }
}
