extension InterfaceDescription {
    /// The interface that the text describes, in the language of
    /// https://varlink.org/Interface-Definition.
    ///
    /// Members may come in any order and use types declared later. The first defect is reported.
    public init(parsing text: String) throws(InterfaceError) {
        var parser = InterfaceParser(text)
        self = try parser.interface()
    }
}

/// A recursive descent over the tokens, with a look-ahead of one.
struct InterfaceParser {
    private typealias Token = InterfaceLexer.Token

    private var lexer: InterfaceLexer
    private var token: Token
    private var depth = 0
    private var mentions: [(name: String, token: Token)] = []

    init(_ text: String) {
        lexer = InterfaceLexer(text)
        token = lexer.next()
    }

    mutating func interface() throws(InterfaceError) -> InterfaceDescription {
        let comment = token.comment
        try keyword("interface")
        let name = try name(InterfaceName.interface)
        var members: [InterfaceDescription.Member] = []
        while token.kind != .end {
            let place = token
            let member = try member()
            guard !members.contains(where: { $0.name == member.name }) else {
                throw error(.duplicate(member.name), at: place)
            }
            members.append(member)
        }
        let interface = InterfaceDescription(
            name: name, comment: comment, members: members, closingComment: token.comment)
        for mention in mentions where interface.type(mention.name) == nil {
            throw error(.unknownType(mention.name), at: mention.token)
        }
        return interface
    }

    private mutating func member() throws(InterfaceError) -> InterfaceDescription.Member {
        let comment = token.comment
        switch token.kind {
        case .word("type"):
            advance()
            let name = try name(InterfaceName.member)
            return .type(.init(comment: comment, name: name, type: try parentheses()))
        case .word("method"):
            advance()
            let name = try name(InterfaceName.member)
            let input = try fields()
            try symbol("->")
            let output = try fields()
            return .method(.init(comment: comment, name: name, input: input, output: output))
        case .word("error"):
            advance()
            let name = try name(InterfaceName.member)
            return .error(.init(comment: comment, name: name, parameters: try fields()))
        case .word, .symbol, .end: throw expected("\"type\", \"method\" or \"error\"")
        }
    }

    private mutating func type() throws(InterfaceError) -> InterfaceType {
        guard depth < JSONValue.depthLimit else { throw error(.tooDeep, at: token) }
        depth += 1
        defer { depth -= 1 }
        switch token.kind {
        case .symbol("?"):
            advance()
            guard token.kind != .symbol("?") else { throw error(.doublyNullable, at: token) }
            return .nullable(try type())
        case .symbol("["):
            advance()
            if token.kind == .word("string") {
                advance()
                try symbol("]")
                return .map(try type())
            }
            try symbol("]")
            return .array(try type())
        case .symbol("("): return try parentheses()
        case .word("bool"): return plain(.boolean)
        case .word("int"): return plain(.integer)
        case .word("float"): return plain(.float)
        case .word("string"): return plain(.string)
        case .word("object"): return plain(.object)
        case .word:
            let place = token
            let name = try name(InterfaceName.member)
            mentions.append((name, place))
            return .named(name)
        case .symbol, .end: throw expected("a type")
        }
    }

    private mutating func plain(_ type: InterfaceType) -> InterfaceType {
        advance()
        return type
    }

    private mutating func fields() throws(InterfaceError) -> [InterfaceType.Field] {
        let place = token
        let type = try parentheses()
        guard case .structure(let fields) = type else {
            throw error(.expected("fields with types", found: "bare names"), at: place)
        }
        return fields
    }

    /// A struct `(a: int, b: string)` or an enumeration `(a, b)`; the colon after the first name
    /// tells which. Empty parentheses are a struct.
    private mutating func parentheses() throws(InterfaceError) -> InterfaceType {
        try symbol("(")
        var fields: [InterfaceType.Field] = []
        var values: [InterfaceType.Value] = []
        while token.kind != .symbol(")") || !(fields.isEmpty && values.isEmpty) {
            let place = token
            let name = try name(InterfaceName.field)
            guard !fields.contains(where: { $0.name == name }),
                !values.contains(where: { $0.name == name })
            else { throw error(.duplicate(name), at: place) }
            if values.isEmpty, fields.isEmpty ? token.kind == .symbol(":") : true {
                try symbol(":")
                fields.append(.init(name, try type(), comment: place.comment))
            } else {
                values.append(.init(name, comment: place.comment))
            }
            guard token.kind == .symbol(",") else { break }
            advance()
        }
        try symbol(")")
        return values.isEmpty ? .structure(fields) : .enumeration(values)
    }
}

// MARK: - Tokens

extension InterfaceParser {
    private mutating func advance() { token = lexer.next() }

    private mutating func keyword(_ word: String) throws(InterfaceError) {
        guard token.kind == .word(word) else { throw expected("\"\(word)\"") }
        advance()
    }

    private mutating func symbol(_ symbol: String) throws(InterfaceError) {
        guard token.kind == .symbol(symbol) else { throw expected("\"\(symbol)\"") }
        advance()
    }

    private mutating func name(_ rule: InterfaceName) throws(InterfaceError) -> String {
        guard case .word(let name) = token.kind else { throw expected("a name") }
        guard rule.admits(name) else {
            throw error(.invalidName(name, allowed: rule.allowed), at: token)
        }
        advance()
        return name
    }

    private func expected(_ what: String) -> InterfaceError {
        error(.expected(what, found: token.name), at: token)
    }

    private func error(_ reason: InterfaceError.Reason, at place: Token) -> InterfaceError {
        InterfaceError(reason: reason, line: place.line, column: place.column)
    }
}
