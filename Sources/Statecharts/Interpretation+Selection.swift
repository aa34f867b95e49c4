/// The choice of transitions, SCXML's Appendix D from `selectEventlessTransitions` to
/// `removeConflictingTransitions`.
extension Interpretation {
    /// `selectEventlessTransitions`.
    mutating func selectEventlessTransitions() -> [Int] {
        return select { $0.isEventless }
    }

    /// `selectTransitions`.
    mutating func selectTransitions(for event: String) -> [Int] {
        return select { $0.matches(event) }
    }

    /// What both have in common: for each active atomic state in document order, the first
    /// transition that fits, of the state itself and then of its ancestors outwards.
    private mutating func select(
        _ fits: (CompiledTransition<Environment.Guard, Environment.Action>) -> Bool
    ) -> [Int] {
        guard !isDone else { return [] }
        var enabled: [Int] = []
        for state in configuration.members where table.states[state].isAtomic {
            if let first = firstEnabled(from: state, fits), !enabled.contains(first) {
                enabled.append(first)
            }
        }
        return enabled.count > 1 ? removeConflictingTransitions(enabled) : enabled
    }

    private mutating func firstEnabled(
        from state: Int, _ fits: (CompiledTransition<Environment.Guard, Environment.Action>) -> Bool
    ) -> Int? {
        for holder in [state] + table.properAncestors(of: state) {
            for number in table.states[holder].transitions where fits(table.transitions[number]) {
                if conditionMatch(table.transitions[number].guard) { return number }
            }
        }
        return nil
    }

    /// `conditionMatch`, with `In()` for the configuration of this moment.
    private mutating func conditionMatch(_ condition: Environment.Guard?) -> Bool {
        guard let condition else { return true }
        let (table, configuration) = (table, configuration)
        return environment.holds(condition, event: event) { text in
            return table.number(of: text).map(configuration.contains) ?? false
        }
    }

    /// `removeConflictingTransitions`: of two transitions that would leave the same state, the one
    /// whose source lies deeper wins, else the one selected first.
    private func removeConflictingTransitions(_ enabled: [Int]) -> [Int] {
        var filtered: [(transition: Int, exits: StateSet)] = []
        for candidate in enabled {
            let exits = table.exitSet(
                of: [candidate], configuration: configuration, history: history)
            let source = table.transitions[candidate].source
            let rivals = filtered.filter { $0.exits.intersects(exits) }.map(\.transition)
            let isPreempted = rivals.contains { rival in
                return !table.isDescendant(source, of: table.transitions[rival].source)
            }
            if !isPreempted {
                filtered.removeAll { rivals.contains($0.transition) }
                filtered.append((candidate, exits))
            }
        }
        return filtered.map(\.transition)
    }
}
