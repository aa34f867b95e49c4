import Statecharts
import Testing

/// The conditions of the charts in these tests.
indirect enum Condition: Sendable, Equatable {
    case never
    case flag(String)
    case inState(String)
    case event(String)
    case not(Condition)
}

typealias Node = StateNode<Condition, String>
typealias Step = TransitionNode<Condition, String>

/// An environment that writes down what is performed.
struct Recorder: ChartEnvironment, Equatable {
    var flags: Set<String> = []
    /// The actions, with the event they were performed for where `notesEvents` is set.
    var log: [String] = []
    var notesEvents = false

    func holds(_ guard: Condition, event: String?, isActive: (String) -> Bool) -> Bool {
        switch `guard` {
        case .never: return false
        case .flag(let name): return flags.contains(name)
        case .inState(let name): return isActive(name)
        case .event(let name): return event == name
        case .not(let other): return !holds(other, event: event, isActive: isActive)
        }
    }

    mutating func perform(_ action: String, event: String?) {
        if action.hasPrefix("+") {
            flags.insert(String(action.dropFirst()))
        }
        log.append(notesEvents ? "\(action) for \(event ?? "nothing")" : action)
    }
}

/// A chart with where it stands and what it has done, for tests that tell a story.
struct Story {
    let chart: Chart<Condition, String>
    var recorder = Recorder()
    var outcome: Outcome

    init(_ top: [Node], initial: [String]? = nil, notesEvents: Bool = false) throws {
        chart = try Chart(root: top, initial: initial)
        recorder.notesEvents = notesEvents
        outcome = try chart.start(&recorder)
    }

    /// The active leaves, joined by blanks.
    var leaves: String {
        return chart.leaves(of: outcome.state).joined(separator: " ")
    }

    /// What was performed since the last call, joined by blanks.
    mutating func performed() -> String {
        defer { recorder.log = [] }
        return recorder.log.joined(separator: " ")
    }

    /// Gives events one after the other, forgetting what was performed before.
    mutating func tell(_ events: String...) throws {
        recorder.log = []
        for event in events {
            outcome = try chart.handle(event, in: outcome.state, &recorder)
        }
    }
}

/// A state that notes its entry and exit as `>name` and `<name`.
func state(
    _ name: String, _ transitions: Step..., initial: [String]? = nil, states: [Node] = [],
    entry: [Executable<String>] = [], exit: [Executable<String>] = []
) -> Node {
    return Node(
        name, initial: initial, children: states, transitions: transitions,
        entry: [.perform(">\(name)")] + entry, exit: [.perform("<\(name)")] + exit)
}

func parallel(_ name: String, _ transitions: Step..., states: [Node]) -> Node {
    return Node(
        name, kind: .parallel, children: states, transitions: transitions,
        entry: [.perform(">\(name)")], exit: [.perform("<\(name)")])
}

func final(
    _ name: String, entry: [Executable<String>] = [], exit: [Executable<String>] = []
) -> Node {
    return Node(
        name, kind: .final, entry: [.perform(">\(name)")] + entry,
        exit: [.perform("<\(name)")] + exit)
}

func history(_ name: String, deep: Bool = false, _ defaults: String...) -> Node {
    return Node(name, kind: .history(deep: deep, default: defaults))
}

/// A transition that notes `name` when it is taken, if it is given one.
func on(
    _ events: String..., to targets: String..., if condition: Condition? = nil,
    internal: Bool = false, note: String? = nil, do actions: [Executable<String>] = [],
    tag: Int = 0
) -> Step {
    return Step(
        events: events, targets: targets, guard: condition, internal: `internal`,
        actions: (note.map { [.perform($0)] } ?? []) + actions, tag: tag)
}

func always(
    to targets: String..., if condition: Condition? = nil, note: String? = nil,
    do actions: [Executable<String>] = []
) -> Step {
    return Step(
        targets: targets, guard: condition,
        actions: (note.map { [.perform($0)] } ?? []) + actions)
}
