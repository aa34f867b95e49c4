package import ControlProtocol
package import Deadlines
package import Engine

/// What the daemon's composition root does for administrators.
///
/// Errors may be a `ControlError`, a `Refusal`, an `EngineError` or a `StoreError`; each is
/// answered as the interface declares it, any other as `StoreFailed`.
package protocol ManagerOperations: Sendable {
    /// What the daemon's clock is, and whether it can be trusted.
    func clock() async -> ClockStanding
    /// What an administrator should look at now, a sentence each.
    func problems() async -> [String]
    /// Reads all files as a reload would, and changes nothing.
    func check() async throws -> [Manager.Diagnostic]
    /// Reads all files anew. Where they hold errors it throws `ControlError.reloadRefused`, and
    /// the old ones stay.
    func reload(as actor: Actor) async throws -> Manager.Reload.Reply
    /// Writes a proved copy of the store beside it.
    func backUp(as actor: Actor) async throws -> Manager.Backup.Reply
    /// Sees to it that what was overwritten is gone from the store's files, too.
    ///
    /// - Returns: the files that may hold it still.
    func scrub() async throws -> [String]
    /// Takes holidays from a file into the calendars, or says what that would change. Throws
    /// `ControlError.importRefused` where the file is none that can be imported.
    func importCalendar(
        _ call: Manager.ImportCalendar, request: GivenRequest?, as actor: Actor
    ) async throws -> Manager.ImportCalendar.Reply
    /// Trusts the system clock again.
    func acceptClock(as actor: Actor) async throws
    /// Moves a virtual clock on to a moment that is not past, and returns when nothing due is
    /// unsettled. Called for virtual clocks only.
    ///
    /// - Parameter asleep: as if the daemon had been stopped meanwhile.
    func advanceClock(to moment: Instant, asleep: Bool) async throws -> ClockAdvance
    /// Makes a dead delivery pending again; a request sent again gets its first answer. Throws
    /// `ControlError.noSuchDelivery`, or `.refusedByState` where it was not given up.
    func retryDelivery(
        _ id: String, request: GivenRequest?, as actor: Actor
    ) async throws -> Manager.RetryDelivery.Reply
}

/// The daemon's clock.
package struct ClockStanding: Hashable, Sendable {
    /// What drives it.
    package enum Kind: String, Hashable, Sendable {
        /// The system's clock.
        case real
        /// It stands still until it is told.
        case virtual
        /// The system's clock, which is not to be trusted: timers stand still.
        case held
    }
    /// What drives it.
    package var kind: Kind
    /// Why timers stand still; nil where they do not.
    package var reason: String?

    /// A standing of its parts.
    package init(kind: Kind, reason: String? = nil) {
        self.kind = kind
        self.reason = reason
    }
}

/// What moving a virtual clock on brought.
package struct ClockAdvance: Hashable, Sendable {
    /// How many moments came due.
    package var fired: Int
    /// How many messages were handed over.
    package var delivered: Int

    /// An outcome of its parts.
    package init(fired: Int, delivered: Int) {
        self.fired = fired
        self.delivered = delivered
    }
}
