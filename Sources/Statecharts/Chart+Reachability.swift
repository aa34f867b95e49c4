/// What can be said of a chart without running it, every guard assumed to hold at some time and
/// every event to come at some time.
extension Chart {
    /// The paths of the states that can never be entered, in document order; history states left
    /// out.
    public func unreachableStates() -> [String] {
        let reached = Reachability(table).reached
        return table.states.indices.dropFirst()
            .filter { !reached.contains($0) && !table.states[$0].isHistory }
            .map { table.states[$0].path }
    }

    /// The paths of the states, of those that can be entered, from which the chart cannot reach a
    /// final state at the top any more, in document order.
    public func statesWithNoWayToFinal() -> [String] {
        let analysis = EscapeAnalysis(table, Reachability(table))
        return analysis.trapped.map { table.states[$0].path }
    }
}
