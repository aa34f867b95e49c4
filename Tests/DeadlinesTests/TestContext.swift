@testable public import Deadlines

/// A world for evaluations, set up in place.
struct TestContext: DeadlineContext {
    var calendar = ShippedCalendars.englandAndWales
    var runStart: CivilDate = "2018-01-01"
    var holds: [Period] = []
    var dates: [String: Resolved] = [:]
    var windows: [String: ResolvedWindow] = [:]
    var years: [String: Int] = [:]
    var namedPeriods: [String: [Period]] = [:]
    /// The days of each workflow's scrutinies, in order.
    var workflows: [String: [CivilDate]] = [:]

    func date(of name: String) -> Resolved {
        dates[name] ?? .unknown(reason: "not recorded")
    }

    func date(of name: String, fact: String) -> Resolved {
        dates["\(name).\(fact)"] ?? .unknown(reason: "not planned")
    }

    func window(of name: String) -> ResolvedWindow {
        windows[name] ?? .unknown(reason: "not promised")
    }

    func year(of name: String) -> Int? { years[name] }

    func periods(named name: String) -> [Period]? { namedPeriods[name] }

    func next(_ workflow: String, after date: CivilDate) -> Resolved {
        guard let next = workflows[workflow]?.first(where: { $0 > date }) else {
            return .unknown(reason: "none is planned")
        }
        return .date(next)
    }
}

/// Dates of tests are written as they read: a text that is no date ends the test run.
extension CivilDate: ExpressibleByStringLiteral {
    /// The date from its ISO 8601 text.
    public init(stringLiteral text: String) {
        guard let date = CivilDate(iso: text) else { fatalError("\(text) is no date") }
        self = date
    }
}

extension Evaluation {
    /// The due date, if there is one.
    var date: CivilDate? {
        guard case .due(let due) = self else { return nil }
        return due.date
    }

    var due: Due? {
        guard case .due(let due) = self else { return nil }
        return due
    }
}

/// A deadline rule's date in one call, nil if it has none.
func date(_ phrase: String, in context: TestContext = TestContext()) throws -> CivilDate? {
    try DeadlineRule(parsing: phrase).evaluate(in: context).date
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
