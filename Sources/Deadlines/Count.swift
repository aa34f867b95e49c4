/// A span counted from a point: `3 weeks beginning with notice-received ignoring post-election`.
public struct Count: Hashable, Sendable {
    /// How far to count.
    public let span: Span
    /// Which way, and whether the point itself is counted.
    public let direction: Direction
    /// Where counting starts.
    public let point: Point
    /// Days that do not count; only ever with a forward count of days.
    public let ignoring: Ignoring?

    /// Which way a count goes, in the words of the phrase.
    public enum Direction: Hashable, Sendable, CaseIterable {
        /// Forward, the point left out.
        case after
        /// Forward, the point being day 1.
        case beginningWith
        /// Backward, the point left out.
        case before
        /// Forward by working days, the point left out: `the 20th working day following`.
        case following
    }

    /// A count; nil where the parts do not go together: clear days do not begin with a point,
    /// `following` counts working days, and only forward counts of days can ignore some.
    public init?(
        _ span: Span, _ direction: Direction, _ point: Point, ignoring: Ignoring? = nil
    ) {
        if direction == .beginningWith, span.unit.isClear { return nil }
        if direction == .following, span.unit != .workingDay { return nil }
        if ignoring != nil, direction == .before || span.unit.isMonths { return nil }
        self.init(unchecked: span, direction, point, ignoring: ignoring)
    }

    /// For parts already known to go together.
    init(unchecked span: Span, _ direction: Direction, _ point: Point, ignoring: Ignoring?) {
        self.span = span
        self.direction = direction
        self.point = point
        self.ignoring = ignoring
    }

    /// Whether it counts towards later days, and so can be held.
    public var isForward: Bool { direction != .before }
}

extension Count: CustomStringConvertible {
    /// The phrase.
    public var description: String {
        let counted =
            switch direction {
            case .after: "\(span) after \(point)"
            case .beginningWith: "\(span) beginning with \(point)"
            case .before: "\(span) before \(point)"
            case .following: "the \(Ordinal(span.amount)) working day following \(point)"
            }
        return ignoring.map { "\(counted) ignoring \($0)" } ?? counted
    }
}

/// Days that a count passes over.
public enum Ignoring: Hashable, Sendable, CustomStringConvertible {
    /// A period that the definition names: `post-election`.
    case period(String)
    /// Two days and all between: `2024-05-02 to 2024-05-10`.
    case days(ClosedRange<CivilDate>)

    /// The phrase after `ignoring`.
    public var description: String {
        switch self {
        case .period(let name): name
        case .days(let days): "\(days.lowerBound) to \(days.upperBound)"
        }
    }
}

/// A number's place in a row: `1st`, `2nd`, `11th`, `20th`.
struct Ordinal: CustomStringConvertible {
    let number: Int

    init(_ number: Int) {
        self.number = number
    }

    var description: String { "\(number)\(suffix)" }

    var suffix: String {
        if (11...13).contains(number % 100) { return "th" }
        switch number % 10 {
        case 1: return "st"
        case 2: return "nd"
        case 3: return "rd"
        default: return "th"
        }
    }
}
