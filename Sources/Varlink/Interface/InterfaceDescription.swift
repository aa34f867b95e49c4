/// An interface as its description says: what its methods take and answer, and how they fail.
///
/// Made by `init(parsing:)`; the value is valid by then: every type that is named exists, no
/// name stands twice.
public struct InterfaceDescription: Hashable, Sendable {
    /// The name in reverse domain order, `org.example.Register`.
    public let name: String
    /// The comment above the name, without the `#`; empty where there is none.
    public let comment: String
    /// The types, methods and errors in the order written.
    public let members: [Member]
    /// The comment after the last member.
    public let closingComment: String

    /// One declaration of an interface.
    public enum Member: Hashable, Sendable {
        /// A name for a struct or an enumeration.
        case type(TypeDeclaration)
        /// Something that can be called.
        case method(MethodDeclaration)
        /// A way in which a call fails.
        case error(ErrorDeclaration)
    }

    /// `type Name (…)`
    public struct TypeDeclaration: Hashable, Sendable {
        /// The comment above it.
        public let comment: String
        /// Its name.
        public let name: String
        /// A struct or an enumeration.
        public let type: InterfaceType
    }

    /// `method Name(…) -> (…)`
    public struct MethodDeclaration: Hashable, Sendable {
        /// The comment above it.
        public let comment: String
        /// Its name, without the interface's.
        public let name: String
        /// What it takes.
        public let input: [InterfaceType.Field]
        /// What it answers.
        public let output: [InterfaceType.Field]
    }

    /// `error Name (…)`
    public struct ErrorDeclaration: Hashable, Sendable {
        /// The comment above it.
        public let comment: String
        /// Its name, without the interface's.
        public let name: String
        /// What it tells.
        public let parameters: [InterfaceType.Field]
    }

    /// The methods in the order written.
    public var methods: [MethodDeclaration] {
        members.compactMap { if case .method(let method) = $0 { method } else { nil } }
    }

    /// The errors in the order written.
    public var errors: [ErrorDeclaration] {
        members.compactMap { if case .error(let error) = $0 { error } else { nil } }
    }

    /// The types in the order written.
    public var types: [TypeDeclaration] {
        members.compactMap { if case .type(let type) = $0 { type } else { nil } }
    }

    /// The method of that name, without the interface's.
    public func method(_ name: String) -> MethodDeclaration? {
        methods.first { $0.name == name }
    }

    /// The error of that name, without the interface's.
    public func error(_ name: String) -> ErrorDeclaration? {
        errors.first { $0.name == name }
    }

    /// The type of that name.
    public func type(_ name: String) -> InterfaceType? {
        types.first { $0.name == name }?.type
    }
}

extension InterfaceDescription.Member {
    /// The declared name.
    public var name: String {
        switch self {
        case .type(let type): type.name
        case .method(let method): method.name
        case .error(let error): error.name
        }
    }
}
