package import Deadlines

/// A condition over facts, deadlines, states and items. No guard reads today's date.
package indirect enum Guard: Hashable, Sendable {
    /// All hold.
    case and([Guard])
    /// One holds.
    case or([Guard])
    /// It does not hold.
    case not(Guard)
    /// The fact, event or deadline has a value or a day.
    case known(String)
    /// `FACT is VALUE` or `DEADLINE is STATUS`.
    case equals(name: String, value: String)
    /// `FACT is not VALUE`: false while the fact is unknown.
    case differs(name: String, value: String)
    /// `FACT is at least N`.
    case atLeast(fact: String, Double)
    /// `FACT is at least N/M of FACT`.
    case atLeastShare(fact: String, numerator: Int, denominator: Int, of: String)
    /// `day is before day`.
    case day(Day, Relation, Day)
    /// `in STATE`.
    case inState(String)
    /// `every|any|no ITEM [in STATE or STATE]`; no states: any state.
    case items(Quantifier, kind: String, states: [String])

    /// How one day lies to another.
    package enum Relation: String, Sendable, CaseIterable {
        /// Earlier.
        case before = "before"
        /// Later.
        case after = "after"
        /// Not later.
        case onOrBefore = "on or before"
        /// Not earlier.
        case onOrAfter = "on or after"

        /// Whether the relation holds between two days.
        package func holds(_ left: CivilDate, _ right: CivilDate) -> Bool {
            switch self {
            case .before: left < right
            case .after: left > right
            case .onOrBefore: left <= right
            case .onOrAfter: left >= right
            }
        }
    }

    /// A day in a comparison.
    package enum Day: Hashable, Sendable {
        /// The day the present event occurred.
        case occurred
        /// A phrase.
        case phrase(Body)
    }

    /// How many of the items.
    package enum Quantifier: Hashable, Sendable {
        /// All of them; true where there are none.
        case every
        /// One at least.
        case any
        /// None.
        case no
        /// That many at least.
        case atLeast(Int)
    }
}

extension Guard: CustomStringConvertible {
    /// The guard as it is written.
    package var description: String {
        switch self {
        case .and(let clauses): clauses.map(\.asClause).joined(separator: " and ")
        case .or(let clauses): clauses.map(\.asClause).joined(separator: " or ")
        case .not(.known(let name)): "\(name) is unknown"
        case .not(let inner): "not \(inner.asClause)"
        case .known(let name): "\(name) is known"
        case .equals(let name, let value): "\(name) is \(value)"
        case .differs(let name, let value): "\(name) is not \(value)"
        case .atLeast(let fact, let number): "\(fact) is at least \(FactValue.text(of: number))"
        case .atLeastShare(let fact, let numerator, let denominator, let whole):
            "\(fact) is at least \(numerator)/\(denominator) of \(whole)"
        case .day(let left, let relation, let right): "\(left) is \(relation.rawValue) \(right)"
        case .inState(let state): "in \(state)"
        case .items(let quantifier, let kind, let states):
            "\(quantifier) \(kind)"
                + (states.isEmpty ? "" : " in " + states.joined(separator: " or "))
        }
    }

    private var asClause: String {
        switch self {
        case .and, .or: "(\(self))"
        default: description
        }
    }
}

extension Guard.Day: CustomStringConvertible {
    package var description: String {
        switch self {
        case .occurred: "occurred"
        case .phrase(let body): "\(body)"
        }
    }
}

extension Guard.Quantifier: CustomStringConvertible {
    package var description: String {
        switch self {
        case .every: "every"
        case .any: "any"
        case .no: "no"
        case .atLeast(let count): "at least \(count)"
        }
    }
}
