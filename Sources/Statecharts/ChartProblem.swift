/// Everything that is wrong with a chart, all at once, in document order.
public struct ChartErrors: Error, Hashable, Sendable, CustomStringConvertible {
    /// The problems; never empty.
    public var problems: [ChartProblem]

    /// One line for each problem.
    public var description: String {
        return problems.map { "\($0)" }.joined(separator: "\n")
    }
}

/// One thing wrong with a chart: where, what, and what to do about it.
public struct ChartProblem: Hashable, Sendable, CustomStringConvertible {
    /// The path of the state concerned; empty for the chart itself.
    public var statePath: String
    /// The transition concerned, counted from 0 in its state; nil if it is none.
    public var transitionIndex: Int?
    /// What is wrong.
    public var kind: Kind

    /// The ways in which a chart can be wrong.
    public enum Kind: Hashable, Sendable {
        /// The chart has no states.
        case noStates
        /// A name that is empty or holds `/`, `.`, `*` or a blank.
        case illegalName(String)
        /// Two children of the same state have this name.
        case duplicateName(String)
        /// A target that is no state of the chart.
        case unknownTarget(String, nearest: String?)
        /// A bare name borne by several states.
        case ambiguousTarget(String, candidates: [String])
        /// Targets that cannot be active together: not in different regions of a parallel state.
        case targetsNotOrthogonal([String])
        /// A parallel state without regions.
        case emptyParallel
        /// A final state as a region of a parallel state.
        case finalInParallel
        /// A final state that has children.
        case finalWithChildren
        /// A final state that has transitions.
        case finalWithTransitions
        /// A state all of whose children are history states.
        case onlyHistory
        /// A history state without a default.
        case historyWithoutDefault
        /// A history state at the top, which is never left.
        case historyAtTop
        /// A history state that has children, transitions, an initial, or entry or exit actions.
        case historyWithContent
        /// A default that is not below the history state's parent (not right below, for a shallow).
        case illegalHistoryDefault(String)
        /// Defaults of history states that lead back to themselves.
        case historyLoop
        /// An initial that is not below its state.
        case illegalInitial(String)
        /// An initial that names nothing.
        case emptyInitial
        /// An initial on a state that cannot have one: one without children, or a parallel.
        case misplacedInitial
        /// A transition without event, guard and target: it would be taken for ever.
        case emptyTransition
        /// A text that is no event descriptor, or no name of an event.
        case illegalEvent(String)
        /// A `done.state.NAME` of no state of the chart.
        case unknownDoneState(String, nearest: String?)
    }

    /// Makes a problem from its parts.
    public init(statePath: String, transitionIndex: Int? = nil, kind: Kind) {
        self.statePath = statePath
        self.transitionIndex = transitionIndex
        self.kind = kind
    }

    /// Place, message and remedy in one line.
    public var description: String {
        let place = statePath.isEmpty ? "chart" : statePath
        let transition = transitionIndex.map { ", transition \($0 + 1)" } ?? ""
        return "\(place)\(transition): \(message); \(remedy)"
    }
}
