/// What one call of the interpreter did, from the event to rest.
public struct Outcome: Hashable, Sendable {
    /// Where the chart stands now.
    public var state: ChartState
    /// Whether the event given selected at least one transition. For `start`, true; for `settle`,
    /// whether any eventless transition was taken.
    public var taken = false
    /// The paths of the states entered, in order; a state entered twice stands twice.
    public var entered: [String] = []
    /// The paths of the states left, in order. What the end of the chart leaves is not listed: it
    /// stays in `state.active`.
    public var exited: [String] = []
    /// The events raised and those sent without delay, in order; done events are not among them.
    public var raised: [String] = []
    /// What there is to do about delayed sends, to be carried out in this order.
    public var timers: [TimerOrder] = []
    /// The transitions taken, in order.
    public var transitions: [TakenTransition] = []

    init(state: ChartState) {
        self.state = state
    }
}

/// An order about a delayed event, for whoever owns the clock.
public enum TimerOrder: Hashable, Sendable {
    /// Hand this event to the chart when the delay is over.
    case send(PendingSend)
    /// Forget the sends of this id whose time has not come.
    case cancel(id: String)
}

/// An event to be handed to the chart later. A chart that has ended needs it no more.
public struct PendingSend: Hashable, Sendable, Codable {
    /// The name of the event.
    public var event: String
    /// How long after the call; more than nothing.
    public var delay: Milliseconds
    /// The id by which it can be cancelled.
    public var id: String?

    /// Makes a pending send from its parts.
    public init(event: String, delay: Milliseconds, id: String?) {
        self.event = event
        self.delay = delay
        self.id = id
    }
}

/// One transition taken.
public struct TakenTransition: Hashable, Sendable {
    /// The author's key of the transition.
    public var tag: Int
    /// The path of the state that has it.
    public var source: String
    /// The event that selected it; nil for an eventless one.
    public var event: String?

    /// Makes an entry of a trace from its parts.
    public init(tag: Int, source: String, event: String?) {
        self.tag = tag
        self.source = source
        self.event = event
    }
}

/// A transition that answers an event in a state, whatever its guard says.
public struct TransitionCandidate<Guard: Sendable>: Sendable {
    /// The author's key of the transition.
    public var tag: Int
    /// The path of the state that has it.
    public var source: String
    /// The condition under which it would be taken.
    public var `guard`: Guard?
}
