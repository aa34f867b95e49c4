/// How `scrutinyctl` ends.
package enum ExitStatus: Int32, Hashable, Sendable, CaseIterable {
    /// Done.
    case ok = 0
    /// Failed, for no reason that has a number of its own.
    case failed = 1
    /// The command line makes no sense.
    case usage = 2
    /// Done in part.
    case partlyDone = 3
    /// There is no such thing.
    case notFound = 4
    /// A conflict, or refused by the state.
    case refused = 5
    /// A check found something.
    case findings = 6
    /// The daemon cannot be reached.
    case unreachable = 10
    /// The caller may not do that.
    case notPermitted = 11
    /// The time allowed was over.
    case timedOut = 12
}
