/// What became of one attempt, as the daemon acts on it.
package enum NotifierOutcome: Hashable, Sendable {
    /// The message was taken, perhaps under the other side's reference.
    case delivered(reference: String?)
    /// It failed for now; the plug-in may ask for some time.
    case tryAgain(reason: String, after: Duration?)
    /// It would fail again: never tried on its own.
    case permanent(reason: String)

    /// The outcome of a plug-in that ended by itself: 0 delivered; 64, 65, 67, 68, 77, 78 never;
    /// everything else, unknown statuses included, try again.
    package init(exitStatus: Int32, answer: NotifierAnswer) {
        let exit = NotifierExit(rawValue: exitStatus)
        let meaning = exit.map { ": \($0.meaning)" } ?? ""
        let detail = answer.detail.map { " (\($0))" } ?? ""
        let reason = "the plug-in ended with status \(exitStatus)\(meaning)\(detail)"
        switch exit {
        case .delivered:
            self = .delivered(reference: answer.reference)
        case .some(let exit) where exit.isPermanent:
            self = .permanent(reason: reason)
        case .some, .none:
            self = .tryAgain(reason: reason, after: answer.retryAfter)
        }
    }

    /// What a plug-in prints beside its exit status to say this.
    package var answer: NotifierAnswer {
        switch self {
        case .delivered(let reference):
            return NotifierAnswer(reference: reference)
        case .tryAgain(let reason, let after):
            return NotifierAnswer(retryAfter: after, detail: reason)
        case .permanent(let reason):
            return NotifierAnswer(detail: reason)
        }
    }
}
