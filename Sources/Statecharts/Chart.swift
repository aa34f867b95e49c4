/// A statechart, checked and ready to run: the definition, not where some instance of it stands.
///
/// The semantics are those of W3C SCXML (Recommendation of 1 September 2015), Appendix D, without
/// scripts, `invoke`, I/O processors and a data model. A chart is a value without a clock or a
/// queue: each call takes a `ChartState`, runs to rest and gives back the next in an `Outcome`.
public struct Chart<Guard: Sendable, Action: Sendable>: Sendable {
    let table: StateTable<Guard, Action>
    /// The number of microsteps after which one call gives up and throws `ChartLoop`.
    public let microstepLimit: Int

    /// Compiles a chart.
    ///
    /// - Parameters:
    ///   - children: The states at the top, in document order.
    ///   - initial: Where to start; nil means the first of them.
    ///   - microstepLimit: The bound on the microsteps of one call, at least 1.
    /// - Throws: All problems at once.
    public init(
        root children: [StateNode<Guard, Action>], initial: [String]? = nil,
        microstepLimit: Int = 1000
    ) throws(ChartErrors) {
        let compiler = ChartCompiler(children, initial: initial)
        guard compiler.problems.isEmpty else {
            throw ChartErrors(problems: compiler.problems)
        }
        self.table = compiler.table
        self.microstepLimit = max(1, microstepLimit)
    }

    /// All states in document order.
    public var states: [StateDescription] {
        return table.states.indices.dropFirst().map { describe($0) }
    }

    /// The state of a path, or of a bare name where that is unique.
    public func state(_ text: String) -> StateDescription? {
        return table.number(of: text).map(describe)
    }

    /// What a text refers to, as targets are read.
    public func reference(_ text: String) -> StateReference {
        switch table.resolve(text) {
        case .state(let number): return .state(path: table.states[number].path)
        case .ambiguous(let candidates): return .ambiguous(candidates)
        case .unknown(let nearest): return .unknown(nearest: nearest)
        }
    }

    /// All event descriptors of all transitions, in document order, each once.
    public var descriptors: [String] {
        var seen: Set<String> = []
        return table.transitions.flatMap(\.descriptors).map(\.text).filter {
            seen.insert($0).inserted
        }
    }

    /// Whether some transition somewhere answers an event of this name.
    public func handles(_ event: String) -> Bool {
        return table.transitions.contains { $0.matches(event) }
    }

    private func describe(_ number: Int) -> StateDescription {
        let state = table.states[number]
        let parent = state.parent.flatMap { $0 == 0 ? nil : table.states[$0].path }
        let kind: StateDescription.Kind =
            switch state.kind {
            case .atomic: .atomic
            case .compound: .compound
            case .parallel: .parallel
            case .final: .final
            case .history: .history
            }
        return StateDescription(
            path: state.path, name: state.name, kind: kind, parent: parent,
            children: state.children.map { table.states[$0].path },
            descendants: state.descendants.map { table.states[$0].path })
    }
}

/// A state of a chart, for those who draw, list or check it.
public struct StateDescription: Hashable, Sendable {
    /// What sort of state it is.
    public enum Kind: Hashable, Sendable {
        /// Without children.
        case atomic
        /// With children, one of which is active.
        case compound
        /// With children, all of which are active.
        case parallel
        /// An end: of the state around it, or of the chart.
        case final
        /// A memory of where its parent was left; never active itself.
        case history
    }

    /// The names from the top, joined by `/`.
    public var path: String
    /// The last part of the path.
    public var name: String
    /// What sort of state it is.
    public var kind: Kind
    /// The path of the state around it; nil at the top.
    public var parent: String?
    /// The paths of its children in document order, without history states.
    public var children: [String]
    /// The paths of all states inside in document order, with history states.
    public var descendants: [String]
}

/// What the text of a reference to a state means.
public enum StateReference: Hashable, Sendable {
    /// This state.
    case state(path: String)
    /// A bare name of several states, by their paths.
    case ambiguous([String])
    /// No state; perhaps this one was meant.
    case unknown(nearest: String?)
}
