/// A length of time as people write it: `10 working days`.
public struct Span: Hashable, Sendable, CustomStringConvertible {
    /// How many units, 1 to `maximumAmount`.
    public let amount: Int
    /// The unit.
    public let unit: Unit

    /// The most units a phrase may count. No law counts so far, 273 years in days: what does is
    /// a slip of the pen.
    public static let maximumAmount = 99_999

    /// That many units; nil unless the amount is 1 to `maximumAmount`.
    public init?(amount: Int, unit: Unit) {
        guard (1...Self.maximumAmount).contains(amount) else { return nil }
        self.init(unchecked: amount, unit)
    }

    /// For amounts already known to be allowed.
    init(unchecked amount: Int, _ unit: Unit) {
        self.amount = amount
        self.unit = unit
    }

    /// Reads `N unit`, such as `10 working days`.
    public init(parsing text: String) throws(PhraseError) {
        var parser = try PhraseParser(text)
        self = try parser.span()
        try parser.expectEnd()
    }

    /// `1 week`, `10 working days`.
    public var description: String {
        amount == 1 ? "1 \(unit.singular)" : "\(amount) \(unit.singular)s"
    }
}

extension Span: Codable {
    /// Reads the phrase; throws `DecodingError.dataCorrupted` if it is none.
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodePhrase { text throws(PhraseError) in try Span(parsing: text) }
    }

    /// Writes the phrase.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
