/// A state as an author wrote it: a node of the input tree, its targets still text.
///
/// A `Chart` is made from a list of these. Guards and actions are the caller's own types; the
/// interpreter hands them back to the caller's `ChartEnvironment` and never looks inside.
public struct StateNode<Guard: Sendable, Action: Sendable>: Sendable {
    /// What sort of state a node is. A `.state` with children is compound, without is atomic.
    public enum Kind: Hashable, Sendable {
        /// SCXML `<state>`.
        case state
        /// SCXML `<parallel>`: all of its children are active at once.
        case parallel
        /// SCXML `<final>`.
        case final
        /// SCXML `<history>`, with the targets to take when nothing has been recorded yet.
        case history(deep: Bool, default: [String])
    }

    /// The name, unique among its siblings, without `/`, `.`, `*` or blanks.
    public var name: String
    /// What sort of state this is.
    public var kind: Kind
    /// The descendants to enter by default; nil means the first child that is no history state.
    public var initial: [String]?
    /// The children in document order.
    public var children: [StateNode<Guard, Action>]
    /// The transitions in the order in which they are tried.
    public var transitions: [TransitionNode<Guard, Action>]
    /// What is done on entering, SCXML `<onentry>`.
    public var entry: [Executable<Action>]
    /// What is done on leaving, SCXML `<onexit>`.
    public var exit: [Executable<Action>]

    /// Makes a node; everything but the name has the default of an atomic state.
    public init(
        _ name: String, kind: Kind = .state, initial: [String]? = nil,
        children: [StateNode<Guard, Action>] = [],
        transitions: [TransitionNode<Guard, Action>] = [],
        entry: [Executable<Action>] = [], exit: [Executable<Action>] = []
    ) {
        self.name = name
        self.kind = kind
        self.initial = initial
        self.children = children
        self.transitions = transitions
        self.entry = entry
        self.exit = exit
    }
}

/// A transition as an author wrote it, SCXML `<transition>`.
public struct TransitionNode<Guard: Sendable, Action: Sendable>: Sendable {
    /// Event descriptors, each possibly several separated by blanks; none means eventless.
    public var events: [String]
    /// The states to enter: paths from the root, or bare names where those are unique. None means
    /// that the transition runs its actions and leaves nothing.
    public var targets: [String]
    /// The condition, judged by the caller's environment; nil holds always.
    public var `guard`: Guard?
    /// SCXML `type="internal"`: the source is not left when it is compound and all targets are its
    /// proper descendants.
    public var `internal`: Bool
    /// What is done between leaving and entering.
    public var actions: [Executable<Action>]
    /// The author's own key, given back in traces and candidates.
    public var tag: Int

    /// Makes a transition; the default is external, unguarded and without actions.
    public init(
        events: [String] = [], targets: [String] = [], guard: Guard? = nil,
        internal: Bool = false, actions: [Executable<Action>] = [], tag: Int = 0
    ) {
        self.events = events
        self.targets = targets
        self.guard = `guard`
        self.internal = `internal`
        self.actions = actions
        self.tag = tag
    }
}

/// One step of executable content.
public enum Executable<Action: Sendable>: Sendable {
    /// The caller's own action, carried out by its environment.
    case perform(Action)
    /// SCXML `<raise>`: an event for the internal queue.
    case raise(String)
    /// SCXML `<send>`: an event for the external queue, at once or after a delay.
    case send(event: String, delay: Milliseconds, id: String?)
    /// SCXML `<cancel>`: calls off a delayed send of this id that has not happened yet.
    case cancel(id: String)
}

extension Executable: Equatable where Action: Equatable {}
extension Executable: Hashable where Action: Hashable {}

/// A length of time in whole milliseconds.
public struct Milliseconds: Hashable, Comparable, Sendable, Codable {
    /// How many.
    public var count: Int64

    /// No time at all.
    public static let zero = Milliseconds(0)

    /// So many milliseconds.
    public init(_ count: Int64) {
        self.count = count
    }

    /// Whether `lhs` is the shorter.
    public static func < (lhs: Milliseconds, rhs: Milliseconds) -> Bool {
        return lhs.count < rhs.count
    }
}
