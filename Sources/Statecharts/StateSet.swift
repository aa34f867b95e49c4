/// A set of states, known by their numbers in document order, and listed in that order.
struct StateSet: Sendable, Equatable {
    private var flags: [Bool]

    /// An empty set of the states of a chart with `capacity` states, the root included.
    init(capacity: Int) {
        self.flags = Array(repeating: false, count: capacity)
    }

    /// The members in document order.
    var members: [Int] {
        return flags.indices.filter { flags[$0] }
    }

    /// Whether there is no member.
    var isEmpty: Bool {
        return !flags.contains(true)
    }

    /// Whether a state is a member.
    func contains(_ state: Int) -> Bool {
        return flags[state]
    }

    /// Whether some member lies in a range of the document order.
    func intersects(_ range: Range<Int>) -> Bool {
        return flags[range].contains(true)
    }

    /// Whether the two sets share a member.
    func intersects(_ other: StateSet) -> Bool {
        return zip(flags, other.flags).contains { $0 && $1 }
    }

    /// Adds a state.
    mutating func insert(_ state: Int) {
        flags[state] = true
    }

    /// Adds all members of another set.
    mutating func formUnion(_ other: StateSet) {
        for state in other.members {
            flags[state] = true
        }
    }

    /// Takes a state out.
    mutating func remove(_ state: Int) {
        flags[state] = false
    }
}
