/// The states that some run can enter: the least set that holds the initial states and what each
/// transition with an entered source enters. Guards are taken to hold, events to come.
struct Reachability<Guard: Sendable, Action: Sendable> {
    private let table: StateTable<Guard, Action>
    /// The events that actions make, which may include done events made by hand.
    private let made: Set<String>
    /// What each transition enters where nothing is remembered.
    let entrySets: [StateSet]
    private(set) var reached: StateSet

    init(_ table: StateTable<Guard, Action>) {
        self.table = table
        self.made = table.madeEvents
        self.reached = table.initialEntrySet
        self.entrySets = table.transitions.indices.map { table.entrySet(of: [$0], history: [:]) }
        let shallow = table.targetsAnywhere.filter { state in
            return table.states[state].kind == .history(deep: false)
        }
        // Each round but the last adds a state.
        for _ in table.states.indices {
            let before = reached
            for number in table.transitions.indices where canBeTaken(table.transitions[number]) {
                reached.formUnion(entrySets[number])
            }
            for memory in shallow {
                recall(memory)
            }
            if reached == before { break }
        }
    }

    /// A shallow history state enters the children of what it recorded by default, even if they
    /// were always entered in another way before.
    private mutating func recall(_ memory: Int) {
        guard let parent = table.states[memory].parent else { return }
        for child in table.states[parent].children where reached.contains(child) {
            table.addDescendants(of: child, to: &reached, [memory: [child]])
        }
    }

    /// Whether a transition's source can be active and its event can come: a done event only if its
    /// state can be done.
    func canBeTaken(_ transition: CompiledTransition<Guard, Action>) -> Bool {
        guard reached.contains(transition.source) else { return false }
        return hasTrigger(transition, canBeDone: canBeDone)
    }

    /// Whether one of a transition's events can come, if the done event of a state can come when
    /// `canBeDone` says so.
    func hasTrigger(
        _ transition: CompiledTransition<Guard, Action>, canBeDone: (Int) -> Bool
    ) -> Bool {
        return transition.isEventless
            || transition.descriptors.contains { descriptor in
                guard let name = descriptor.doneState, let state = table.numbers[name] else {
                    return true
                }
                return canBeDone(state) || made.contains { descriptor.matches($0) }
            }
    }

    /// Whether some run brings a state to its end.
    func canBeDone(_ state: Int) -> Bool {
        let children = table.states[state].children
        return table.states[state].kind == .parallel
            ? children.allSatisfy(canBeDone)
            : children.contains { table.states[$0].kind == .final && reached.contains($0) }
    }
}

extension StateTable {
    /// The events that actions raise or send anywhere in the chart.
    fileprivate var madeEvents: Set<String> {
        let content = states.flatMap { $0.entry + $0.exit } + transitions.flatMap(\.actions)
        return Set(
            content.compactMap { step in
                switch step {
                case .raise(let event), .send(let event, _, _): return event
                case .perform, .cancel: return nil
                }
            })
    }

    /// The states named as a target, a default or an initial anywhere in the chart.
    fileprivate var targetsAnywhere: Set<Int> {
        return Set(transitions.flatMap(\.targets) + states.flatMap(\.defaults))
    }
}
