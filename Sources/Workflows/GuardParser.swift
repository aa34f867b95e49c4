import Deadlines

/// Why a text is not a guard.
package struct GuardError: Error, Hashable, Sendable {
    /// Where it goes wrong, in characters from 1.
    package let column: Int
    /// The words that do not fit.
    package let text: String
    /// What is wrong with them.
    package let reason: String
    /// What to write instead.
    package let remedy: String
}

extension Guard {
    /// Reads a guard.
    package init(parsing text: String) throws(GuardError) {
        var parser = GuardParser(text)
        self = try parser.parse()
    }
}

/// A recursive-descent parser for the guard language of definitions.
struct GuardParser {
    struct Token {
        let text: String
        let column: Int
    }

    /// How deep brackets and `not` may nest.
    private static let deepest = 32
    private static let clauseOpeners: Set<String> = [
        "not", "(", "in", "every", "any", "no", "at", "occurred",
    ]

    let tokens: [Token]
    private let length: Int
    var index = 0
    private var depth = 0

    init(_ text: String) {
        var tokens: [Token] = []
        var word = ""
        var start = 0
        func flush() {
            if !word.isEmpty { tokens.append(Token(text: word, column: start + 1)) }
            word = ""
        }
        for (offset, character) in text.enumerated() {
            if character.isWhitespace {
                flush()
            } else if character == "(" || character == ")" {
                flush()
                tokens.append(Token(text: String(character), column: offset + 1))
            } else {
                if word.isEmpty { start = offset }
                word.append(character)
            }
        }
        flush()
        self.tokens = tokens
        length = text.count
    }

    mutating func parse() throws(GuardError) -> Guard {
        guard !tokens.isEmpty else {
            throw GuardError(
                column: 1, text: "", reason: "a condition is missing",
                remedy: "Write one, such as \"topic is known\".")
        }
        let condition = try clauses()
        if let rest = peek() {
            throw fail(rest, "this does not belong to the condition", "Remove it.")
        }
        return condition
    }

    private mutating func clauses() throws(GuardError) -> Guard {
        try enter()
        defer { depth -= 1 }
        let first = try clause()
        guard let joint = word(), joint == "and" || joint == "or" else { return first }
        var all = [first]
        while let next = word(), next == "and" || next == "or" {
            guard next == joint else {
                throw fail(
                    peek(), "\"and\" and \"or\" are mixed", "Put brackets around one of them.")
            }
            index += 1
            all.append(try clause())
        }
        return joint == "and" ? .and(all) : .or(all)
    }

    /// Goes one level deeper; the bound keeps a long text from exhausting the stack.
    private mutating func enter() throws(GuardError) {
        if depth >= Self.deepest {
            throw fail(
                peek(), "the condition nests too deeply",
                "Use at most \(Self.deepest) levels of brackets and \"not\".")
        }
        depth += 1
    }

    private mutating func clause() throws(GuardError) -> Guard {
        switch word() {
        case "not":
            try enter()
            defer { depth -= 1 }
            index += 1
            return .not(try clause())
        case "(" where !isPhraseBracket():
            index += 1
            let inner = try clauses()
            try expect(")", "a bracket is not closed", "Write \")\" after the condition.")
            return inner
        case "in":
            index += 1
            return .inState(try name("a state"))
        case "every": return try items(.every)
        case "any": return try items(.any)
        case "no": return try items(.no)
        case "at": return try atLeastItems()
        case nil:
            throw fail(nil, "a condition is missing", "Write one, such as \"topic is known\".")
        default: return try comparison()
        }
    }

    /// Whether the bracket at hand opens a phrase, as in `(5 days before x) is before y`.
    private func isPhraseBracket() -> Bool {
        var level = 0
        for position in index..<tokens.count {
            if tokens[position].text == "(" { level += 1 }
            if tokens[position].text == ")" { level -= 1 }
            if level == 0 {
                return position + 1 < tokens.count && tokens[position + 1].text == "is"
            }
        }
        return false
    }

    private mutating func items(_ quantifier: Guard.Quantifier) throws(GuardError) -> Guard {
        index += 1
        return try itemsOf(quantifier)
    }

    private mutating func atLeastItems() throws(GuardError) -> Guard {
        let start = peek()
        index += 1
        try expect("least", "\"at\" begins \"at least N ITEM\"", "Write \"at least 2 witness\".")
        guard let text = word(), let count = Int(text), count > 0 else {
            throw fail(peek() ?? start, "a number is missing", "Write \"at least 2 witness\".")
        }
        index += 1
        return try itemsOf(.atLeast(count))
    }

    private mutating func itemsOf(_ quantifier: Guard.Quantifier) throws(GuardError) -> Guard {
        let kind = try name("a kind of item")
        guard word() == "in" else { return .items(quantifier, kind: kind, states: []) }
        index += 1
        var states = [try name("a state")]
        while word() == "or", isStateAfterOr() {
            index += 1
            states.append(try name("a state"))
        }
        return .items(quantifier, kind: kind, states: states)
    }

    /// Whether what follows `or` is one more state and not a new clause.
    private func isStateAfterOr() -> Bool {
        guard index + 1 < tokens.count else { return false }
        let next = tokens[index + 1].text
        if Self.clauseOpeners.contains(next) || Int(next) != nil { return false }
        return index + 2 >= tokens.count || ["and", "or", ")"].contains(tokens[index + 2].text)
    }

    func peek() -> Token? { index < tokens.count ? tokens[index] : nil }
    func word() -> String? { peek()?.text }

    mutating func name(_ what: String) throws(GuardError) -> String {
        guard let token = peek(), !["(", ")", "and", "or"].contains(token.text) else {
            throw fail(peek(), "\(what) is missing", "Write \(what) here.")
        }
        index += 1
        return token.text
    }

    mutating func expect(
        _ text: String, _ reason: String, _ remedy: String
    ) throws(GuardError) {
        guard word() == text else { throw fail(peek(), reason, remedy) }
        index += 1
    }

    func fail(_ token: Token?, _ reason: String, _ remedy: String) -> GuardError {
        GuardError(
            column: token?.column ?? length + 1, text: token?.text ?? "", reason: reason,
            remedy: remedy)
    }
}
