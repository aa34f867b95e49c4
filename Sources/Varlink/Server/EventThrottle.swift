/// Tells each kind of event of each user once in a while, counts the rest, and tells the count
/// when the while is over.
struct EventThrottle {
    private struct Key: Hashable {
        let kind: String
        let user: UInt32?
    }

    private struct Told {
        var at: ContinuousClock.Instant
        /// What is only counted so far: the newest of its kind, and how many there are.
        var latest: ServerEvent.Kind?
        var repetitions = 0
    }

    /// The most kinds and users remembered; one more, and the oldest is forgotten.
    static let capacity = 1_024

    let interval: Duration
    private var told: [Key: Told] = [:]

    init(interval: Duration) { self.interval = interval }

    /// The event to tell now, or nil where it is only counted.
    mutating func event(
        _ kind: ServerEvent.Kind, user: UInt32?, now: ContinuousClock.Instant
    ) -> ServerEvent? {
        let key = Key(kind: kind.label, user: user)
        if let last = told[key], now - last.at < interval {
            told[key]?.latest = kind
            told[key]?.repetitions += 1
            return nil
        }
        let repetitions = told[key]?.repetitions ?? 0
        told[key] = Told(at: now)
        if told.count > Self.capacity, let oldest = told.min(by: { $0.value.at < $1.value.at }) {
            told[oldest.key] = nil
        }
        return ServerEvent(kind: kind, user: user, repetitions: repetitions)
    }

    /// When the next count is to be told; nil where nothing was only counted.
    var nextSummary: ContinuousClock.Instant? {
        told.values.filter { $0.repetitions > 0 }.map { $0.at + interval }.min()
    }

    /// The counts whose time has come, each with the newest event it counts.
    ///
    /// - Parameter now: nil: all of them, for there is no later.
    mutating func summaries(_ now: ContinuousClock.Instant?) -> [ServerEvent] {
        var events: [ServerEvent] = []
        for (key, last) in told {
            if let now, now - last.at < interval { continue }
            told[key] = nil
            guard let latest = last.latest else { continue }
            // What is told stands for one of those that were counted.
            events.append(
                ServerEvent(kind: latest, user: key.user, repetitions: last.repetitions - 1))
            if let now { told[key] = Told(at: now) }
        }
        return events
    }
}

extension ServerEvent.Kind {
    /// The kind without its details.
    fileprivate var label: String {
        switch self {
        case .tooManyConnections: "connections"
        case .tooManyConnectionsOfUser: "connections of user"
        case .messageTooLong: "long"
        case .malformedMessage: "malformed"
        case .messageTimedOut: "timed out"
        case .slowReader: "slow"
        case .notPermitted: "not permitted"
        case .acceptFailed: "accept"
        case .callsAbandoned: "abandoned"
        }
    }
}
