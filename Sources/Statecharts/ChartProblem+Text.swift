extension ChartProblem {
    /// What is wrong, for the author of the chart.
    public var message: String {
        switch kind {
        case .noStates: return "there are no states"
        case .illegalName(let name): return "\"\(name)\" cannot be the name of a state"
        case .duplicateName(let name): return "two states here are called \"\(name)\""
        case .unknownTarget(let text, _): return "there is no state \"\(text)\""
        case .ambiguousTarget(let text, _): return "several states are called \"\(text)\""
        case .targetsNotOrthogonal(let texts):
            return "\(ChartProblem.list(texts)) cannot be active at the same time"
        case .emptyParallel: return "a parallel state needs regions"
        case .finalInParallel: return "a region of a parallel state cannot itself be final"
        case .finalWithChildren: return "a final state cannot have states of its own"
        case .finalWithTransitions: return "a final state cannot have transitions"
        case .onlyHistory: return "all the states in here are history states"
        case .historyWithoutDefault: return "a history state needs a default"
        case .historyAtTop: return "a history state at the top has nothing to remember"
        case .historyWithContent: return "a history state can have nothing but a default"
        case .illegalHistoryDefault(let text):
            return "\"\(text)\" cannot be the default of this history state"
        case .historyLoop: return "the default of this history state leads back to itself"
        case .illegalInitial(let text): return "the initial state \"\(text)\" is not inside"
        case .emptyInitial: return "the list of initial states is empty"
        case .misplacedInitial: return "only a state with states of its own can have an initial one"
        case .emptyTransition:
            return "a transition without event, condition and target would be taken for ever"
        case .illegalEvent(let text): return "\"\(text)\" is not an event"
        case .unknownDoneState(let text, _): return "there is no state \"\(text)\" to be done"
        }
    }

    /// What the author can do about it.
    public var remedy: String {
        switch kind {
        case .noStates: return "write at least one state"
        case .illegalName: return "use a name without /, ., * and blanks"
        case .duplicateName: return "rename one of them"
        case .unknownTarget(_, let nearest?), .unknownDoneState(_, let nearest?):
            return "did you mean \"\(nearest)\"?"
        case .unknownTarget(_, nil), .unknownDoneState(_, nil):
            return "write the path of a state from the top, or its name where that is unique"
        case .ambiguousTarget(_, let candidates):
            return "write which: \(ChartProblem.list(candidates))"
        case .targetsNotOrthogonal:
            return "name one target, or one for each region of a parallel state"
        case .emptyParallel: return "give it states, or make it an ordinary state"
        case .finalInParallel: return "put the final state inside a state"
        case .finalWithChildren: return "move them out, or make this an ordinary state"
        case .finalWithTransitions: return "remove them, or make this an ordinary state"
        case .onlyHistory: return "add the states that it is to remember"
        case .historyWithoutDefault: return "say what to enter when nothing is remembered yet"
        case .historyAtTop: return "move it into the state whose past it keeps"
        case .historyWithContent: return "move the rest to the state around it"
        case .illegalHistoryDefault:
            return "name a state directly beside it, or for a deep one any state beside or below"
        case .historyLoop: return "name an ordinary state as default"
        case .illegalInitial: return "name a state inside this one"
        case .emptyInitial: return "name one, or leave it out to begin with the first"
        case .misplacedInitial: return "remove it; all regions of a parallel state are entered"
        case .emptyTransition: return "give it one of the three"
        case .illegalEvent:
            return "write words joined by single dots; in a transition also * or a last .*"
        }
    }

    private static func list(_ texts: [String]) -> String {
        return texts.map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
