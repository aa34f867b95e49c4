import Deadlines

extension GuardParser {
    /// A clause around `is`: a name with what it is, or two days.
    mutating func comparison() throws(GuardError) -> Guard {
        let start = index
        guard let verb = position(of: "is") else {
            throw fail(
                peek(), "a condition needs \"is\"",
                "Write \"NAME is known\", \"NAME is VALUE\" or \"DAY is before DAY\".")
        }
        let left = tokens[start..<verb].map(\.text).joined(separator: " ")
        guard verb > start else { throw fail(peek(), "a name is missing before \"is\"", "Add it.") }
        index = verb + 1
        if let relation = relation() { return try days(start..<verb, relation) }
        guard verb == start + 1 else {
            throw fail(tokens[start], "\"\(left)\" is not a name", "Write one name before \"is\".")
        }
        return try value(of: left)
    }

    private mutating func value(of name: String) throws(GuardError) -> Guard {
        switch word() {
        case "known":
            index += 1
            return .known(name)
        case "unknown":
            index += 1
            return .not(.known(name))
        case "not":
            index += 1
            return .differs(name: name, value: try self.name("a value"))
        case "at":
            index += 1
            try expect("least", "\"at\" begins \"at least\"", "Write \"at least 2\".")
            return try least(name)
        default: return .equals(name: name, value: try self.name("a value"))
        }
    }

    private mutating func least(_ fact: String) throws(GuardError) -> Guard {
        let token = peek()
        let text = try name("a number")
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, let top = Int(parts[0]), let bottom = Int(parts[1]), bottom > 0,
            top > 0
        {
            try expect("of", "a share needs \"of\"", "Write \"at least \(text) of members\".")
            return .atLeastShare(
                fact: fact, numerator: top, denominator: bottom, of: try name("a fact"))
        }
        guard let number = Double(text), number.isFinite else {
            throw fail(token, "\"\(text)\" is not a number", "Write digits, or a share as 2/3.")
        }
        return .atLeast(fact: fact, number)
    }

    private mutating func relation() -> Guard.Relation? {
        let words = tokens[index...].prefix(3).map(\.text)
        for relation in [Guard.Relation.onOrBefore, .onOrAfter, .before, .after] {
            let wanted = relation.rawValue.split(separator: " ").map(String.init)
            if Array(words.prefix(wanted.count)) == wanted {
                index += wanted.count
                return relation
            }
        }
        return nil
    }

    private mutating func days(
        _ left: Range<Int>, _ relation: Guard.Relation
    ) throws(GuardError) -> Guard {
        let first = try day(left)
        // A phrase may itself hold "and": the longest stretch that is a phrase is the day.
        let ends = stops(from: index)
        var failure: GuardError?
        for end in ends.reversed() where end > index {
            do {
                let second = try day(index..<end)
                index = end
                return .day(first, relation, second)
            } catch {
                failure = error
            }
        }
        throw failure ?? fail(peek(), "a day is missing", "Write a day after the relation.")
    }

    /// Where a clause that begins here may end: before each `and`, `or` or closing bracket.
    private func stops(from start: Int) -> [Int] {
        var level = 0
        var found: [Int] = []
        for position in start..<tokens.count {
            let text = tokens[position].text
            if text == "(" { level += 1 }
            if text == ")" {
                if level == 0 { return found + [position] }
                level -= 1
            }
            if level == 0, text == "and" || text == "or" { found.append(position) }
        }
        return found + [tokens.count]
    }

    private func day(_ range: Range<Int>) throws(GuardError) -> Guard.Day {
        let words = tokens[range].map(\.text)
        if words == ["occurred"] { return .occurred }
        let text = words.joined(separator: " ")
            .replacingBracketBlanks()
        do {
            return .phrase(try Body(parsing: text))
        } catch {
            let column = (range.first.map { tokens[$0].column } ?? 1) + error.column - 1
            throw GuardError(
                column: column, text: error.text, reason: error.reason, remedy: error.remedy)
        }
    }

    private func position(of text: String) -> Int? {
        var level = 0
        for position in index..<tokens.count {
            let token = tokens[position].text
            if token == "(" { level += 1 }
            if token == ")" { level -= 1 }
            if level < 0 { return nil }
            if level == 0, token == text { return position }
        }
        return nil
    }
}

extension String {
    /// The text without the blanks that tokenising put inside brackets.
    fileprivate func replacingBracketBlanks() -> String {
        var result = ""
        var previous: Character?
        for character in self {
            if character == " ", previous == "(" { continue }
            if character == ")", previous == " " { result.removeLast() }
            result.append(character)
            previous = character
        }
        return result
    }
}
