/// A day that a phrase names, in one of the ways it may be named.
///
/// Names must be ones that `PhraseName` allows: only then does the value print as a phrase that
/// parses back to it.
public indirect enum Point: Hashable, Sendable {
    /// A fact, an event or a deadline: `letter-sent`.
    case name(String)
    /// A fact of a linked scrutiny: `meeting.starts`.
    case linked(String, fact: String)
    /// A date: `2018-01-26`.
    case date(CivilDate)
    /// A day of every year: `8 February in precept-year`; without the name of a year, the first
    /// such day of the run.
    case dayOfYear(DayOfYear, in: String?)
    /// The earliest day of a window: `start of promised`.
    case start(of: String)
    /// The latest day of a window: `end of promised`.
    case end(of: String)
    /// The first scrutiny of a workflow on a later day: `next panel-meeting after letter-sent`;
    /// without a point, later than the run's first day.
    case next(String, after: Point?)
    /// The earlier of two: `earlier of a and b`.
    case earlier(Point, Point)
    /// The later of two: `later of a and b`.
    case later(Point, Point)
    /// What stands in parentheses.
    case group(Body)
}

extension Point: CustomStringConvertible {
    /// The phrase.
    public var description: String {
        switch self {
        case .name(let name): name
        case .linked(let name, let fact): "\(name).\(fact)"
        case .date(let date): "\(date)"
        case .dayOfYear(let day, nil): "\(day)"
        case .dayOfYear(let day, let year?): "\(day) in \(year)"
        case .start(let window): "start of \(window)"
        case .end(let window): "end of \(window)"
        case .next(let workflow, nil): "next \(workflow)"
        case .next(let workflow, let point?): "next \(workflow) after \(point)"
        case .earlier(let first, let second): "earlier of \(first) and \(second)"
        case .later(let first, let second): "later of \(first) and \(second)"
        case .group(let body): "(\(body))"
        }
    }
}

/// A day and a month without a year, `8 February`. 29 February is one; 30 February is none.
public struct DayOfYear: Hashable, Sendable, CustomStringConvertible {
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, 1 to 31.
    public let day: Int

    /// That day of that month; nil if no year has it.
    public init?(month: Int, day: Int) {
        // Year 4 is a leap year: it has every day there is.
        guard CivilDate(year: 4, month: month, day: day) != nil else { return nil }
        self.month = month
        self.day = day
    }

    /// `8 February`.
    public var description: String { "\(day) \(MonthName.long[month - 1])" }
}
