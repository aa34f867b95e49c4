/// Why a call brought no answer.
public enum ClientError: Error, Hashable, Sendable {
    /// Nobody listens at the path; the text is the system's reason.
    case unreachable(path: String, reason: String)
    /// The socket's permissions keep this process out.
    case notPermitted(path: String)
    /// The time allowed was over.
    case timedOut
    /// The service closed the connection, or an earlier failure did.
    case closed
    /// The service answered something that is no Varlink reply.
    case malformed(reason: String)
    /// A reply is longer than the client takes.
    case tooLong(limit: Int)
    /// The task was cancelled; the connection is closed, for the answer is still under way.
    case cancelled
    /// Replies to an earlier call are still to come on this connection.
    case busy
    /// The service answered with an error.
    case refused(VarlinkError)
}

extension ClientError: CustomStringConvertible {
    /// The sentence a person reads.
    public var description: String {
        switch self {
        case .unreachable(let path, let reason): "cannot reach \(path): \(reason)"
        case .notPermitted(let path): "not permitted to use \(path)"
        case .timedOut: "no answer in the time allowed"
        case .closed: "the service closed the connection"
        case .malformed(let reason): "the service's answer makes no sense: \(reason)"
        case .tooLong(let limit): "the answer is longer than \(limit) bytes"
        case .cancelled: "cancelled"
        case .busy: "this connection is still receiving the replies to an earlier call"
        case .refused(let error): "the service refused: \(error)"
        }
    }
}
