extension InterfaceDescription: CustomStringConvertible {
    /// The interface in its language; parsing it gives this value again.
    public var description: String {
        var text = Self.lines(of: comment, indent: "") + "interface \(name)\n"
        for member in members {
            text += "\n" + Self.text(of: member)
        }
        if !closingComment.isEmpty { text += "\n" + Self.lines(of: closingComment, indent: "") }
        return text
    }

    private static func text(of member: Member) -> String {
        switch member {
        case .type(let type):
            lines(of: type.comment, indent: "") + "type \(type.name) \(text(of: type.type))\n"
        case .method(let method):
            lines(of: method.comment, indent: "")
                + "method \(method.name)\(text(of: .structure(method.input)))"
                + " -> \(text(of: .structure(method.output)))\n"
        case .error(let error):
            lines(of: error.comment, indent: "")
                + "error \(error.name) \(text(of: .structure(error.parameters)))\n"
        }
    }

    private static func text(of type: InterfaceType, indent: String = "") -> String {
        switch type {
        case .boolean: "bool"
        case .integer: "int"
        case .float: "float"
        case .string: "string"
        case .object: "object"
        case .named(let name): name
        case .array(let element): "[]" + text(of: element, indent: indent)
        case .map(let element): "[string]" + text(of: element, indent: indent)
        case .nullable(let wrapped): "?" + text(of: wrapped, indent: indent)
        case .structure(let fields):
            list(
                fields.map { field in
                    (field.comment, "\(field.name): \(text(of: field.type, indent: indent + "  "))")
                }, indent: indent)
        case .enumeration(let values): list(values.map { ($0.comment, $0.name) }, indent: indent)
        }
    }

    /// In one line if it is short and has no comments, else a line for each.
    private static func list(
        _ entries: [(comment: String, text: String)], indent: String
    ) -> String {
        let short = "(" + entries.map(\.text).joined(separator: ", ") + ")"
        let isPlain = entries.allSatisfy { $0.comment.isEmpty && !$0.text.contains("\n") }
        if isPlain, short.count <= 72 { return short }
        let inner = indent + "  "
        let bodies = entries.map { lines(of: $0.comment, indent: inner) + inner + $0.text }
        return "(\n" + bodies.joined(separator: ",\n") + "\n\(indent))"
    }

    private static func lines(of comment: String, indent: String) -> String {
        guard !comment.isEmpty else { return "" }
        return comment.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "\(indent)#\n" : "\(indent)# \($0)\n" }.joined()
    }
}
