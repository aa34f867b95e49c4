/// What a rule, or one side of a guard's comparison, says about a day: a count from a point, or
/// a point itself.
public indirect enum Body: Hashable, Sendable {
    /// `20 working days after received`.
    case count(Count)
    /// `call-closes`.
    case point(Point)

    /// Reads a whole text as a body.
    public init(parsing text: String) throws(PhraseError) {
        var parser = try PhraseParser(text)
        self = try parser.body()
        try parser.expectEnd()
    }

    /// Reads the longest body at the beginning of a text, and gives what follows it: guards hold
    /// bodies between words of their own.
    public static func parsePrefix(
        of text: String
    ) throws(PhraseError) -> (body: Body, rest: Substring) {
        var parser = try PhraseParser(text)
        let body = try parser.body()
        return (body, parser.rest)
    }
}

extension Body: CustomStringConvertible {
    /// The phrase.
    public var description: String {
        switch self {
        case .count(let count): count.description
        case .point(let point): point.description
        }
    }
}

extension Body: Codable {
    /// Reads the phrase; throws `DecodingError.dataCorrupted` if it is none.
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodePhrase { text throws(PhraseError) in try Body(parsing: text) }
    }

    /// Writes the phrase.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
