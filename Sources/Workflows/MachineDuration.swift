/// A stretch of machine time, as in `send … after: 2s` and `advance: 3 days`.
package struct MachineDuration: Hashable, Sendable {
    /// Its length in milliseconds.
    package let milliseconds: Int64

    /// Reads a number and a unit, with or without a blank: `500ms`, `2s`, `15 minutes`, `3 days`.
    package init?(parsing text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let number = Int64(digits), let factor = Self.units[String(unit)] else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        guard !overflow, product <= Self.longest else { return nil }
        milliseconds = product
    }

    /// A hundred years: longer is a typing error.
    private static let longest: Int64 = 36_525 * 86_400_000

    private static let units: [String: Int64] = [
        "ms": 1, "s": 1_000, "second": 1_000, "seconds": 1_000,
        "m": 60_000, "min": 60_000, "minute": 60_000, "minutes": 60_000,
        "h": 3_600_000, "hour": 3_600_000, "hours": 3_600_000,
        "d": 86_400_000, "day": 86_400_000, "days": 86_400_000,
        "w": 604_800_000, "week": 604_800_000, "weeks": 604_800_000,
    ]

    /// What a text that is no duration should look like.
    package static let remedy = "Write a number and a unit: 500ms, 2s, 15m, 3h, 2 days, 1 week."
}
