import ControlProtocol
import Deadlines
import Engine

/// What a failed call was about, for errors that name it.
struct FailureSubject: Sendable {
    /// The scrutiny's id.
    var id = ""
    /// The parts as the caller named them.
    var parts: [String] = []
    /// The event.
    var event = ""
    /// The facts given.
    var facts: [Register.Fact] = []

    /// The value given for a fact, in one line.
    func value(of fact: String) -> String {
        facts.last { $0.name == fact }?.values.joined(separator: "; ") ?? ""
    }
}

extension ControlError {
    /// The error that tells a caller of a failure below.
    init(failure: any Error, _ subject: FailureSubject) {
        switch failure {
        case let error as ControlError: self = error
        case let refusal as Refusal: self = Self.of(refusal, subject)
        case let error as EngineError: self = Self.of(error, subject)
        case let error as StoreError:
            self = .storeFailed(
                message: "\(error.code.rawValue): \(error.cause).", remedy: error.remedy)
        default:
            self = .storeFailed(
                message: "\(failure).", remedy: Self.remedyForTheUnforeseen)
        }
    }

    private static func of(_ error: EngineError, _ subject: FailureSubject) -> ControlError {
        switch error {
        case .requestReused(let id): .requestReused(request: id)
        case .notCurrent(let expected, let actual):
            .notCurrent(id: subject.id, expected: expected, actual: actual)
        case .busy:
            .storeFailed(
                message: "too many commands are waiting.", remedy: "Try again in a moment.")
        case .stopping:
            .storeFailed(
                message: "the daemon is stopping.", remedy: "Try again when it is back.")
        case .clockNotTrusted(let doubt):
            .clockNotTrusted(reason: doubt.description, remedy: ClockDoubt.remedy)
        }
    }

    private static func of(_ refusal: Refusal, _ subject: FailureSubject) -> ControlError {
        switch refusal {
        case .noSuchScrutiny(let id, let nearest): .noSuchScrutiny(id: id, nearest: nearest)
        case .noSuchWorkflow(let name, let known):
            .noSuchWorkflow(workflow: name, nearest: Nearest.names(to: name, in: known))
        case .noSuchItem(let item, let nearest):
            .noSuchItem(id: subject.id, item: item, nearest: nearest)
        case .noSuchDeadline(let name, let known):
            .noSuchDeadline(
                id: subject.id, deadline: name, nearest: Nearest.names(to: name, in: known))
        case .noSuchEntry(let id, let sequence, let last):
            .noSuchEntry(id: id, sequence: sequence, last: last)
        case .noSuchParty(let name, let known):
            .noSuchRecipient(name: name, nearest: Nearest.names(to: name, in: known))
        case .alreadyExists(let id):
            .alreadyExists(id: id.contains("/") ? "\(subject.id)/\(id)" : id)
        case .eventNotAccepted(let event, let part, let states, let accepted):
            .eventNotAccepted(part: part, event: event, states: states, accepted: accepted)
        case .guardFailed(let message):
            .guardFailed(
                part: subject.parts.isEmpty ? subject.id : subject.parts.joined(separator: ", "),
                event: subject.event, message: message)
        case .inFuture(let occurred, let today):
            .inFuture(occurred: occurred, today: today.description)
        case .unlikelyTime(let text, let reason, let remedy):
            .invalidTime(value: text, reason: reason, remedy: remedy)
        case .isFinal(_, let states):
            .refusedByState(
                id: subject.id,
                reason: "it is \(states.joined(separator: ", ")): nothing more can be recorded.")
        case .clockwork(let sentence), .notAmendable(let sentence):
            .refusedByState(id: subject.id, reason: sentence)
        case .endlessLoop: .refusedByState(id: subject.id, reason: refusal.message)
        case .missing(let what, let remedy):
            .storeFailed(message: "\(what) is missing.", remedy: remedy)
        case .noSuchItemKind(let name, let known):
            .invalidName(
                name: name, reason: "the workflow has no such kind of item",
                remedy: known.isEmpty
                    ? "It has no items." : "Choose one of: \(known.joined(separator: ", ")).")
        case .badName(let text, let remedy):
            .invalidName(name: text, reason: "it has not the form of a name", remedy: remedy)
        case .noSuchFact(let name, let nearest):
            .invalidFact(
                name: name, value: subject.value(of: name),
                reason: "the definition knows no such fact",
                remedy: nearest.isEmpty
                    ? "Look up its facts in the definition."
                    : "Did you mean \(nearest.joined(separator: " or "))?")
        case .invalidFact(let name, let text, let reason, let remedy):
            .invalidFact(name: name, value: text, reason: reason, remedy: remedy)
        case .requiredFacts(let names):
            .invalidFact(
                name: names.first ?? "", value: "", reason: "it must be known from the beginning",
                remedy: "Give a value for: \(names.joined(separator: ", ")).")
        }
    }
}
