/// A transition of a chart, for those who draw, list or check it.
public struct TransitionDescription<Guard: Sendable>: Sendable {
    /// The path of the state it leaves from.
    public var source: String
    /// The event descriptors it answers, with paths filled in; none: it is eventless.
    public var descriptors: [String]
    /// The paths of the states it enters; none: it stays.
    public var targets: [String]
    /// Its condition; nil holds always.
    public var `guard`: Guard?
    /// The author's own key.
    public var tag: Int
}

extension Chart {
    /// All transitions, in document order of their states, then as written.
    public var transitions: [TransitionDescription<Guard>] {
        return table.transitions.map { transition in
            return TransitionDescription(
                source: table.states[transition.source].path,
                descriptors: transition.descriptors.map(\.text),
                targets: transition.targets.map { table.states[$0].path },
                guard: transition.guard, tag: transition.tag)
        }
    }

    /// What is done on entering a state, in order; nothing where there is no such state.
    public func entry(of path: String) -> [Executable<Action>] {
        return table.numbers[path].map { table.states[$0].entry } ?? []
    }
}
