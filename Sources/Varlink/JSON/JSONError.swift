/// Why bytes are no JSON value that this module takes.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of defect.
    public enum Reason: Hashable, Sendable {
        /// The bytes end inside a value.
        case unexpectedEnd
        /// A byte that cannot stand here.
        case unexpectedByte(UInt8)
        /// Something follows the value.
        case trailingBytes
        /// A text that is not UTF-8.
        case invalidUTF8
        /// A control character that stands unescaped in a text.
        case controlCharacter
        /// An escape sequence that JSON has not, or half a surrogate pair.
        case invalidEscape
        /// A number written as JSON does not allow, or one too large for a double.
        case invalidNumber
        /// An object that holds a key twice: readers disagree about what that means.
        case duplicateKey(String)
        /// More than `JSONValue.depthLimit` arrays and objects inside each other.
        case tooDeep
        /// More values than were to be taken.
        case tooManyValues
    }

    /// What is wrong.
    public let reason: Reason
    /// The offset of the byte where it was seen.
    public let offset: Int

    /// A defect at an offset.
    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    /// The sentence a person reads.
    public var description: String { "\(sentence) (at byte \(offset))" }

    private var sentence: String {
        switch reason {
        case .unexpectedEnd: "the JSON ends too early"
        case .unexpectedByte(let byte): "the byte 0x\(String(byte, radix: 16)) cannot stand here"
        case .trailingBytes: "something follows the JSON value"
        case .invalidUTF8: "a string is not UTF-8"
        case .controlCharacter: "a string holds an unescaped control character"
        case .invalidEscape: "a string holds an invalid escape"
        case .invalidNumber: "a number is malformed or too large"
        case .duplicateKey(let key): "the key \"\(key.prefix(64))\" stands twice in one object"
        case .tooDeep: "arrays and objects are nested deeper than \(JSONValue.depthLimit)"
        case .tooManyValues: "there are more values than one message may hold"
        }
    }
}
