package import FoundationEssentials

/// What a plug-in may say in the last line of its output, beside its exit status:
/// `{"reference":"…","retry-after":600,"detail":"…"}`.
///
/// It is an extra: whatever stands there, the exit status alone decides about success.
package struct NotifierAnswer: Hashable, Sendable, Encodable {
    /// The longest time a plug-in may ask to be left alone: a week.
    package static let longestRetryAfter = Duration.seconds(7 * 24 * 3600)
    /// The longest reference or detail, in characters; a longer one is cut.
    package static let longestText = 500

    /// What the other side calls this message, to ask about it later.
    package var reference: String?
    /// How long to wait before the next attempt; in whole seconds on the wire.
    package var retryAfter: Duration?
    /// What happened, for the log.
    package var detail: String?

    /// An answer.
    package init(
        reference: String? = nil, retryAfter: Duration? = nil, detail: String? = nil
    ) {
        self.reference = reference
        self.retryAfter = retryAfter
        self.detail = detail
    }

    private enum CodingKeys: String, CodingKey {
        case reference, detail
        case retryAfter = "retry-after"
    }

    /// Encodes what there is; a nil is left out.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encodeIfPresent(reference, forKey: .reference)
        try fields.encodeIfPresent(retryAfter?.components.seconds, forKey: .retryAfter)
        try fields.encodeIfPresent(detail, forKey: .detail)
    }

    /// The answer as the line a plug-in writes, without the line's end.
    package func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}

extension NotifierAnswer {
    /// Reads the last line of a plug-in's output that is not blank, as far as it makes sense:
    /// each field alone, and an empty answer from anything else.
    package static func parse(output: some Collection<UInt8>) -> NotifierAnswer {
        let lines = output.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        let last = lines.last { line in
            line.contains { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        }
        guard let last else { return NotifierAnswer() }
        do {
            return try JSONDecoder().decode(Lenient.self, from: Data(last)).answer
        } catch {
            // A plug-in may print what it likes; only its exit status is binding.
            return NotifierAnswer()
        }
    }

    /// An answer whose fields are dropped one by one where they make no sense.
    private struct Lenient: Decodable {
        let answer: NotifierAnswer

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            answer = NotifierAnswer(
                reference: Self.text(.reference, in: fields),
                retryAfter: Self.duration(.retryAfter, in: fields),
                detail: Self.text(.detail, in: fields))
        }

        private typealias Fields = KeyedDecodingContainer<CodingKeys>

        private static func text(_ key: CodingKeys, in fields: Fields) -> String? {
            guard let text = scalar(key, in: fields) else { return nil }
            let isControl = { (scalar: Unicode.Scalar) in
                scalar.properties.generalCategory == .control
            }
            let line = String(
                String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
            let kept = line.prefix(longestText)
            return kept.allSatisfy(\.isWhitespace) ? nil : String(kept)
        }

        private static func duration(_ key: CodingKeys, in fields: Fields) -> Duration? {
            guard let text = scalar(key, in: fields), let seconds = Double(text), seconds > 0
            else { return nil }
            guard seconds < Double(longestRetryAfter.components.seconds) else {
                return longestRetryAfter
            }
            return .seconds(Int64(seconds.rounded(.up)))
        }

        /// A string, or a number as its text: shells quote as they like.
        private static func scalar(_ key: CodingKeys, in fields: Fields) -> String? {
            do {
                return try fields.decodeIfPresent(String.self, forKey: key)
            } catch {
                do {
                    let number = try fields.decode(Double.self, forKey: key)
                    return Int64(exactly: number).map(String.init) ?? String(number)
                } catch {
                    return nil
                }
            }
        }
    }
}
