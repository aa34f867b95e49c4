/// The rule by which a deadline's due date is found: `by 8 February in precept-year`,
/// `20 working days after received rolled forward to a working day by 17:00`.
///
/// A rule is its phrase: it is read from text, prints back as the same value, and is coded as
/// text. It never rolls off a weekend or holiday unless it says so.
public struct DeadlineRule: Hashable, Sendable {
    /// The word before a point, which changes nothing: a day is included either way.
    public let preposition: Preposition?
    /// The day meant.
    public let body: Body
    /// Whether a day that is no working day moves to the next that is.
    public let rolledForward: Bool
    /// The time on the day at which the deadline ends; nil for the midnight that ends the day.
    public let cut: TimeOfDay?

    /// The word that may stand before a point.
    public enum Preposition: String, Hashable, Sendable, CaseIterable {
        case on
        case by
    }

    /// A rule; nil if a preposition stands before a count.
    public init?(
        _ preposition: Preposition? = nil, _ body: Body, rolledForward: Bool = false,
        cut: TimeOfDay? = nil
    ) {
        if preposition != nil, case .count = body { return nil }
        self.preposition = preposition
        self.body = body
        self.rolledForward = rolledForward
        self.cut = cut
    }

    /// Reads a whole text as a rule. The error names the column, the offending words, the reason
    /// and the remedy.
    public init(parsing text: String) throws(PhraseError) {
        var parser = try PhraseParser(text)
        self = try parser.rule()
    }

    /// For parts already known to go together.
    init(
        unchecked preposition: Preposition?, _ body: Body, _ rolledForward: Bool, _ cut: TimeOfDay?
    ) {
        self.preposition = preposition
        self.body = body
        self.rolledForward = rolledForward
        self.cut = cut
    }
}

extension DeadlineRule: CustomStringConvertible {
    /// The phrase.
    public var description: String {
        var words: [String] = []
        if let preposition { words.append(preposition.rawValue) }
        words.append(body.description)
        if rolledForward { words.append("rolled forward to a working day") }
        if let cut { words.append("by \(cut)") }
        return words.joined(separator: " ")
    }
}

extension DeadlineRule: Codable {
    /// Reads the phrase; throws `DecodingError.dataCorrupted` if it is none.
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodePhrase { text throws(PhraseError) in
            try DeadlineRule(parsing: text)
        }
    }

    /// Writes the phrase.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
