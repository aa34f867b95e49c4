/// The numbered states and transitions of a chart, and the family relations among them.
struct StateTable<Guard: Sendable, Action: Sendable>: Sendable {
    /// In document order; the first is the root.
    var states: [CompiledState<Guard, Action>] = []
    /// In document order of their states, then as written.
    var transitions: [CompiledTransition<Guard, Action>] = []
    /// The number of each path.
    var numbers: [String: Int] = [:]
    /// The numbers of all states of a bare name.
    var namesakes: [String: [Int]] = [:]

    /// The state of a path from the root, or else of a bare name where that is unique.
    func number(of text: String) -> Int? {
        if let number = numbers[text] { return number }
        let candidates = namesakes[text] ?? []
        return candidates.count == 1 ? candidates[0] : nil
    }

    /// What a text refers to, or what it may have been meant to.
    func resolve(_ text: String) -> Resolution {
        if let number = number(of: text) { return .state(number) }
        let candidates = namesakes[text] ?? []
        if candidates.count > 1 { return .ambiguous(candidates.map { states[$0].path }) }
        let known = states.dropFirst().flatMap { state in
            return namesakes[state.name]?.count == 1 ? [state.name, state.path] : [state.path]
        }
        return .unknown(nearest: NearestName.of(text, among: known))
    }

    enum Resolution {
        case state(Int)
        case ambiguous([String])
        case unknown(nearest: String?)
    }

    /// `isDescendant` of Appendix D: whether `state` lies properly inside `ancestor`.
    func isDescendant(_ state: Int, of ancestor: Int) -> Bool {
        return states[ancestor].descendants.contains(state)
    }

    /// `getProperAncestors` of Appendix D: from the parent outwards, up to but without `end`; up to
    /// and with the root if `end` is nil. Empty if `end` is not a proper ancestor.
    func properAncestors(of state: Int, upTo end: Int? = nil) -> [Int] {
        if let end, !isDescendant(state, of: end) { return [] }
        return Array(
            sequence(first: state) { states[$0].parent }.dropFirst().prefix { $0 != end })
    }

    /// `findLCCA` of Appendix D: the innermost compound state, or the root, that holds all of them.
    func leastCommonCompoundAncestor(of first: Int, and others: [Int]) -> Int {
        let holder = properAncestors(of: first).first { ancestor in
            return states[ancestor].kind == .compound
                && others.allSatisfy { isDescendant($0, of: ancestor) }
        }
        return holder ?? 0
    }

    /// Whether two states can be active together without one holding the other: their innermost
    /// common ancestor is parallel.
    func areOrthogonal(_ left: Int, _ right: Int) -> Bool {
        if left == right || isDescendant(left, of: right) || isDescendant(right, of: left) {
            return false
        }
        let common = properAncestors(of: left).first { isDescendant(right, of: $0) } ?? 0
        return states[common].kind == .parallel
    }
}
