/// The rules by which one zone's clocks run: how far they are ahead of universal time, and when.
///
/// The database of zones is not part of this module: a caller adapts the one it has.
public protocol TimeZoneRules: Sendable {
    /// The zone's name, such as `Europe/London`.
    var identifier: String { get }

    /// How many seconds the zone's clocks are ahead of universal time at a moment.
    func secondsFromGMT(at instant: Instant) -> Int
}

extension TimeZoneRules {
    /// What calendar and clock show in the zone at a moment, rounded down to the minute. A moment
    /// outside the years 1 to 9999 gives the first or last minute there is.
    public func civil(at instant: Instant) -> CivilDateTime {
        let local = instant.adding(milliseconds: Int64(secondsFromGMT(at: instant)) * 1_000)
        let minutes = local.milliseconds.flooredQuotient(by: 60_000)
        let days = Int(minutes.flooredQuotient(by: 1_440))
        guard let date = CivilDate(dayNumber: days) else {
            return days < 0
                ? CivilDateTime(date: .first, time: .midnight)
                : CivilDateTime(date: .last, time: TimeOfDay(uncheckedMinutes: 1_439))
        }
        let time = TimeOfDay(uncheckedMinutes: Int(minutes) - days * 1_440)
        return CivilDateTime(date: date, time: time)
    }

    /// The moment at which calendar and clock show that in the zone.
    ///
    /// A time that the clocks skip gives the first moment after the gap; one that they show
    /// twice gives the earlier. At most one change of the offset within a day is foreseen.
    public func instant(of civil: CivilDateTime) -> Instant {
        let minutes = Int64(civil.date.dayNumber) * 1_440 + Int64(civil.time.minutes)
        let asUniversal = Instant(milliseconds: minutes * 60_000)
        let before = secondsFromGMT(at: asUniversal.adding(milliseconds: -86_400_000))
        let after = secondsFromGMT(at: asUniversal.adding(milliseconds: 86_400_000))
        let candidates = [before, after].map { offset in
            (offset: offset, instant: asUniversal.adding(milliseconds: Int64(offset) * -1_000))
        }
        let shown = candidates.filter { secondsFromGMT(at: $0.instant) == $0.offset }
        if let earliest = shown.map(\.instant).min() { return earliest }
        let instants = candidates.map(\.instant)
        return firstChange(
            between: min(instants[0], instants[1]), and: max(instants[0], instants[1]))
    }

    /// The first moment in the range at which the offset is not the one at its beginning, by
    /// halving: a day's milliseconds need 27 rounds.
    private func firstChange(between start: Instant, and end: Instant) -> Instant {
        let offset = secondsFromGMT(at: start)
        var (old, new) = (start.milliseconds, end.milliseconds)
        while new - old > 1 {
            let middle = old + (new - old) / 2
            if secondsFromGMT(at: Instant(milliseconds: middle)) == offset {
                old = middle
            } else {
                new = middle
            }
        }
        return Instant(milliseconds: new)
    }
}

/// Universal time itself.
public struct UTC: TimeZoneRules {
    /// Universal time.
    public init() {}

    /// `UTC`.
    public var identifier: String { "UTC" }

    /// Nought, always.
    public func secondsFromGMT(at instant: Instant) -> Int { 0 }
}
