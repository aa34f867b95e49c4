/// Where a chart stands between two events: everything that has to be kept to go on.
public struct ChartState: Hashable, Sendable, Codable {
    /// The paths of all active states, ancestors included, in document order. A chart that has
    /// ended keeps its last configuration here.
    public var active: [String]
    /// What each history state, by its path, has recorded; absent where its parent was never left.
    public var history: [String: [String]]
    /// Whether a final state at the top was entered: nothing more will be accepted.
    public var isDone: Bool

    /// Makes a state from its parts. Whether a chart knows them, `Chart.problems(in:)` says.
    public init(active: [String], history: [String: [String]] = [:], isDone: Bool = false) {
        self.active = active
        self.history = history
        self.isDone = isDone
    }
}
