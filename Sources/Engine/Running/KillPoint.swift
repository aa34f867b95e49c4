internal import Foundation
internal import Synchronization

/// A place where a debug build can be told to die, to prove that nothing is lost there.
///
/// `SCRUTINYD_KILL_AT=after-commit:17` in the environment ends the process by SIGKILL when it
/// reaches that point for the 17th time. A release build knows nothing of
/// it unless it is made with `-DKILL_POINTS`.
package enum KillPoint: String, CaseIterable, Sendable {
    /// Everything of a transaction is executed, and nothing of it committed.
    case beforeCommit = "before-commit"
    /// A transaction is committed, and nobody has been told.
    case afterCommit = "after-commit"
    /// The row of an attempt is committed, and the channel has not been asked.
    case afterAttempt = "after-attempt"
    /// A plug-in runs.
    case pluginStarted = "plug-in-started"
    /// A plug-in has exited, and its answer is not committed.
    case pluginExited = "plug-in-exited"

    /// The variable that names the point and the time.
    package static let variable = "SCRUTINYD_KILL_AT"

    /// Says that the process is at this point now.
    package func reach() {
        #if DEBUG || KILL_POINTS
            guard let order = Self.order, order.point == self else { return }
            let isTime = Self.reached.withLock { reached in
                reached += 1
                return reached == order.time
            }
            if isTime { kill(getpid(), SIGKILL) }
        #endif
    }

    #if DEBUG || KILL_POINTS
        private static let order = (ProcessInfo.processInfo.environment[variable])
            .flatMap(order(parsing:))
        private static let reached = Mutex(0)

        private static func order(parsing text: String) -> (point: KillPoint, time: Int)? {
            let parts = text.split(separator: ":").map(String.init)
            guard parts.count == 2, let point = KillPoint(rawValue: parts[0]),
                let time = Int(parts[1])
            else { return nil }
            return (point, time)
        }
    #endif
}
