/// One run of a chart to rest: SCXML's Appendix D, procedure by procedure.
///
/// The global variables of the appendix are this value's properties. Left out, as this chart has
/// none of them: data model and `binding`, `invoke`, the content of `<initial>` and of a history
/// state's default transition.
struct Interpretation<Environment: ChartEnvironment> {
    let table: StateTable<Environment.Guard, Environment.Action>
    let limit: Int
    var environment: Environment
    var configuration: StateSet
    /// `historyValue`, by the number of the history state.
    var history: [Int: [Int]] = [:]
    /// `running`, turned round.
    var isDone = false
    var internalQueue: [String] = []
    var externalQueue: [String] = []
    /// The event last taken from a queue, SCXML's `_event`.
    var event: String?
    var outcome: Outcome
    /// One label for each microstep, for the error that names the cycle.
    private var steps: [String] = []

    /// Takes up a chart where a state left it. Paths the chart does not have are passed over.
    init(
        _ chart: Chart<Environment.Guard, Environment.Action>, at state: ChartState,
        in environment: Environment
    ) {
        self.table = chart.table
        self.limit = chart.microstepLimit
        self.environment = environment
        self.configuration = StateSet(capacity: chart.table.states.count)
        self.outcome = Outcome(state: state)
        self.isDone = state.isDone
        for path in state.active {
            if let number = table.numbers[path], !table.states[number].isHistory {
                configuration.insert(number)
            }
        }
        for (path, recorded) in state.history {
            guard let number = table.numbers[path], table.states[number].isHistory else { continue }
            let parent = table.states[number].parent ?? 0
            let known = recorded.compactMap { table.numbers[$0] }.filter { state in
                return table.isDescendant(state, of: parent) && !table.states[state].isHistory
            }
            history[number] = known.isEmpty ? nil : known
        }
    }

    /// `interpret`: enters the initial states. Nothing is left, so the target domain is the root.
    mutating func enterInitialStates() {
        enter(table.initialEntrySet)
    }

    /// `mainEventLoop` over the events that were sent without delay, and the end if there is one.
    mutating func runToRest() throws(ChartLoop) {
        var next = externalQueue.startIndex
        while !isDone, next < externalQueue.endIndex {
            _ = try process(external: externalQueue[next])
            next += 1
        }
        externalQueue.removeAll()
        if isDone {
            exitInterpreter()
        }
    }

    /// One round of `mainEventLoop` with an external event, up to the end of its macrostep.
    ///
    /// - Returns: Whether the event selected a transition.
    mutating func process(external name: String) throws(ChartLoop) -> Bool {
        event = name
        let selected = selectTransitions(for: name)
        try microstep(selected, trigger: name)
        try runMacrostep()
        return !selected.isEmpty
    }

    /// The inner loop of `mainEventLoop`: eventless transitions first, then the internal queue.
    mutating func runMacrostep() throws(ChartLoop) {
        var next = internalQueue.startIndex
        while !isDone {
            var selected = selectEventlessTransitions()
            var trigger: String?
            if selected.isEmpty {
                guard next < internalQueue.endIndex else { break }
                trigger = internalQueue[next]
                next += 1
            }
            if let trigger {
                event = trigger
                selected = selectTransitions(for: trigger)
            }
            try microstep(selected, trigger: trigger)
        }
        internalQueue.removeAll()
    }

    /// `microstep`: leave, run the transitions' content, enter.
    ///
    /// - Parameter trigger: The event that selected the transitions; nil for eventless ones.
    mutating func microstep(_ selected: [Int], trigger: String?) throws(ChartLoop) {
        guard !selected.isEmpty else { return }
        guard steps.count < limit else { throw ChartLoop(steps: steps, limit: limit) }
        steps.append(label(selected, trigger: trigger))
        exitStates(selected)
        for number in selected {
            let transition = table.transitions[number]
            outcome.transitions.append(
                TakenTransition(
                    tag: transition.tag, source: table.states[transition.source].path,
                    event: trigger))
            execute(transition.actions)
        }
        // Only now: what has just been left may be what a history state brings back.
        enter(table.entrySet(of: selected, history: history))
    }

    private func label(_ selected: [Int], trigger: String?) -> String {
        let moves = selected.map { number in
            let transition = table.transitions[number]
            let source = table.states[transition.source].path
            let targets = transition.targets.map { table.states[$0].path }
            return targets.isEmpty ? source : "\(source) → \(targets.joined(separator: " + "))"
        }
        return "\(moves.joined(separator: "; ")) (\(trigger ?? "always"))"
    }
}
