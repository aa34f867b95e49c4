import Deadlines
import Documents
import Workflows

extension DefinitionCheck {
    /// A range whose two ends hang on the same anchor, or on none, must hold a day for some day of
    /// that anchor. What hangs on several is left to when they are known.
    func checkRange(_ fact: FactDeclaration, at position: SourcePosition) {
        guard let notBefore = fact.notBefore, let notAfter = fact.notAfter else { return }
        let anchors = Set(notBefore.references + notAfter.references)
        let isBare = notBefore.hasBareDay || notAfter.hasBareDay
        guard anchors.count + (isBare ? 1 : 0) <= 1, anchors.allSatisfy(\.isOneDay) else {
            return
        }
        let isPossible = Trial.calendars.contains { calendar in
            Trial.days.contains { day in
                let trial = Trial(calendar: calendar, day: day)
                guard let first = trial.day(of: notBefore), let last = trial.day(of: notAfter)
                else { return true }
                return first <= last
            }
        }
        guard !isPossible else { return }
        log.error(
            at: position, "\(notBefore)",
            "no day can ever be in the range of \(fact.name): \(notBefore) is always later than "
                + "\(notAfter)",
            remedy: "Mend not-before or not-after.")
    }
}

extension Reference {
    /// Whether one day, or one year, says all there is to know of it.
    fileprivate var isOneDay: Bool {
        switch self {
        case .name, .linked, .year: true
        case .next, .period, .window: false
        }
    }
}

/// A world in which everything falls on one day.
private struct Trial: DeadlineContext {
    let calendar: WorkingCalendar
    let day: CivilDate

    /// Four years, a leap year among them.
    static let days: [CivilDate] = {
        guard let first = CivilDate(year: 2028, month: 1, day: 1) else { return [] }
        return (0..<1_461).compactMap(first.adding(days:))
    }()

    /// One with weekends alone, and one in which most weekdays are holidays: what is impossible in
    /// both does not hang on holidays.
    static let calendars = [
        [], days.filter { [.monday, .wednesday, .friday].contains($0.weekday) },
    ]
    .map { holidays in
        WorkingCalendar(
            name: "trial", title: "Trial", version: "1", source: "",
            coverage: CivilDate.first...CivilDate.last,
            holidays: holidays.map { Holiday(date: $0, title: "holiday", division: "trial") })
    }

    func day(of rule: DeadlineRule) -> CivilDate? {
        do throws(EvaluationError) {
            guard case .due(let due) = try rule.evaluate(in: self) else { return nil }
            return due.date
        } catch {
            // A rule that gives no day bounds nothing.
            return nil
        }
    }

    var runStart: CivilDate { day }
    var holds: [Period] { [] }
    func date(of name: String) -> Resolved { .date(day) }
    func date(of name: String, fact: String) -> Resolved { .date(day) }
    func window(of name: String) -> ResolvedWindow { .unknown(reason: "") }
    func year(of name: String) -> Int? { day.year }
    func periods(named name: String) -> [Period]? { nil }
    func next(_ workflow: String, after date: CivilDate) -> Resolved { .unknown(reason: "") }
}
