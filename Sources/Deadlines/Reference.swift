/// A name that a phrase uses, and as what.
public enum Reference: Hashable, Sendable {
    /// A fact, an event or a deadline.
    case name(String)
    /// A fact of a linked scrutiny.
    case linked(String, fact: String)
    /// A workflow, in `next panel-meeting`.
    case next(String)
    /// A period that is ignored.
    case period(String)
    /// A fact that holds a year, in `8 February in precept-year`.
    case year(String)
    /// A fact that holds a window, in `start of promised`.
    case window(String)
}

extension Reference: CustomStringConvertible {
    /// The name as it stands in the phrase.
    public var description: String {
        switch self {
        case .linked(let name, let fact): "\(name).\(fact)"
        case .name(let name), .next(let name), .period(let name), .year(let name),
            .window(let name):
            name
        }
    }
}

extension DeadlineRule {
    /// Every name the rule uses, in the order of the phrase, none twice.
    public var references: [Reference] { body.references }

    /// Whether a hold moves it: some count in it goes forward. A date that is fixed, or counted
    /// backward, cannot be held.
    public var canBeHeld: Bool { body.canBeHeld }
}

extension Body {
    /// Every name the body uses, in the order of the phrase, none twice.
    public var references: [Reference] {
        var seen: Set<Reference> = []
        return all.filter { seen.insert($0).inserted }
    }

    /// Whether some count in it goes forward, and so can be held.
    public var canBeHeld: Bool {
        switch self {
        case .count(let count): count.isForward || count.point.canBeHeld
        case .point(let point): point.canBeHeld
        }
    }

    fileprivate var all: [Reference] {
        switch self {
        case .point(let point): return point.all
        case .count(let count):
            guard case .period(let name)? = count.ignoring else { return count.point.all }
            return count.point.all + [.period(name)]
        }
    }
}

extension Point {
    fileprivate var all: [Reference] {
        switch self {
        case .name(let name): [.name(name)]
        case .linked(let name, let fact): [.linked(name, fact: fact)]
        case .date, .dayOfYear(_, in: nil): []
        case .dayOfYear(_, in: let year?): [.year(year)]
        case .start(let window), .end(let window): [.window(window)]
        case .next(let workflow, let point): [.next(workflow)] + (point?.all ?? [])
        case .earlier(let first, let second), .later(let first, let second):
            first.all + second.all
        case .group(let body): body.all
        }
    }

    fileprivate var canBeHeld: Bool {
        switch self {
        case .name, .linked, .date, .dayOfYear, .start, .end, .next(_, after: nil): false
        case .next(_, let point?): point.canBeHeld
        case .earlier(let first, let second), .later(let first, let second):
            first.canBeHeld || second.canBeHeld
        case .group(let body): body.canBeHeld
        }
    }
}
