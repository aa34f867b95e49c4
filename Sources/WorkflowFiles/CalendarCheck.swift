package import Deadlines

/// What somebody should look at in the calendars in force.
package enum CalendarCheck {
    /// A sentence for each calendar whose coverage ends within a year of today: dates that reach
    /// beyond it are provisional.
    package static func findings(
        _ calendars: [(name: String, coverage: ClosedRange<CivilDate>)],
        today: CivilDate
    ) -> [String] {
        let horizon = today.adding(days: 365) ?? .last
        return calendars.filter { $0.coverage.upperBound < horizon }
            .map { name, coverage in
                let ends = coverage.upperBound < today ? "ended with" : "ends with"
                return "The calendar \(name) \(ends) \(coverage.upperBound.long): dates beyond it "
                    + "are provisional. Bring the next years in with: scrutinyctl calendar import"
            }
    }
}
