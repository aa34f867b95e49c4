package import Varlink

/// Why a call over the control socket failed. The names are those of the `.varlink` files.
package enum ControlError: Error, Hashable, Sendable {
    /// There is no scrutiny of that id; the nearest ids.
    case noSuchScrutiny(id: String, nearest: [String])
    /// The scrutiny has no item of that name (kind/key); the nearest names.
    case noSuchItem(id: String, item: String, nearest: [String])
    /// No definition of that name is loaded; the nearest names.
    case noSuchWorkflow(workflow: String, nearest: [String])
    /// The scrutiny has no deadline of that name; the nearest names.
    case noSuchDeadline(id: String, deadline: String, nearest: [String])
    /// The workflow knows no such party, or the configuration no such person.
    case noSuchRecipient(name: String, nearest: [String])
    /// The scrutiny's history has no entry of that number; the number of its last.
    case noSuchEntry(id: String, sequence: Int, last: Int)
    /// There is no message of that id.
    case noSuchDelivery(id: String, nearest: [String])
    /// There is no calendar of that name; the nearest names.
    case noSuchCalendar(name: String, nearest: [String])
    /// The part, in these states, accepts other events than this one.
    case eventNotAccepted(part: String, event: String, states: [String], accepted: [String])
    /// The definition's condition does not hold; what it says.
    case guardFailed(part: String, event: String, message: String)
    /// The scrutiny has moved on.
    case notCurrent(id: String, expected: Int, actual: Int)
    /// There is a scrutiny of that id, or an item of that name, already.
    case alreadyExists(id: String)
    /// An id or key that is not of the form required.
    case invalidName(name: String, reason: String, remedy: String)
    /// A fact that the definition does not know, or a value that is not of its type.
    case invalidFact(name: String, value: String, reason: String, remedy: String)
    /// A day, time or span that cannot be read or cannot be meant.
    case invalidTime(value: String, reason: String, remedy: String)
    /// What has occurred cannot lie in the future.
    case inFuture(occurred: String, today: String)
    /// The request's id was used for other parameters.
    case requestReused(request: String)
    /// The state rules it out.
    case refusedByState(id: String, reason: String)
    /// The clock is the system's, which nobody advances.
    case clockNotVirtual
    /// The files hold errors; the old configuration and definitions stay.
    case reloadRefused(diagnostics: [Manager.Diagnostic])
    /// The system clock is not to be trusted; why, and what to do.
    case clockNotTrusted(reason: String, remedy: String)
    /// The file is none that can be imported.
    case importRefused(diagnostics: [Manager.Diagnostic])
    /// The store failed; what an operator can do.
    case storeFailed(message: String, remedy: String)
    /// The caller's role does not reach so far.
    case permissionDenied
    /// No answer came: unreachable, out of time, or an answer that makes no sense.
    case connection(ClientError)
    /// An error that this program does not know, as a newer or older daemon may answer.
    case other(VarlinkError)
}

extension ControlError {
    /// How `scrutinyctl` ends with this error.
    package var exitStatus: ExitStatus {
        switch self {
        case .noSuchScrutiny, .noSuchItem, .noSuchWorkflow, .noSuchDeadline, .noSuchRecipient,
            .noSuchEntry, .noSuchDelivery, .noSuchCalendar:
            .notFound
        case .eventNotAccepted, .guardFailed, .notCurrent, .alreadyExists, .inFuture,
            .requestReused, .refusedByState, .clockNotVirtual, .clockNotTrusted:
            .refused
        case .invalidName, .invalidFact, .invalidTime: .usage
        case .reloadRefused, .importRefused: .findings
        case .other(let error): error.unusableParameter == nil ? .failed : .usage
        case .storeFailed: .failed
        case .permissionDenied: .notPermitted
        case .connection(let error): Self.exitStatus(of: error)
        }
    }

    private static func exitStatus(of error: ClientError) -> ExitStatus {
        switch error {
        case .unreachable, .closed: .unreachable
        case .notPermitted: .notPermitted
        case .timedOut: .timedOut
        case .malformed, .tooLong, .cancelled, .busy, .refused: .failed
        }
    }
}
