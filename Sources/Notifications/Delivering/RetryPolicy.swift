/// When a failed delivery is tried again.
package struct RetryPolicy: Hashable, Sendable {
    /// How many attempts a delivery gets.
    package var budget: Int
    /// The wait after the first failure, in milliseconds; it doubles with each.
    package var firstWait: Int64
    /// The longest wait, in milliseconds.
    package var longestWait: Int64

    /// A policy; unless told otherwise ten attempts, from half a minute to six hours apart.
    package init(
        budget: Int = 10, firstWait: Int64 = 30_000, longestWait: Int64 = 6 * 3_600_000
    ) {
        self.budget = max(1, budget)
        self.firstWait = max(1, firstWait)
        self.longestWait = max(self.firstWait, longestWait)
    }

    /// The wait after the failure of an attempt: doubled with each, and up to a quarter longer by
    /// a part taken from the delivery's id, so that many failed at once do not return at once.
    package func wait(after attempt: Int, delivery: String) -> Int64 {
        let doublings = min(max(0, attempt - 1), 30)
        let (product, overflow) = firstWait.multipliedReportingOverflow(by: 1 << doublings)
        let base = overflow ? longestWait : min(product, longestWait)
        let seed = delivery.utf8.reduce(UInt64(max(0, attempt))) { ($0 &* 31) &+ UInt64($1) }
        return base + Int64(seed % 1_000) * base / 4_000
    }
}
