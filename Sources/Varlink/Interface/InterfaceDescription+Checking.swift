/// Why a value is not of a type.
public struct TypeMismatch: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where: the names and indices from the outermost value on, `items[2].key`; empty: the
    /// value itself.
    public let path: String
    /// What was needed, and what was found.
    public let reason: String

    /// The sentence a person reads.
    public var description: String { path.isEmpty ? reason : "\(path): \(reason)" }
}

extension InterfaceDescription {
    /// Sees that the members are those of the fields: none missing, none unknown, each of its type.
    public func check(
        _ members: JSONObject, against fields: [InterfaceType.Field]
    ) throws(TypeMismatch) {
        try check(.object(members), against: .structure(fields))
    }

    /// Sees that a value is of a type; types are named as this interface declares them.
    ///
    /// - Throws: the first mismatch, fields in the order declared.
    public func check(_ value: JSONValue, against type: InterfaceType) throws(TypeMismatch) {
        try check(value, against: type, at: "")
    }

    private func check(
        _ value: JSONValue, against type: InterfaceType, at path: String
    ) throws(TypeMismatch) {
        switch (type, value) {
        case (.nullable, .null): return
        case (.nullable(let wrapped), _): try check(value, against: wrapped, at: path)
        case (.named(let name), _):
            guard let type = self.type(name) else {
                throw TypeMismatch(path: path, reason: "the type \(name) is not declared")
            }
            try check(value, against: type, at: path)
        case (.boolean, .boolean), (.integer, .integer), (.string, .string): return
        case (.float, .integer), (.float, .number), (.object, .object): return
        case (.array(let element), .array(let values)):
            for (index, value) in values.enumerated() {
                try check(value, against: element, at: "\(path)[\(index)]")
            }
        case (.map(let element), .object(let members)):
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                try check(value, against: element, at: path.isEmpty ? key : "\(path).\(key)")
            }
        case (.structure(let fields), .object(let members)):
            try check(members, against: fields, at: path)
        case (.enumeration(let values), .string(let name)):
            guard values.contains(where: { $0.name == name }) else {
                let allowed = values.map(\.name).joined(separator: ", ")
                throw TypeMismatch(path: path, reason: "\"\(name)\" is none of \(allowed)")
            }
        default:
            throw TypeMismatch(path: path, reason: "expected \(type.noun), found \(value.kind)")
        }
    }

    private func check(
        _ members: JSONObject, against fields: [InterfaceType.Field], at path: String
    ) throws(TypeMismatch) {
        func inner(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
        for field in fields {
            if let value = members[field.name] {
                try check(value, against: field.type, at: inner(field.name))
            } else if case .nullable = field.type {
                continue
            } else {
                throw TypeMismatch(path: inner(field.name), reason: "is missing")
            }
        }
        let known = Set(fields.map(\.name))
        if let unknown = members.keys.filter({ !known.contains($0) }).min() {
            throw TypeMismatch(path: inner(unknown), reason: "is not known here")
        }
    }
}

extension InterfaceType {
    /// The type for messages.
    fileprivate var noun: String {
        switch self {
        case .boolean: "a boolean"
        case .integer: "an integer"
        case .float: "a number"
        case .string: "a string"
        case .object, .map, .structure: "an object"
        case .named(let name): name
        case .array: "an array"
        case .nullable(let wrapped): wrapped.noun
        case .enumeration: "one of the names"
        }
    }
}
