extension PhraseParser {
    mutating func point() throws(PhraseError) -> Point {
        guard let token = tokens.next else {
            throw tokens.error(
                "a point is missing", remedy: "Name a fact, an event, a deadline or a date.")
        }
        guard depth <= Self.maximumDepth else {
            throw tokens.error(
                "points stand too deep within points",
                remedy: "Nest at most \(Self.maximumDepth) deep.")
        }
        depth += 1
        defer { depth -= 1 }
        switch token.word {
        case "(": return .group(try group())
        case "start", "end": return try windowEdge()
        case "next": return try next()
        case "earlier", "later": return try choice()
        default: break
        }
        guard token.text.first?.isNumber == true else { return try named() }
        return try numbered(token)
    }

    private mutating func group() throws(PhraseError) -> Body {
        let opening = tokens.next
        tokens.advance()
        let body = try body()
        guard tokens.take(")") else {
            guard tokens.next == nil else {
                throw tokens.error(
                    "“)” is expected here",
                    remedy: "Close the parenthesis after its one count or point.")
            }
            throw tokens.error(
                at: opening, "the parenthesis is never closed", remedy: "Write “)” after the count."
            )
        }
        return body
    }

    private mutating func windowEdge() throws(PhraseError) -> Point {
        let isStart = tokens.take("start")
        if !isStart { tokens.advance() }
        try expect("of", in: isStart ? "start of WINDOW" : "end of WINDOW")
        let window = try name("a window")
        return isStart ? .start(of: window) : .end(of: window)
    }

    private mutating func next() throws(PhraseError) -> Point {
        tokens.advance()
        let workflow = try name("a workflow")
        guard tokens.take("after") else { return .next(workflow, after: nil) }
        return .next(workflow, after: try point())
    }

    private mutating func choice() throws(PhraseError) -> Point {
        let isEarlier = tokens.take("earlier")
        if !isEarlier { tokens.advance() }
        let expression = "\(isEarlier ? "earlier" : "later") of A and B"
        try expect("of", in: expression)
        let first = try point()
        try expect("and", in: expression)
        let second = try point()
        return isEarlier ? .earlier(first, second) : .later(first, second)
    }

    private mutating func named() throws(PhraseError) -> Point {
        guard let token = tokens.next, token.text.contains(".") else {
            return .name(try name("a fact, an event or a deadline"))
        }
        let parts = token.text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ PhraseName.isValid(String($0)) }) else {
            throw tokens.error(
                "this is no fact of a linked scrutiny",
                remedy: "Write the link's name, one full stop and the fact's: meeting.starts.")
        }
        tokens.advance()
        return .linked(String(parts[0]), fact: String(parts[1]))
    }

    /// A point that begins with a number: a date, or a day of every year.
    private mutating func numbered(_ token: PhraseTokens.Token) throws(PhraseError) -> Point {
        if token.text.contains("-") { return .date(try isoDate()) }
        guard token.text.utf8.allSatisfy({ Self.digits.contains($0) }) else {
            let isTime = token.text.contains(":")
            throw tokens.error(
                isTime ? "a time of day is no point" : "this is no date",
                remedy: isTime
                    ? "Write it at the end, after the day: by call-closes by 17:00."
                    : "Write a date as 2018-01-26 or 26 January.")
        }
        guard let month = tokens.peek(1) else {
            throw tokens.error(
                "a number alone is no point", remedy: "Write a date as 2018-01-26 or 26 January.")
        }
        if Self.unitWords.contains(month.word) {
            throw tokens.error(
                "a count cannot stand here by itself",
                remedy: "Put it in parentheses: (10 days after received).")
        }
        let day = try dayOfYear(token, month)
        tokens.advance()
        tokens.advance()
        guard tokens.take("in") else { return .dayOfYear(day, in: nil) }
        if let year = tokens.next, year.text.utf8.allSatisfy({ Self.digits.contains($0) }) {
            throw tokens.error(
                "after “in” stands the name of a fact that holds a year",
                remedy: "Write a fixed date as \(day.text(in: year.text)).")
        }
        return .dayOfYear(day, in: try name("a year"))
    }

    private func dayOfYear(
        _ dayToken: PhraseTokens.Token, _ monthToken: PhraseTokens.Token
    ) throws(PhraseError) -> DayOfYear {
        guard let month = MonthName.number(of: monthToken.word) else {
            let nearest = Self.nearestMonth(to: monthToken.word)
            throw tokens.error(
                at: monthToken, "a month or a unit is expected after the number",
                remedy: nearest.map { "Did you mean “\($0)”?" }
                    ?? "Write a day as 26 January, a count as 10 working days after received.")
        }
        guard let number = Int(digits: dayToken.text.utf8),
            let day = DayOfYear(month: month, day: number)
        else {
            throw PhraseError(
                column: dayToken.column, text: "\(dayToken.text) \(monthToken.text)",
                reason: "no year has that day",
                remedy: "\(MonthName.long[month - 1]) ends on the "
                    + "\(Ordinal(CivilDate.lengthOfMonth(month, year: 4))).")
        }
        return day
    }

    mutating func isoDate() throws(PhraseError) -> CivilDate {
        guard let token = tokens.next, let date = CivilDate(iso: token.text) else {
            throw tokens.error(
                "this is no date of the calendar",
                remedy: "Write year, month and day with four, two and two digits: 2018-01-26.")
        }
        tokens.advance()
        return date
    }

    /// Takes a name; `what` says what it would name, with its article.
    mutating func name(_ what: String) throws(PhraseError) -> String {
        let remedy = "Write its name in lower-case letters, digits and hyphens."
        guard let token = tokens.next, token.text != ")", token.text != "(" else {
            throw tokens.error("the name of \(what) is expected here", remedy: remedy)
        }
        guard !PhraseName.reserved.contains(token.word) else {
            throw tokens.error(
                "the name of \(what) is expected here, and this is a word of the grammar",
                remedy: remedy)
        }
        guard PhraseName.isWellFormed(token.text) else {
            throw tokens.error(
                "this is not spelt as the name of \(what)",
                remedy: PhraseName.isWellFormed(token.word)
                    ? "Did you mean “\(token.word)”?" : remedy)
        }
        tokens.advance()
        return token.text
    }

    /// Whether the word is a month, or was meant for one and not for a unit.
    static func looksLikeMonth(_ word: String) -> Bool {
        if MonthName.number(of: word) != nil { return true }
        if unitWords.contains(word) { return false }
        return NearestWord.to(word, among: unitWords) == nil && nearestMonth(to: word) != nil
    }

    private static func nearestMonth(to word: String) -> String? {
        let months = MonthName.long.map { $0.lowercased() }
        let begun = word.count >= 3 ? months.first { $0.hasPrefix(word) } : nil
        guard let found = begun ?? NearestWord.to(word, among: months) else { return nil }
        return months.firstIndex(of: found).map { MonthName.long[$0] }
    }
}

extension DayOfYear {
    /// The ISO text of the day in a year given by its digits.
    func text(in year: String) -> String {
        "\(year)-\(month.padded(to: 2))-\(day.padded(to: 2))"
    }
}
