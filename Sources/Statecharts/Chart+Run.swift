/// Running a chart. All calls are pure but for the environment, and run to rest: until no eventless
/// transition is enabled and no event is left in a queue.
extension Chart {
    /// Enters the initial states and runs to rest.
    ///
    /// - Throws: `ChartLoop` if the chart does not come to rest; what the environment did until
    ///   then is to be thrown away.
    public func start<Environment: ChartEnvironment>(
        _ environment: inout Environment
    ) throws(ChartLoop) -> Outcome
    where Environment.Guard == Guard, Environment.Action == Action {
        let nowhere = ChartState(active: [])
        return try run(from: nowhere, &environment) { (run) throws(ChartLoop) in
            run.enterInitialStates()
            run.outcome.taken = true
            try run.runMacrostep()
            try run.runToRest()
        }
    }

    /// Gives an external event to the chart and runs to rest.
    ///
    /// An event that no transition takes changes nothing, as does any event once the chart has
    /// ended; `taken` is false then.
    ///
    /// - Throws: `ChartLoop` if the chart does not come to rest; what the environment did until
    ///   then is to be thrown away.
    public func handle<Environment: ChartEnvironment>(
        _ event: String, in state: ChartState, _ environment: inout Environment
    ) throws(ChartLoop) -> Outcome
    where Environment.Guard == Guard, Environment.Action == Action {
        return try run(from: state, &environment) { (run) throws(ChartLoop) in
            guard !run.isDone else { return }
            run.outcome.taken = try run.process(external: event)
            try run.runToRest()
        }
    }

    /// Takes the eventless transitions that have become enabled, because something changed that
    /// guards look at, and runs to rest.
    ///
    /// - Throws: `ChartLoop` if the chart does not come to rest; what the environment did until
    ///   then is to be thrown away.
    public func settle<Environment: ChartEnvironment>(
        _ state: ChartState, _ environment: inout Environment
    ) throws(ChartLoop) -> Outcome
    where Environment.Guard == Guard, Environment.Action == Action {
        return try run(from: state, &environment) { (run) throws(ChartLoop) in
            guard !run.isDone else { return }
            try run.runMacrostep()
            try run.runToRest()
            run.outcome.taken = !run.outcome.transitions.isEmpty
        }
    }

    private func run<Environment: ChartEnvironment>(
        from state: ChartState, _ environment: inout Environment,
        _ body: (inout Interpretation<Environment>) throws(ChartLoop) -> Void
    ) throws(ChartLoop) -> Outcome
    where Environment.Guard == Guard, Environment.Action == Action {
        var run = Interpretation(self, at: state, in: environment)
        defer { environment = run.environment }
        try body(&run)
        return run.finished()
    }
}

extension Interpretation {
    /// The outcome with the state at rest written back into it.
    func finished() -> Outcome {
        var outcome = outcome
        outcome.state.active = configuration.members.map { table.states[$0].path }
        outcome.state.isDone = isDone
        outcome.state.history = [:]
        for (memory, recorded) in history {
            outcome.state.history[table.states[memory].path] = recorded.map {
                table.states[$0].path
            }
        }
        return outcome
    }
}
