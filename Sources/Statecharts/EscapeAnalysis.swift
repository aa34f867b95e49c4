/// The states from which a chart cannot come to its end any more.
///
/// For each leaf and each state that can be done (the chart itself included), it is asked whether
/// the leaf has a way to the end of that state. The answers are the least fixed point of: a final
/// state is the end of the state around it; and a leaf has the ways of every leaf entered by a
/// transition that leaves it. A transition on a done event counts only where the leaf has a way to
/// that end, so that a leaf whose region never finishes is found.
struct EscapeAnalysis<Guard: Sendable, Action: Sendable> {
    private let table: StateTable<Guard, Action>
    private let reachability: Reachability<Guard, Action>
    /// By leaf, the transitions by which it can be left.
    private var moves: [[Move]]
    /// By the state to be done, then the leaf.
    private var ways: [[Bool]]

    /// A transition that can be taken, with what it leaves and where it leads.
    private struct Move {
        let transition: Int
        let landing: [Int]
    }

    init(_ table: StateTable<Guard, Action>, _ reachability: Reachability<Guard, Action>) {
        self.table = table
        self.reachability = reachability
        self.moves = Array(repeating: [], count: table.states.count)
        let none = Array(repeating: false, count: table.states.count)
        self.ways = Array(repeating: none, count: table.states.count)
        for state in table.states.indices where table.states[state].kind == .final {
            ways[table.states[state].parent ?? 0][state] = true
        }
        for number in table.transitions.indices {
            addMove(number)
        }
        spread()
    }

    private mutating func addMove(_ number: Int) {
        let transition = table.transitions[number]
        guard reachability.canBeTaken(transition),
            let domain = table.domain(of: transition, history: [:])
        else { return }
        let landing = reachability.entrySets[number].members.filter { table.states[$0].isAtomic }
        let source = transition.source
        for leaf in table.states[domain].descendants where table.states[leaf].isAtomic {
            let isActiveWithSource =
                source == leaf || table.isDescendant(leaf, of: source)
                || table.areOrthogonal(source, leaf)
            if isActiveWithSource {
                moves[leaf].append(Move(transition: number, landing: landing))
            }
        }
    }

    /// The states that can be entered but have no way to the chart's end, in document order; a
    /// state with children if that is true of all its leaves.
    var trapped: [Int] {
        return table.states.indices.dropFirst().filter { state in
            guard reachability.reached.contains(state) else { return false }
            let inside = [state] + table.states[state].descendants
            return inside.allSatisfy { leaf in
                return !table.states[leaf].isAtomic || !reachability.reached.contains(leaf)
                    || !ways[0][leaf]
            }
        }
    }

    private mutating func spread() {
        let leaves = table.states.indices.filter { table.states[$0].isAtomic }
        let ends = table.states.indices.filter { ways[$0].contains(true) }
        // Each round but the last finds a way for at least one of the pairs.
        for _ in 0..<(leaves.count * ends.count + 1) {
            var isSettled = true
            for leaf in leaves {
                for end in ends where !ways[end][leaf] && hasWay(from: leaf, to: end) {
                    ways[end][leaf] = true
                    isSettled = false
                }
            }
            if isSettled { return }
        }
    }

    private func hasWay(from leaf: Int, to end: Int) -> Bool {
        return table.isDescendant(leaf, of: end)
            && moves[leaf].contains { move in
                return move.landing.contains { ways[end][$0] }
                    && reachability.hasTrigger(table.transitions[move.transition]) { state in
                        return canBeDone(state, from: leaf)
                    }
            }
    }

    private func canBeDone(_ state: Int, from leaf: Int) -> Bool {
        guard table.isDescendant(leaf, of: state) else { return reachability.canBeDone(state) }
        if table.states[state].kind == .compound { return ways[state][leaf] }
        return table.states[state].children.allSatisfy { canBeDone($0, from: leaf) }
    }
}
