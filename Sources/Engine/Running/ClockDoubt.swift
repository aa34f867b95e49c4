package import Deadlines

/// Why wall time is not to be trusted. While it is not, timers stand still and nothing is
/// recorded.
package enum ClockDoubt: Hashable, Sendable, CustomStringConvertible {
    /// It lies before the last commit: new entries would claim to be older than old ones.
    case behind(now: Instant, lastCommit: Instant)
    /// It lies far after the last moment known to be right, and nobody vouches for it.
    case farAhead(now: Instant, lastKnown: Instant)

    /// Clocks are slewed by parts of a second all day; that much is no step. In milliseconds.
    package static let slack: Int64 = 1_000
    /// How far after the last moment known a clock may be that nothing keeps right, in
    /// milliseconds: thirty days. A machine without a time service may be off over the longest
    /// closure; what goes wrong with clocks goes wrong by years.
    package static let farthest: Int64 = 30 * 86_400_000
    /// How often the moment known to be right is written down while nothing else is, in
    /// milliseconds: daily, so that no quiet month looks like a step.
    package static let writtenEvery: Int64 = 86_400_000

    /// The doubt about a moment that the clock shows, or nil where it can be trusted. A store
    /// without any commit has nothing to compare with.
    package static func about(
        _ clock: any WallClock, at now: Instant, in store: any StoreReader
    ) throws -> ClockDoubt? {
        guard let last = try store.moment(Meta.lastCommit) else { return nil }
        if now.milliseconds + slack < last.milliseconds {
            return .behind(now: now, lastCommit: last)
        }
        let known = max(last, try store.moment(Meta.lastKnown) ?? last)
        guard now.milliseconds - known.milliseconds > farthest, !clock.isSynchronised else {
            return nil
        }
        return .farAhead(now: now, lastKnown: known)
    }

    /// The doubt in half a sentence.
    package var description: String {
        switch self {
        case .behind(let now, let last):
            "the system clock shows \(now.utc), which lies before the last change recorded, "
                + "\(last.utc)"
        case .farAhead(let now, let known):
            "the system clock shows \(now.utc), which lies far after the last moment known, "
                + "\(known.utc), and it is not synchronised"
        }
    }

    /// What an administrator does about it.
    package static let remedy =
        "Put the system's clock right, or, if it is right: scrutinyctl clock accept."

    /// Whether both say the same of the clock, though it has gone on.
    func isSameKind(as other: ClockDoubt?) -> Bool {
        switch (self, other) {
        case (.behind, .behind?), (.farAhead, .farAhead?): true
        default: false
        }
    }
}

extension StoreReader {
    /// A moment kept about the store itself, or nil.
    func moment(_ name: String) throws -> Instant? {
        try meta(name).flatMap { Int64($0) }.map { Instant(milliseconds: $0) }
    }
}

extension Instant {
    /// The moment to the minute, in universal time, which needs no zone to be agreed on.
    package var utc: String { "\(UTC().civil(at: self)) UTC" }
}
