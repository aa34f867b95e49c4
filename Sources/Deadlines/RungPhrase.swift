/// When one reminder of a ladder goes out, in relation to the due date.
public enum RungPhrase: Hashable, Sendable {
    /// `10 working days before`
    case before(Span)
    /// `on the day`
    case onTheDay
    /// `2 days after`
    case after(Span)
    /// `halfway` between the count's start and the due date
    case halfway
    /// `every 1 week after`
    case every(Span)
    /// `at once`
    case atOnce

    /// Reads a whole text as a rung.
    public init(parsing text: String) throws(PhraseError) {
        var parser = try PhraseParser(text)
        self = try parser.rung()
        try parser.expectEnd()
    }
}

extension RungPhrase: CustomStringConvertible {
    /// The phrase.
    public var description: String {
        switch self {
        case .before(let span): "\(span) before"
        case .onTheDay: "on the day"
        case .after(let span): "\(span) after"
        case .halfway: "halfway"
        case .every(let span): "every \(span) after"
        case .atOnce: "at once"
        }
    }
}

extension RungPhrase: Codable {
    /// Reads the phrase; throws `DecodingError.dataCorrupted` if it is none.
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodePhrase { text throws(PhraseError) in
            try RungPhrase(parsing: text)
        }
    }

    /// Writes the phrase.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension PhraseParser {
    mutating func rung() throws(PhraseError) -> RungPhrase {
        guard let word = tokens.next?.word else {
            throw tokens.error("a rung is missing", remedy: Self.rungRemedy)
        }
        if tokens.take("halfway") { return .halfway }
        if tokens.take("on") {
            for word in ["the", "day"] { try expect(word, in: "on the day") }
            return .onTheDay
        }
        if tokens.take("at") {
            try expect("once", in: "at once")
            return .atOnce
        }
        if tokens.take("every") {
            let span = try span()
            try expect("after", in: "every \(span) after")
            return .every(span)
        }
        guard startsCount else {
            let words = ["halfway", "on", "at", "every"]
            let nearest = NearestWord.to(word, among: words)
            throw tokens.error(
                "no rung begins like this",
                remedy: nearest.map { "Did you mean “\($0)”?" } ?? Self.rungRemedy)
        }
        let span = try span()
        if tokens.take("before") { return .before(span) }
        if tokens.take("after") { return .after(span) }
        throw tokens.error(
            "“before” or “after” is expected here",
            remedy: "Write “\(span) before” or “\(span) after”.")
    }

    private static var rungRemedy: String {
        "Write as in “10 working days before”, “on the day”, “2 days after”, “halfway”, "
            + "“every 1 week after” or “at once”."
    }
}
