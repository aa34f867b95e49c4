import Deadlines
import Workflows

/// The days that a fact may lawfully be, in the light of what is known.
struct FactRange {
    /// The first and the last day, as far as they are known.
    struct Ends: Hashable {
        var first: CivilDate?
        var last: CivilDate?

        /// Whether both are known and no day lies between them.
        var leaveNoDay: Bool {
            guard let first, let last else { return false }
            return first > last
        }

        /// Whether a day that is set comes before the first.
        func areAfter(_ day: CivilDate?) -> Bool {
            guard let first, let day else { return false }
            return first > day
        }
    }

    /// How far from a known date another that works is sought, in days.
    static let reach = 366

    let fact: FactDeclaration
    let ends: Ends
    private let context: PartContext

    init(_ fact: FactDeclaration, in part: ItemID?, of step: DecidingStep) throws {
        self.fact = fact
        let rules = [fact.notBefore, fact.notAfter].compactMap(\.self)
        context = try PartContext(
            step: step, part: part, references: rules.flatMap(\.references))
        ends = Self.ends(of: fact, in: context)
    }

    private static func ends(of fact: FactDeclaration, in context: some DeadlineContext) -> Ends {
        Ends(
            first: fact.notBefore.flatMap { $0.day(in: context) },
            last: fact.notAfter.flatMap { $0.day(in: context) })
    }

    /// The facts, events and deadlines from which its first day is counted.
    var anchors: [Reference] {
        (fact.notBefore?.references ?? []).filter { reference in
            switch reference {
            case .name, .linked: true
            case .next, .period, .year, .window: false
            }
        }
    }

    /// An anchor's day; nil while it is not known.
    func day(of anchor: Reference) -> CivilDate? {
        let resolved: Resolved? =
            switch anchor {
            case .name(let name): context.date(of: name)
            case .linked(let name, let fact): context.date(of: name, fact: fact)
            case .next, .period, .year, .window: nil
            }
        guard case .date(let day, _, _)? = resolved else { return nil }
        return day
    }

    /// A last day in words, with the last working day where that comes before it.
    func words(_ day: CivilDate) -> String {
        guard let working = context.calendar.workingDay(onOrBefore: day), working < day else {
            return day.long
        }
        return "\(day.long) (the last working day is \(working.long))"
    }

    /// The ends if an anchor were on another day.
    func ends(supposing anchor: Reference, on day: CivilDate) -> Ends {
        Self.ends(of: fact, in: Supposing(anchor, on: day, over: context))
    }

    /// The latest day of an anchor earlier than another that leaves a day, or allows the one that
    /// is set; nil: none within a year.
    func latest(
        _ anchor: Reference, before day: CivilDate, allowing value: CivilDate? = nil
    ) -> CivilDate? {
        (1...Self.reach).lazy.compactMap { day.adding(days: -$0) }.first {
            let ends = ends(supposing: anchor, on: $0)
            return !ends.leaveNoDay && !ends.areAfter(value)
        }
    }
}

extension DeadlineRule {
    /// The day the rule gives; nil while it cannot be known, or where it gives none.
    func day(in context: some DeadlineContext) -> CivilDate? {
        do throws(EvaluationError) {
            guard case .due(let due) = try evaluate(in: context) else { return nil }
            return due.date
        } catch {
            // What gives no day bounds nothing.
            return nil
        }
    }
}

/// A context in which one name stands for another day than it does.
struct Supposing: DeadlineContext {
    private let anchor: Reference
    private let day: CivilDate
    private let base: PartContext

    init(_ anchor: Reference, on day: CivilDate, over base: PartContext) {
        self.anchor = anchor
        self.day = day
        self.base = base
    }

    var calendar: WorkingCalendar { base.calendar }
    var runStart: CivilDate { base.runStart }
    var holds: [Period] { base.holds }

    func date(of name: String) -> Resolved {
        anchor == .name(name) ? .date(day) : base.date(of: name)
    }

    func date(of name: String, fact: String) -> Resolved {
        anchor == .linked(name, fact: fact) ? .date(day) : base.date(of: name, fact: fact)
    }

    func window(of name: String) -> ResolvedWindow { base.window(of: name) }
    func year(of name: String) -> Int? { base.year(of: name) }
    func periods(named name: String) -> [Period]? { base.periods(named: name) }
    func next(_ workflow: String, after date: CivilDate) -> Resolved {
        base.next(workflow, after: date)
    }
}
