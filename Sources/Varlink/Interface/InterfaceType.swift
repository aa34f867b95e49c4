/// A type of the Varlink interface language.
public indirect enum InterfaceType: Hashable, Sendable {
    /// `bool`
    case boolean
    /// `int`: a whole number.
    case integer
    /// `float`: any number.
    case float
    /// `string`
    case string
    /// `object`: any JSON object.
    case object
    /// A type declared in the same interface.
    case named(String)
    /// `[]T`
    case array(InterfaceType)
    /// `[string]T`
    case map(InterfaceType)
    /// `?T`: may be missing or null.
    case nullable(InterfaceType)
    /// `(name: T, …)`
    case structure([Field])
    /// `(one, two)`: on the wire a string that is one of these.
    case enumeration([Value])

    /// One field of a struct.
    public struct Field: Hashable, Sendable {
        /// The comment above it.
        public let comment: String
        /// Its name.
        public let name: String
        /// Its type.
        public let type: InterfaceType

        /// A field of its parts.
        public init(_ name: String, _ type: InterfaceType, comment: String = "") {
            self.name = name
            self.type = type
            self.comment = comment
        }
    }

    /// One value of an enumeration.
    public struct Value: Hashable, Sendable {
        /// The comment above it.
        public let comment: String
        /// What stands on the wire.
        public let name: String

        /// A value of its parts.
        public init(_ name: String, comment: String = "") {
            self.name = name
            self.comment = comment
        }
    }
}
