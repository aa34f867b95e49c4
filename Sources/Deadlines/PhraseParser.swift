/// Reads phrases by recursive descent, one method for one rule of the grammar:
///
/// ```
/// rule     := ["on" | "by"] body [roll] [cut]        on and by only before a point
/// body     := count | point
/// count    := N unit ("after" | "beginning with") point [ignoring]
///           | N unit "before" point
///           | "the" Nth "working day following" point [ignoring]
/// point    := NAME | NAME.FACT | ISO date | D Month ["in" NAME]
///           | ("start" | "end") "of" NAME | "next" WORKFLOW ["after" point]
///           | ("earlier" | "later") "of" point "and" point | "(" body ")"
/// ignoring := "ignoring" (PERIOD | ISO "to" ISO)
/// roll     := "rolled forward to a working day"
/// cut      := "by" HH:MM
/// ```
///
/// Words of the grammar are known in any case. `of`, `from` and `following` are read for `after`
/// behind a unit, as statutes have them, and print as `after`.
struct PhraseParser {
    var tokens: PhraseTokens
    var depth = 0

    /// How deep points may stand within points.
    static let maximumDepth = 32

    init(_ text: String) throws(PhraseError) {
        tokens = try PhraseTokens(text)
    }

    /// What has not been read yet.
    var rest: Substring { tokens.rest }

    mutating func rule() throws(PhraseError) -> DeadlineRule {
        let first = tokens.next
        let preposition = first.flatMap { DeadlineRule.Preposition(rawValue: $0.word) }
        if preposition != nil { tokens.advance() }
        let body = try body()
        if let preposition, case .count = body {
            throw tokens.error(
                at: first, "“\(preposition.rawValue)” stands only before a point, not a count",
                remedy: "Leave it out.")
        }
        let rolled = try roll()
        let cut = try cut()
        if cut != nil, tokens.next?.word == "rolled" {
            throw tokens.error(
                "the roll stands before the time",
                remedy: "Write “rolled forward to a working day by \(cut?.description ?? "")”.")
        }
        try expectEnd()
        return DeadlineRule(unchecked: preposition, body, rolled, cut)
    }

    mutating func body() throws(PhraseError) -> Body {
        if tokens.next?.word == "the" { return .count(try ordinalCount()) }
        return startsCount ? .count(try count()) : .point(try point())
    }

    private mutating func roll() throws(PhraseError) -> Bool {
        guard tokens.take("rolled") else { return false }
        for word in ["forward", "to", "a", "working", "day"] {
            try expect(word, in: "rolled forward to a working day")
        }
        return true
    }

    private mutating func cut() throws(PhraseError) -> TimeOfDay? {
        guard tokens.take("by") else { return nil }
        guard let token = tokens.next, let time = TimeOfDay(token.text) else {
            throw tokens.error(
                "a time of day is expected after “by”",
                remedy: "Write it with two digits each, from 00:00 to 23:59: 17:00.")
        }
        tokens.advance()
        return time
    }

    /// Takes a word that a fixed expression needs here.
    mutating func expect(_ word: String, in expression: String) throws(PhraseError) {
        guard tokens.take(word) else {
            throw tokens.error(
                "“\(word)” is expected here", remedy: "Write “\(expression)”.")
        }
    }

    /// Refuses words after the end of a phrase, and guesses what they were meant for.
    func expectEnd() throws(PhraseError) {
        guard let token = tokens.next else { return }
        if token.text == ")" {
            throw tokens.error(
                "there is no parenthesis to close", remedy: "Leave it out, or write “(” before.")
        }
        let reason = "the phrase should end before this"
        if let word = NearestWord.to(token.word, among: ["ignoring", "rolled", "by"]) {
            if word != token.word {
                throw tokens.error(reason, remedy: "Did you mean “\(word)”?")
            }
            throw tokens.error(
                "“\(word)” cannot stand here",
                remedy: "Write at most one of each, in this order: ignoring, rolled, by.")
        }
        let openers = ["next", "start", "end", "earlier", "later"]
        if let previous = tokens.previous,
            let word = NearestWord.to(previous.word, among: openers)
        {
            throw tokens.error(
                reason, remedy: "Did you mean “\(word)” instead of “\(previous.text)”?")
        }
        throw tokens.error(reason, remedy: "Leave it out.")
    }
}
