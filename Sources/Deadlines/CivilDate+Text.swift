extension CivilDate: CustomStringConvertible {
    /// The date from its ISO 8601 text, exactly `YYYY-MM-DD`; nil for anything else.
    public init?(iso text: String) {
        let fields = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard fields.count == 3, fields[0].count == 4, fields[1].count == 2, fields[2].count == 2,
            let year = Int(digits: fields[0]), let month = Int(digits: fields[1]),
            let day = Int(digits: fields[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// ISO 8601, `2018-01-26`.
    public var description: String {
        let parts = self.parts
        return "\(parts.year.padded(to: 4))-\(parts.month.padded(to: 2))-\(parts.day.padded(to: 2))"
    }

    /// As a person reads it, `Fri 26 Jan 2018`.
    public var long: String {
        "\(weekday.short) \(short) \(year)"
    }

    /// Day and month alone, `26 Jan`.
    var short: String {
        let parts = self.parts
        return "\(parts.day) \(MonthName.short(parts.month))"
    }
}

extension CivilDate: Codable {
    /// Reads the ISO 8601 text; throws `DecodingError.dataCorrupted` for anything else.
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodeText(as: "a date such as 2018-01-26", CivilDate.init(iso:))
    }

    /// Writes the ISO 8601 text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The English names of the months.
enum MonthName {
    static let long = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    /// The first three letters: `Jan`.
    static func short(_ month: Int) -> String {
        String(long[month - 1].prefix(3))
    }

    /// 1 to 12 for a month's full name in any case, else nil.
    static func number(of word: String) -> Int? {
        let wanted = word.lowercased()
        return long.firstIndex { $0.lowercased() == wanted }.map { $0 + 1 }
    }
}

extension Int {
    /// The number a run of ASCII digits stands for; nil if empty, too large, or not digits.
    init?(digits: some Collection<UInt8>) {
        guard !digits.isEmpty else { return nil }
        var value = 0
        for byte in digits {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            let (shifted, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = shifted.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
            if tooLarge || overflow { return nil }
            value = sum
        }
        self = value
    }

    /// The digits with zeros before them up to that width, for numbers that are not negative.
    func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}

extension Decoder {
    /// A single text made into a value; throws `DecodingError.dataCorrupted` naming what was
    /// expected if `make` gives nil.
    func decodeText<Value>(as expected: String, _ make: (String) -> Value?) throws -> Value {
        let container = try singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = make(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is not \(expected)")
        }
        return value
    }
}
