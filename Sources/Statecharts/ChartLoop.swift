/// The error of a chart that does not come to rest: its microsteps go in a circle.
public struct ChartLoop: Error, Hashable, Sendable, CustomStringConvertible {
    /// The microsteps of one round, each as `source → targets (event or always)`. Where no exact
    /// round can be made out, the last few microsteps.
    public var cycle: [String]
    /// The number of microsteps after which the run was given up.
    public var limit: Int

    /// Makes the error from its parts.
    public init(cycle: [String], limit: Int) {
        self.cycle = cycle
        self.limit = limit
    }

    /// Finds the shortest round with which a list of microsteps ends.
    init(steps: [String], limit: Int) {
        let longest = min(steps.count / 2, 100)
        let period = (1...max(longest, 1)).first { length in
            return steps.count >= 2 * length
                && steps.suffix(length).elementsEqual(steps.dropLast(length).suffix(length))
        }
        self.init(cycle: Array(steps.suffix(period ?? 8)), limit: limit)
    }

    /// One sentence for whoever wrote the chart.
    public var description: String {
        return "the chart does not come to rest: after \(limit) microsteps it still repeats "
            + cycle.joined(separator: ", ")
    }
}
