/// A time on the clock's face to the minute, 00:00 to 23:59. Its text and coded form are `HH:MM`.
public struct TimeOfDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Minutes since midnight, 0 to 1439.
    public let minutes: Int

    /// The time at that hour (0–23) and minute (0–59); nil if there is none.
    public init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        minutes = hour * 60 + minute
    }

    /// The time from its text, exactly `HH:MM`; nil for anything else.
    public init?(_ text: String) {
        let fields = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard fields.count == 2, fields[0].count == 2, fields[1].count == 2,
            let hour = Int(digits: fields[0]), let minute = Int(digits: fields[1])
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    /// For minutes already known to lie within a day.
    init(uncheckedMinutes: Int) {
        minutes = uncheckedMinutes
    }

    /// 00:00, the midnight that begins a day.
    public static let midnight = TimeOfDay(uncheckedMinutes: 0)

    /// The hour, 0 to 23.
    public var hour: Int { minutes / 60 }
    /// The minute of the hour, 0 to 59.
    public var minute: Int { minutes % 60 }

    /// `HH:MM`.
    public var description: String { "\(hour.padded(to: 2)):\(minute.padded(to: 2))" }

    /// Whether the left is the earlier on the same day.
    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
        left.minutes < right.minutes
    }
}

extension TimeOfDay: Codable {
    /// Reads `HH:MM`; throws `DecodingError.dataCorrupted` for anything else.
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodeText(as: "a time such as 17:00") { TimeOfDay($0) }
    }

    /// Writes `HH:MM`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
