import Statecharts

extension ChartProblem.Kind {
    /// The text a diagnostic shows; empty where something is missing rather than wrong.
    var offendingText: String {
        switch self {
        case .illegalName(let text), .duplicateName(let text), .unknownTarget(let text, _),
            .ambiguousTarget(let text, _), .illegalHistoryDefault(let text),
            .illegalInitial(let text), .illegalEvent(let text), .unknownDoneState(let text, _):
            text
        case .targetsNotOrthogonal(let texts): texts.joined(separator: ", ")
        case .noStates, .emptyParallel, .finalInParallel, .finalWithChildren,
            .finalWithTransitions, .onlyHistory, .historyWithoutDefault, .historyAtTop,
            .historyWithContent, .historyLoop, .emptyInitial, .misplacedInitial,
            .emptyTransition:
            ""
        }
    }
}
