/// Why a text is no phrase, where, and what to write instead.
public struct PhraseError: Error, Hashable, Sendable {
    /// Where the offending words begin, counted in characters from 1.
    public let column: Int
    /// The offending words; empty where something is missing at the end.
    public let text: String
    /// What is wrong, as a clause.
    public let reason: String
    /// What to do about it, as a sentence.
    public let remedy: String

    /// An error at a column.
    public init(column: Int, text: String, reason: String, remedy: String) {
        self.column = column
        self.text = text
        self.reason = reason
        self.remedy = remedy
    }
}

extension PhraseError: CustomStringConvertible {
    /// One line: `column 4: “workin”: no such unit. Did you mean “working”?`.
    public var description: String {
        let place = text.isEmpty ? "column \(column)" : "column \(column): “\(text)”"
        return "\(place): \(reason). \(remedy)"
    }
}

extension Decoder {
    /// A single text read as a phrase; a `PhraseError` becomes `DecodingError.dataCorrupted`.
    func decodePhrase<Value>(_ parse: (String) throws(PhraseError) -> Value) throws -> Value {
        let container = try singleValueContainer()
        let text = try container.decode(String.self)
        do throws(PhraseError) {
            return try parse(text)
        } catch {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)”: \(error)")
        }
    }
}
