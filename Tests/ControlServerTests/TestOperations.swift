import ControlProtocol
import ControlServer
import Deadlines
import Engine
import Synchronization

/// What an administrator can ask for, kept as a test sets it.
final class TestOperations: ManagerOperations {
    struct Kept {
        var standing = ClockStanding(kind: .virtual)
        var advancedTo: Instant?
        var failure: (any Error)?
        var retried: [String] = []
    }

    let kept = Mutex(Kept())

    func clock() async -> ClockStanding { kept.withLock { $0.standing } }

    func problems() async -> [String] { ["The calendar weekdays ends with 2030."] }

    func check() async throws -> [Manager.Diagnostic] {
        try failIfTold()
        return [
            .init(
                file: "a.yaml", line: 1, column: 2, severity: "warning", text: "x", reason: "r",
                remedy: "s")
        ]
    }

    func reload(as actor: Actor) async throws -> Manager.Reload.Reply {
        try failIfTold()
        return .init(changes: ["reloaded by \(actor.name)"], diagnostics: try await check())
    }

    func backUp(as actor: Actor) async throws -> Manager.Backup.Reply {
        try failIfTold()
        return .init(path: "/backups/one.db", position: 4, head: "ab")
    }

    func scrub() async throws -> [String] {
        try failIfTold()
        return ["/backups/one.db"]
    }

    func importCalendar(
        _ call: Manager.ImportCalendar, request: GivenRequest?, as actor: Actor
    ) async throws -> Manager.ImportCalendar.Reply {
        try failIfTold()
        return .init(
            hash: call.text, calendars: [], moved: [], omitted: 0,
            remarks: ["\(actor.name) under \(request?.key.id ?? "no id")"])
    }

    func acceptClock(as actor: Actor) async throws { try failIfTold() }

    func advanceClock(to moment: Instant, asleep: Bool) async throws -> ClockAdvance {
        try failIfTold()
        kept.withLock { $0.advancedTo = moment }
        return ClockAdvance(fired: 2, delivered: 1)
    }

    func retryDelivery(
        _ id: String, request: GivenRequest?, as actor: Actor
    ) async throws -> Manager.RetryDelivery.Reply {
        try failIfTold()
        kept.withLock { $0.retried.append(id) }
        return .init(status: "pending")
    }

    /// Lets everything fail from now on.
    func fail(with error: any Error) { kept.withLock { $0.failure = error } }

    private func failIfTold() throws {
        if let failure = kept.withLock({ $0.failure }) { throw failure }
    }
}
