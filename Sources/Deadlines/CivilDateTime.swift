/// A day and a time on it to the minute, as a wall calendar and a wall clock show them: no zone.
/// Its text and coded form are `2018-01-26T10:00`.
public struct CivilDateTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The day.
    public let date: CivilDate
    /// The time on that day.
    public let time: TimeOfDay

    /// That time on that day.
    public init(date: CivilDate, time: TimeOfDay) {
        self.date = date
        self.time = time
    }

    /// From `2018-01-26T10:00`; a blank may stand for the T, and seconds from 00 to 59 may
    /// follow, which are dropped. Nil for anything else: zones and fractions too.
    public init?(iso text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 16 || bytes.count == 19,
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            let date = CivilDate(iso: String(decoding: bytes[..<10], as: UTF8.self)),
            let time = TimeOfDay(String(decoding: bytes[11..<16], as: UTF8.self))
        else { return nil }
        if bytes.count == 19 {
            guard bytes[16] == UInt8(ascii: ":"), let second = Int(digits: bytes[17...]),
                second < 60
            else { return nil }
        }
        self.init(date: date, time: time)
    }

    /// `2018-01-26T10:00`.
    public var description: String { "\(date)T\(time)" }

    /// Whether the left is the earlier.
    public static func < (left: CivilDateTime, right: CivilDateTime) -> Bool {
        (left.date, left.time) < (right.date, right.time)
    }
}

extension CivilDateTime: Codable {
    /// Reads what `init(iso:)` accepts; throws `DecodingError.dataCorrupted` for anything else.
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodeText(
            as: "a date and time such as 2018-01-26T10:00", CivilDateTime.init(iso:))
    }

    /// Writes `2018-01-26T10:00`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
