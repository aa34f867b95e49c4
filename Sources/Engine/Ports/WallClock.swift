package import Deadlines

/// Wall time, and waiting for it.
package protocol WallClock: Sendable {
    /// The present moment.
    func now() -> Instant
    /// Whether somebody keeps the clock right: the kernel's word for the system's clock.
    var isSynchronised: Bool { get }
    /// How often the clock was stepped or somebody called ``interrupt()``. Read it before looking
    /// at what to wait for, so that no interruption in between is lost.
    var interruptions: Int { get }
    /// Returns when wall time has reached the instant (nil: never), or at once where there were
    /// interruptions since the count; the caller looks at ``now()`` again.
    func sleep(until instant: Instant?, interruptions: Int) async
    /// Wakes every sleeper.
    func interrupt()
}
