import ControlProtocol
import Deadlines
import Engine

extension TimeZoneRules {
    /// A moment as it travels: `2018-01-26T09:00:00+00:00`, with the zone's offset.
    func wire(_ instant: Instant) -> String {
        let offset = Int64(secondsFromGMT(at: instant))
        let local = Self.floored(instant.milliseconds, by: 1_000) + offset
        let seconds = local - Self.floored(local, by: 60) * 60
        let minutes = abs(offset) / 60
        let sign = offset < 0 ? "-" : "+"
        return "\(civil(at: instant)):\(Self.two(seconds))"
            + "\(sign)\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
    }

    private static func two(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    private static func floored(_ number: Int64, by divisor: Int64) -> Int64 {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

extension Recording.Occurred {
    /// The word for a day nobody knows.
    private static let unknownWord = "unknown"

    /// Reads a day, a day with its local time, or the word unknown.
    ///
    /// - Parameter absent: what a text that is left out means.
    init(_ text: String?, absent: Recording.Occurred) throws(ControlError) {
        guard let text else {
            self = absent
            return
        }
        if text == Self.unknownWord {
            self = .unknown
        } else if let day = CivilDate(iso: text) {
            self = .on(day, nil)
        } else if let moment = CivilDateTime(iso: text) {
            self = .on(moment.date, moment.time)
        } else {
            throw .invalidTime(
                value: text, reason: "it is no existing day",
                remedy: "Write 2018-01-26, or 2018-01-26T14:00 in local time, or unknown.")
        }
    }
}
