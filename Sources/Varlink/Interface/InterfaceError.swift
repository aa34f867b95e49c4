/// Why a text describes no interface.
public struct InterfaceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of defect.
    public enum Reason: Hashable, Sendable {
        /// Something else was needed here than what was found.
        case expected(String, found: String)
        /// A name that the language does not allow; the text says what it allows.
        case invalidName(String, allowed: String)
        /// A member of the interface, or a field, declared twice.
        case duplicate(String)
        /// A type that the interface does not declare.
        case unknownType(String)
        /// `??`
        case doublyNullable
        /// Types nested deeper than `JSONValue.depthLimit`, which no value could be.
        case tooDeep
    }

    /// What is wrong.
    public let reason: Reason
    /// The line; 1 is the first.
    public let line: Int
    /// The column in characters; 1 is the first.
    public let column: Int

    /// The sentence a person reads.
    public var description: String { "line \(line), column \(column): \(sentence)" }

    private var sentence: String {
        switch reason {
        case .expected(let what, let found): "expected \(what), found \(found)"
        case .invalidName(let name, let allowed): "\"\(name)\" is no name here: \(allowed)"
        case .duplicate(let name): "\"\(name)\" is declared twice"
        case .unknownType(let name): "the type \"\(name)\" is not declared in this interface"
        case .doublyNullable: "a type can be nullable once"
        case .tooDeep: "types are nested deeper than \(JSONValue.depthLimit)"
        }
    }
}
