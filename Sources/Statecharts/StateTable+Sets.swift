/// What transitions leave and enter, SCXML's Appendix D from `computeExitSet` to
/// `getEffectiveTargetStates`.
///
/// `history` is the appendix's `historyValue`: what each history state has recorded.
extension StateTable {
    typealias History = [Int: [Int]]

    /// `computeExitSet`: the active states inside the transitions' domains.
    func exitSet(of selected: [Int], configuration: StateSet, history: History) -> StateSet {
        var exits = StateSet(capacity: states.count)
        for number in selected {
            guard let domain = domain(of: transitions[number], history: history) else { continue }
            for state in states[domain].descendants where configuration.contains(state) {
                exits.insert(state)
            }
        }
        return exits
    }

    /// `computeEntrySet`.
    func entrySet(of selected: [Int], history: History) -> StateSet {
        var entry = StateSet(capacity: states.count)
        for number in selected {
            let transition = transitions[number]
            for target in transition.targets {
                addDescendants(of: target, to: &entry, history)
            }
            guard let domain = domain(of: transition, history: history) else { continue }
            for target in effectiveTargets(transition.targets, history: history) {
                addAncestors(of: target, below: domain, to: &entry, history)
            }
        }
        return entry
    }

    /// `computeEntrySet` for the initial transition, whose domain is the root.
    var initialEntrySet: StateSet {
        var entry = StateSet(capacity: states.count)
        addDescendants(of: 0, to: &entry, [:])
        entry.remove(0)
        return entry
    }

    /// `getTransitionDomain`: the state inside which everything is left and entered; nil without
    /// targets.
    func domain(
        of transition: CompiledTransition<Guard, Action>, history: History
    ) -> Int? {
        let targets = effectiveTargets(transition.targets, history: history)
        if targets.isEmpty { return nil }
        let source = transition.source
        let staysInside =
            transition.isInternal && states[source].kind == .compound
            && targets.allSatisfy { isDescendant($0, of: source) }
        return staysInside ? source : leastCommonCompoundAncestor(of: source, and: targets)
    }

    /// `getEffectiveTargetStates`: the targets with what history states stand for.
    func effectiveTargets(_ targets: [Int], history: History) -> [Int] {
        return targets.flatMap { target -> [Int] in
            guard states[target].isHistory else { return [target] }
            return history[target] ?? effectiveTargets(states[target].defaults, history: history)
        }
    }

    /// `addDescendantStatesToEnter`: a state and what is entered with it by default or from memory.
    func addDescendants(of state: Int, to entry: inout StateSet, _ history: History) {
        let compiled = states[state]
        switch compiled.kind {
        case .history:
            let remembered = history[state] ?? compiled.defaults
            addAll(remembered, below: compiled.parent ?? 0, to: &entry, history)
        case .compound:
            entry.insert(state)
            addAll(compiled.defaults, below: state, to: &entry, history)
        case .parallel:
            entry.insert(state)
            addRegions(of: state, to: &entry, history)
        case .atomic, .final:
            entry.insert(state)
        }
    }

    /// `addAncestorStatesToEnter`: the states between a target and the domain, and the regions
    /// beside the way.
    private func addAncestors(
        of state: Int, below ancestor: Int, to entry: inout StateSet, _ history: History
    ) {
        for holder in properAncestors(of: state, upTo: ancestor) {
            entry.insert(holder)
            if states[holder].kind == .parallel {
                addRegions(of: holder, to: &entry, history)
            }
        }
    }

    private func addAll(
        _ targets: [Int], below ancestor: Int, to entry: inout StateSet, _ history: History
    ) {
        for target in targets {
            addDescendants(of: target, to: &entry, history)
        }
        for target in targets {
            addAncestors(of: target, below: ancestor, to: &entry, history)
        }
    }

    private func addRegions(of state: Int, to entry: inout StateSet, _ history: History) {
        for child in states[state].children where !entry.intersects(states[child].descendants) {
            addDescendants(of: child, to: &entry, history)
        }
    }
}
