package import Deadlines

/// Why a command is refused. A refused command changes nothing.
package enum Refusal: Error, Hashable, Sendable {
    /// There is no scrutiny of that id; the nearest ids follow.
    case noSuchScrutiny(id: String, nearest: [String])
    /// There is no workflow of that name.
    case noSuchWorkflow(name: String, known: [String])
    /// The scrutiny has no such item.
    case noSuchItem(item: String, nearest: [String])
    /// The scrutiny has no such deadline, or it never began.
    case noSuchDeadline(name: String, known: [String])
    /// The scrutiny's history has no entry of that number.
    case noSuchEntry(id: String, sequence: Int, last: Int)
    /// The workflow has no such fact.
    case noSuchFact(name: String, nearest: [String])
    /// The workflow has no such kind of item.
    case noSuchItemKind(name: String, known: [String])
    /// The workflow has no such party.
    case noSuchParty(name: String, known: [String])
    /// The id or key is taken.
    case alreadyExists(id: String)
    /// The id or key has the wrong form.
    case badName(text: String, remedy: String)
    /// The text cannot be the fact's value.
    case invalidFact(name: String, text: String, reason: String, remedy: String)
    /// Facts that must be given are missing.
    case requiredFacts([String])
    /// The state does not accept the event.
    case eventNotAccepted(event: String, at: String, states: [String], accepted: [String])
    /// A guard refuses the event.
    case guardFailed(message: String)
    /// What "occurred" has not happened yet.
    case inFuture(occurred: String, today: CivilDate)
    /// The moment cannot be meant.
    case unlikelyTime(text: String, reason: String, remedy: String)
    /// The scrutiny is closed or withdrawn.
    case isFinal(id: String, states: [String])
    /// A clock cannot be stopped, started or given time; the sentence says why.
    case clockwork(String)
    /// The entry cannot be corrected or retracted; the sentence says why.
    case notAmendable(String)
    /// The chart runs in circles.
    case endlessLoop(cycle: [String])
    /// A named calendar or definition is not there.
    case missing(what: String, remedy: String)

    /// The refusal in a sentence, with the remedy.
    package var message: String {
        switch self {
        case .noSuchScrutiny(let id, let nearest):
            "There is no scrutiny \"\(id)\"." + Self.didYouMean(nearest)
        case .noSuchWorkflow(let name, let known):
            "There is no workflow \"\(name)\". Known: \(Self.list(known))."
        case .noSuchItem(let item, let nearest):
            "There is no item \"\(item)\"." + Self.didYouMean(nearest)
        case .noSuchDeadline(let name, let known):
            "There is no deadline \"\(name)\" here. Known: \(Self.list(known))."
        case .noSuchEntry(let id, let sequence, let last):
            "The history of \(id) has no entry \(sequence): its last is \(last)."
        case .noSuchFact(let name, let nearest):
            "There is no fact \"\(name)\" here." + Self.didYouMean(nearest)
        case .noSuchItemKind(let name, let known):
            "There is no kind of item \"\(name)\". Known: \(Self.list(known))."
        case .noSuchParty(let name, let known):
            "There is no party \"\(name)\". Known: \(Self.list(known))."
        case .alreadyExists(let id): "\"\(id)\" exists already. Choose another name."
        case .badName(let text, let remedy): "\"\(text)\" cannot be a name here. \(remedy)"
        case .invalidFact(let name, _, let reason, let remedy): "\(name): \(reason). \(remedy)"
        case .requiredFacts(let names):
            "Required: \(Self.list(names)). Give each with --set name=value."
        case .eventNotAccepted(let event, let at, let states, let accepted):
            "\(at) in \(Self.list(states)) does not accept \"\(event)\". "
                + "It accepts: \(Self.list(accepted))."
        case .guardFailed(let message): message
        case .inFuture(let occurred, let today):
            "\(occurred) has not happened yet: today is \(today.long). "
                + "Record what has happened, on the day it happened."
        case .unlikelyTime(let text, let reason, let remedy): "\(text): \(reason). \(remedy)"
        case .isFinal(let id, let states):
            "\(id) is \(Self.list(states)): nothing more can be recorded of it."
        case .clockwork(let sentence), .notAmendable(let sentence): sentence
        case .endlessLoop(let cycle):
            "The workflow runs in circles: \(cycle.joined(separator: " → ")). Mend the definition."
        case .missing(let what, let remedy): "\(what) is missing. \(remedy)"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "nothing" : names.joined(separator: ", ")
    }

    private static func didYouMean(_ nearest: [String]) -> String {
        nearest.isEmpty ? "" : " Did you mean \(nearest.joined(separator: ", "))?"
    }
}
