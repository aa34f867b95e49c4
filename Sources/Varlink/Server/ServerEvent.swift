/// Something that an operator may want to know of a server.
public struct ServerEvent: Hashable, Sendable {
    /// What happened.
    public let kind: Kind
    /// The user at the other end; nil where there is no peer.
    public let user: UInt32?
    /// How often the same has happened to the same user since it was told last.
    public let repetitions: Int

    /// The kinds of event.
    public enum Kind: Hashable, Sendable {
        /// A connection was refused: too many are open.
        case tooManyConnections
        /// A connection was refused: its user has too many open.
        case tooManyConnectionsOfUser
        /// A connection was dropped: it sent a message longer than the limit.
        case messageTooLong
        /// A connection was dropped: it sent what is no call; the text says why.
        case malformedMessage(String)
        /// A connection was dropped: it did not finish a message in time.
        case messageTimedOut
        /// A connection was dropped: it does not read its replies.
        case slowReader
        /// The system gave no new connection; the text is its reason.
        case acceptFailed(String)
        /// The server stopped while so many calls were still in work.
        case callsAbandoned(Int)
    }
}

extension ServerEvent: CustomStringConvertible {
    /// The event in a sentence for a log.
    public var description: String {
        let who = user.map { " (uid \($0))" } ?? ""
        let again = repetitions > 0 ? ", and \(repetitions) times more before" : ""
        return sentence + who + again
    }

    private var sentence: String {
        switch kind {
        case .tooManyConnections: "connection refused: too many are open"
        case .tooManyConnectionsOfUser: "connection refused: its user has too many open"
        case .messageTooLong: "connection dropped: a message is too long"
        case .malformedMessage(let reason): "connection dropped: \(reason)"
        case .messageTimedOut: "connection dropped: a message was begun and not finished in time"
        case .slowReader: "connection dropped: its replies are not read"
        case .acceptFailed(let reason): "cannot accept connections: \(reason)"
        case .callsAbandoned(let count): "stopped while \(count) calls were in work"
        }
    }
}

/// Tells each kind of event of each user once in a while, and counts the rest.
struct EventThrottle {
    private struct Key: Hashable {
        let kind: String
        let user: UInt32?
    }

    private struct Told {
        var at: ContinuousClock.Instant
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
        case .acceptFailed: "accept"
        case .callsAbandoned: "abandoned"
        }
    }
}
