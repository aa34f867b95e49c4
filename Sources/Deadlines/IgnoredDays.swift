/// The days that a forward count passes over: periods and holds, joined where they touch.
struct IgnoredDays {
    /// The spans by day number, rising, none touching another.
    let spans: [ClosedRange<Int>]
    /// The earliest span that has no end yet.
    let open: OpenPeriod?
    /// The periods that have days, in order of their first.
    let periods: [Period]

    private struct Begun {
        let period: Period
        let days: ClosedRange<CivilDate>
    }

    /// A period that has begun and not ended.
    struct OpenPeriod {
        let since: CivilDate
        let name: String
    }

    init(_ periods: [Period]) {
        let begun =
            periods
            .compactMap { period -> Begun? in
                guard let from = period.from else { return nil }
                let to = period.to ?? .last
                return from <= to ? Begun(period: period, days: from...to) : nil
            }
            .sorted { $0.days.lowerBound < $1.days.lowerBound }
        var spans: [ClosedRange<Int>] = []
        for days in begun.map(\.days) {
            let (start, end) = (days.lowerBound.dayNumber, days.upperBound.dayNumber)
            if let last = spans.last, start <= last.upperBound + 1 {
                spans[spans.count - 1] = last.lowerBound...max(last.upperBound, end)
            } else {
                spans.append(start...end)
            }
        }
        self.spans = spans
        self.periods = begun.map(\.period)
        open = begun.first { $0.period.to == nil }.map {
            OpenPeriod(since: $0.days.lowerBound, name: $0.period.name)
        }
    }
}
