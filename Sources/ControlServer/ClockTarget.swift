import ControlProtocol
import Deadlines
import Workflows

/// The moment to which a virtual clock is to be moved.
enum ClockTarget {
    /// Reads a moment (`2018-01-26`, `2018-01-26T09:00` local time) or a span (`3 weeks, 2 days`).
    ///
    /// - Throws: `ControlError.invalidTime` where not exactly one is given, where it cannot be
    ///   read, and where it lies in the past.
    static func moment(
        to: String?, by: String?, now: Instant, zone: any TimeZoneRules
    ) throws(ControlError) -> Instant {
        switch (to, by) {
        case (let to?, nil): try moment(to, now: now, zone: zone)
        case (nil, let by?): try moment(after: by, now: now, zone: zone)
        case (nil, nil), (_?, _?):
            throw .invalidTime(
                value: [to, by].compactMap(\.self).joined(separator: " and "),
                reason: "the clock moves either to a moment or by a span",
                remedy: "Give one of the two.")
        }
    }

    private static func moment(
        _ text: String, now: Instant, zone: any TimeZoneRules
    ) throws(ControlError) -> Instant {
        let day = CivilDate(iso: text).map { CivilDateTime(date: $0, time: .midnight) }
        guard let civil = day ?? CivilDateTime(iso: text) else {
            throw .invalidTime(
                value: text, reason: "it is no existing day",
                remedy: "Write 2018-01-26, or 2018-01-26T09:00 in local time.")
        }
        let moment = zone.instant(of: civil)
        guard moment >= now else {
            throw .invalidTime(
                value: text, reason: "it lies in the past: it is \(zone.civil(at: now)) now",
                remedy: "Give a later moment; a clock only goes forward.")
        }
        return moment
    }

    /// Weeks and days keep the local time of day; shorter units are machine time.
    private static func moment(
        after text: String, now: Instant, zone: any TimeZoneRules
    ) throws(ControlError) -> Instant {
        var days = 0
        var milliseconds: Int64 = 0
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let span = MachineDuration(parsing: trimmed(part)) else {
                throw .invalidTime(
                    value: text, reason: "it is no span of time",
                    remedy: "Write as in: 3 weeks, 2 days, 6 hours.")
            }
            if span.milliseconds % day == 0 {
                days += Int(span.milliseconds / day)
            } else {
                milliseconds += span.milliseconds
            }
        }
        let civil = zone.civil(at: now)
        guard let date = civil.date.adding(days: days) else {
            throw .invalidTime(
                value: text, reason: "it leads beyond the year 9999",
                remedy: "Give a shorter span.")
        }
        let whole = zone.instant(of: civil).milliseconds
        let rest = now.milliseconds - whole
        let moved = days == 0 ? now : zone.instant(of: CivilDateTime(date: date, time: civil.time))
        return moved.adding(milliseconds: milliseconds + (days == 0 ? 0 : rest))
    }

    private static let day: Int64 = 86_400_000

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
