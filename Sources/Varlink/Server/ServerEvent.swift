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
        /// A call was refused: its user may not make it; the text is the method.
        case notPermitted(String)
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
        case .notPermitted(let method): "\(method) refused: its caller may not call it"
        case .acceptFailed(let reason): "cannot accept connections: \(reason)"
        case .callsAbandoned(let count): "stopped while \(count) calls were in work"
        }
    }
}
