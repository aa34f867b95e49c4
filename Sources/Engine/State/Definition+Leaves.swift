package import Statecharts
package import Workflows

extension Definition {
    /// The active leaf states of an item's chart, or of the scrutiny's own for nil, in document
    /// order; none where the definition has no such kind of item.
    package func leaves(of part: ItemID?, in chart: ChartState) -> [String] {
        self.chart(of: part?.kind)?.leaves(of: chart) ?? []
    }
}
