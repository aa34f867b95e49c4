extension PhraseParser {
    /// Whether a count stands here: something like a number that begins no date.
    var startsCount: Bool {
        guard let token = tokens.next, let first = token.text.first else { return false }
        if Self.numberWords.contains(token.word), tokens.peek(1) != nil { return true }
        guard first.isNumber || "+-.".contains(first) else { return false }
        let looksLikeDate = token.text.contains(":") || token.text.dropFirst().contains("-")
        if looksLikeDate { return false }
        return tokens.peek(1).map { !Self.looksLikeMonth($0.word) } ?? true
    }

    mutating func count() throws(PhraseError) -> Count {
        let span = try span()
        let directionToken = tokens.next
        let direction = try direction()
        if direction == .beginningWith, span.unit.isClear {
            throw tokens.error(
                at: directionToken, "clear days leave out both ends, so they begin with none",
                remedy: "Write “\(span) after”.")
        }
        let point = try point()
        let ignoring = try ignoring(of: span, direction)
        return Count(unchecked: span, direction, point, ignoring: ignoring)
    }

    mutating func ordinalCount() throws(PhraseError) -> Count {
        try expect("the", in: "the 20th working day following")
        let amount = try ordinal()
        let expression = "the \(Ordinal(amount)) working day following"
        for word in ["working", "day", "following"] {
            try expect(word, in: expression)
        }
        let span = Span(unchecked: amount, .workingDay)
        let point = try point()
        let ignoring = try ignoring(of: span, .following)
        return Count(unchecked: span, .following, point, ignoring: ignoring)
    }

    mutating func span() throws(PhraseError) -> Span {
        let amount = try amount()
        return Span(unchecked: amount, try unit())
    }

    private mutating func amount() throws(PhraseError) -> Int {
        let example = "Write a whole number from 1 on, and a unit: 10 working days."
        guard let token = tokens.next else {
            throw tokens.error("a count is missing", remedy: example)
        }
        guard token.text.utf8.allSatisfy({ Self.digits.contains($0) }) else {
            throw tokens.error("a count is a whole number in digits, without sign", remedy: example)
        }
        let amount = try allowed(Int(digits: token.text.utf8))
        tokens.advance()
        return amount
    }

    private mutating func ordinal() throws(PhraseError) -> Int {
        let example = "Write it as in “the 20th working day following”."
        guard let token = tokens.next else {
            throw tokens.error("a number such as 20th is missing", remedy: example)
        }
        let digits = token.text.utf8.prefix { Self.digits.contains($0) }
        guard !digits.isEmpty else {
            throw tokens.error("a number such as 20th is expected here", remedy: example)
        }
        let amount = try allowed(Int(digits: digits))
        guard token.word.dropFirst(digits.count) == Ordinal(amount).suffix else {
            throw tokens.error(
                "the number's ending is wrong", remedy: "Write “\(Ordinal(amount))”.")
        }
        tokens.advance()
        return amount
    }

    private func allowed(_ amount: Int?) throws(PhraseError) -> Int {
        guard let amount, amount <= Span.maximumAmount else {
            throw tokens.error(
                "the count is too large",
                remedy: "Use at most \(Span.maximumAmount), or name the day itself.")
        }
        guard amount > 0 else {
            throw tokens.error(
                "a count of nought says nothing", remedy: "Name the day itself, or count from 1.")
        }
        return amount
    }

    private mutating func unit() throws(PhraseError) -> Unit {
        guard let word = tokens.next?.word else {
            throw tokens.error(
                "a unit is missing after the count",
                remedy: "Write as in “10 working days after received”.")
        }
        for unit in Unit.allCases where word == unit.singular || word == unit.singular + "s" {
            tokens.advance()
            return unit
        }
        if tokens.take("working") {
            try expectDays(after: "working")
            return .workingDay
        }
        if tokens.take("clear") {
            guard tokens.take("working") else {
                try expectDays(after: "clear")
                return .clearDay
            }
            try expectDays(after: "clear working")
            return .clearWorkingDay
        }
        let nearest = NearestWord.to(word, among: Self.unitWords)
        throw tokens.error(
            "this is no unit", remedy: nearest.map { "Did you mean “\($0)”?" } ?? Self.unitsRemedy)
    }

    private mutating func expectDays(after words: String) throws(PhraseError) {
        guard tokens.take("days") || tokens.take("day") else {
            throw tokens.error(
                "“days” is expected after “\(words)”", remedy: "Write “\(words) days”.")
        }
    }

    private mutating func direction() throws(PhraseError) -> Count.Direction {
        if tokens.take("before") { return .before }
        for word in ["after", "of", "from", "following"] where tokens.take(word) {
            return .after
        }
        if tokens.take("beginning") {
            try expect("with", in: "beginning with")
            return .beginningWith
        }
        let remedy = "Say from where it counts: “after”, “before” or “beginning with” a point."
        guard let word = tokens.next?.word else {
            throw tokens.error("the count hangs in the air", remedy: remedy)
        }
        let words = ["after", "before", "beginning", "following"]
        throw tokens.error(
            "a direction is expected after the unit",
            remedy: NearestWord.to(word, among: words).map { "Did you mean “\($0)”?" } ?? remedy)
    }

    private mutating func ignoring(
        of span: Span, _ direction: Count.Direction
    ) throws(PhraseError) -> Ignoring? {
        guard tokens.next?.word == "ignoring" else { return nil }
        if direction == .before {
            throw tokens.error(
                "a count backward ignores no days", remedy: "Leave it out, or count forward.")
        }
        if span.unit.isMonths {
            throw tokens.error(
                "a count by months or years has no days that could be ignored",
                remedy: "Count in days, weeks or working days.")
        }
        tokens.advance()
        guard let token = tokens.next, token.text.first?.isNumber == true else {
            return .period(try name("a period"))
        }
        let start = try isoDate()
        try expect("to", in: "ignoring \(start) to \(start)")
        let endToken = tokens.next
        let end = try isoDate()
        guard start <= end else {
            throw tokens.error(
                at: endToken, "the days end before they begin", remedy: "Write the earlier first.")
        }
        return .days(start...end)
    }

    static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    private static let numberWords: Set<String> = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ]

    static let unitWords =
        ["days", "day", "weeks", "week", "months", "month", "years", "year", "working", "clear"]

    private static let unitsRemedy =
        "Use days, weeks, months, years, working days, clear days or clear working days."
}
