@testable import Deadlines

/// Makes up rules, from a seed.
struct PhraseSource {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func rule() -> DeadlineRule {
        let body = body(depth: 0)
        var preposition: DeadlineRule.Preposition?
        if case .point = body { preposition = pick([nil, .on, .by]) }
        return DeadlineRule(
            unchecked: preposition, body, chance(3),
            chance(3) ? TimeOfDay(uncheckedMinutes: Int.random(in: 0..<1_440, using: &random)) : nil
        )
    }

    mutating func body(depth: Int) -> Body {
        chance(2) ? .count(count(depth: depth)) : .point(point(depth: depth))
    }

    mutating func span() -> Span {
        let amount = pick([1, 2, 3, 11, 12, 13, 20, 21, 22, 23, 101, 112, Span.maximumAmount])
        return Span(unchecked: amount, pick(Unit.allCases))
    }

    mutating func rung() -> RungPhrase {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: .before(span())
        case 1: .onTheDay
        case 2: .after(span())
        case 3: .halfway
        case 4: .every(span())
        default: .atOnce
        }
    }

    /// The same phrase with the words of the grammar in other case and more blanks. Names keep
    /// their case: all of them hold a digit or a hyphen here.
    mutating func untidy(_ phrase: String) -> String {
        phrase.split(separator: " ").map { word -> String in
            let bare = word.filter { $0.isLetter }
            let isName = word.contains { $0.isNumber || $0 == "-" || $0 == "." }
            let text = isName || bare.isEmpty || chance(2) ? String(word) : word.uppercased()
            return text + pick([" ", "  ", "\t", " \n "])
        }
        .joined()
    }

    private mutating func count(depth: Int) -> Count {
        for _ in 0..<1_000 {
            let ignoring: Ignoring? = chance(3) ? self.ignoring() : nil
            let direction = pick(Count.Direction.allCases)
            if let count = Count(span(), direction, point(depth: depth + 1), ignoring: ignoring) {
                return count
            }
        }
        fatalError("a thousand random counts in a row are impossible")
    }

    private mutating func ignoring() -> Ignoring {
        let (first, second) = (date(), date())
        return chance(2) ? .period(name()) : .days(min(first, second)...max(first, second))
    }

    private mutating func point(depth: Int) -> Point {
        switch Int.random(in: 0..<(depth < 4 ? 12 : 6), using: &random) {
        case 0, 1: .name(name())
        case 2: .linked(name(), fact: name())
        case 3: .date(date())
        case 4: .dayOfYear(dayOfYear(), in: chance(2) ? name() : nil)
        case 5: chance(2) ? .start(of: name()) : .end(of: name())
        case 6, 7: .next(name(), after: chance(2) ? point(depth: depth + 1) : nil)
        case 8: .earlier(point(depth: depth + 1), point(depth: depth + 1))
        case 9: .later(point(depth: depth + 1), point(depth: depth + 1))
        default: .group(body(depth: depth + 1))
        }
    }

    private mutating func name() -> String {
        pick(["letter-sent", "x1", "call-closes", "s29-2", "next-of-kin", "a1", "to-day", "may-1"])
    }

    private mutating func date() -> CivilDate {
        let range = CivilDate.first.dayNumber...CivilDate.last.dayNumber
        return CivilDate(unchecked: Int.random(in: range, using: &random))
    }

    private mutating func dayOfYear() -> DayOfYear {
        let parts = date().parts
        return DayOfYear(month: parts.month, day: parts.day) ?? dayOfYear()
    }

    private mutating func chance(_ one: Int) -> Bool {
        Int.random(in: 0..<one, using: &random) == 0
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
}
