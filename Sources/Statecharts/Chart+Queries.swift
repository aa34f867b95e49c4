/// Questions about a state of a chart.
extension Chart {
    /// The active states without active children, in document order: what people are shown.
    public func leaves(of state: ChartState) -> [String] {
        return active(state).filter { table.states[$0].isAtomic }.map { table.states[$0].path }
    }

    /// The descriptors of the events that have a transition here, whatever its guard: for each leaf
    /// in document order from the leaf outwards, each descriptor once.
    public func accepted(in state: ChartState) -> [String] {
        var seen: Set<String> = []
        return transitions(in: state).flatMap { table.transitions[$0].descriptors }.map(\.text)
            .filter { seen.insert($0).inserted }
    }

    /// The transitions that answer an event here, whatever their guards: for each leaf in document
    /// order from the leaf outwards, each transition once.
    public func candidates(
        for event: String, in state: ChartState
    ) -> [TransitionCandidate<Guard>] {
        return transitions(in: state).map { table.transitions[$0] }.filter { $0.matches(event) }
            .map { transition in
                return TransitionCandidate(
                    tag: transition.tag, source: table.states[transition.source].path,
                    guard: transition.guard)
            }
    }

    /// What makes a state no state of this chart, in words; empty if it is one.
    ///
    /// The conditions are those of SCXML 3.11, "Legal State Configurations and Specifications":
    /// one child of the root, one child of each active compound state, all children of each active
    /// parallel state, all ancestors of each active state. History holds what its parent can hold.
    public func problems(in state: ChartState) -> [String] {
        let paths =
            state.active + state.history.keys.sorted()
            + state.history.sorted { $0.key < $1.key }.flatMap(\.value)
        let unknown = paths.filter { table.numbers[$0] == nil }
        if !unknown.isEmpty { return unknown.map { "there is no state \"\($0)\"" } }
        let members = Set(state.active.compactMap { table.numbers[$0] })
        var problems: [String] = []
        for number in [0] + members.sorted() {
            let compiled = table.states[number]
            let count = compiled.children.count { members.contains($0) }
            switch compiled.kind {
            case .compound where count != 1:
                let name = number == 0 ? "the chart" : "\"\(compiled.path)\""
                problems.append("\(name) has \(count) active states instead of one")
            case .parallel where count != compiled.children.count:
                problems.append("not all regions of \"\(compiled.path)\" are active")
            case .history:
                problems.append("the history state \"\(compiled.path)\" cannot be active")
            case .atomic, .compound, .parallel, .final: break
            }
            if let parent = compiled.parent, parent != 0, !members.contains(parent) {
                problems.append("\"\(compiled.path)\" is active without the state around it")
            }
        }
        for (path, recorded) in state.history.sorted(by: { $0.key < $1.key }) {
            guard let number = table.numbers[path], let parent = table.states[number].parent,
                table.states[number].isHistory,
                recorded.compactMap({ table.numbers[$0] }).allSatisfy({
                    table.isDescendant($0, of: parent) && !table.states[$0].isHistory
                })
            else {
                problems.append("\"\(path)\" cannot remember \(recorded.joined(separator: ", "))")
                continue
            }
        }
        return problems
    }

    private func active(_ state: ChartState) -> [Int] {
        return state.active.compactMap { table.numbers[$0] }.sorted()
    }

    /// The transitions of the active states in the order in which `selectTransitions` looks at
    /// them.
    private func transitions(in state: ChartState) -> [Int] {
        guard !state.isDone else { return [] }
        var seen: Set<Int> = []
        return active(state).filter { table.states[$0].isAtomic }
            .flatMap { [$0] + table.properAncestors(of: $0) }
            .filter { seen.insert($0).inserted }
            .flatMap { table.states[$0].transitions }
    }
}
