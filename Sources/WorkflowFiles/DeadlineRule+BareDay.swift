package import Deadlines

extension DeadlineRule {
    /// Whether some day in it has no year.
    package var hasBareDay: Bool { body.hasBareDay }
}

extension Body {
    fileprivate var hasBareDay: Bool {
        switch self {
        case .point(let point): point.hasBareDay
        case .count(let count): count.point.hasBareDay
        }
    }
}

extension Point {
    fileprivate var hasBareDay: Bool {
        switch self {
        case .dayOfYear(_, let year): year == nil
        case .name, .linked, .date, .start, .end, .next(_, nil): false
        case .next(_, let point?): point.hasBareDay
        case .earlier(let first, let second), .later(let first, let second):
            first.hasBareDay || second.hasBareDay
        case .group(let body): body.hasBareDay
        }
    }
}
