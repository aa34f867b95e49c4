/// A state with everything looked up: numbers in place of names.
///
/// States are numbered in document order; 0 is the root, SCXML's `<scxml>` element. A state's
/// descendants are the numbers right after its own.
struct CompiledState<Guard: Sendable, Action: Sendable>: Sendable {
    enum Kind: Hashable, Sendable {
        case atomic, compound, parallel, final
        case history(deep: Bool)
    }

    let path: String
    let name: String
    let kind: Kind
    /// The state around this one; nil for the root.
    let parent: Int?
    /// `getChildStates` of Appendix D: the children without the history states.
    var children: [Int] = []
    /// The children that are history states.
    var histories: [Int] = []
    /// The numbers of all descendants, history states included.
    var descendants: Range<Int> = 0..<0
    /// What a compound state enters by default, or a history state without a record.
    var defaults: [Int] = []
    /// The numbers of this state's transitions, in order.
    var transitions: [Int] = []
    let entry: [Executable<Action>]
    let exit: [Executable<Action>]

    var isHistory: Bool {
        if case .history = kind { return true }
        return false
    }

    /// `isAtomicState` of Appendix D: no children, hence final states too.
    var isAtomic: Bool {
        return kind == .atomic || kind == .final
    }
}

/// A transition with everything looked up.
struct CompiledTransition<Guard: Sendable, Action: Sendable>: Sendable {
    let source: Int
    let descriptors: [EventDescriptor]
    var targets: [Int]
    let `guard`: Guard?
    let isInternal: Bool
    let actions: [Executable<Action>]
    let tag: Int

    var isEventless: Bool {
        return descriptors.isEmpty
    }

    func matches(_ event: String) -> Bool {
        return descriptors.contains { $0.matches(event) }
    }
}
