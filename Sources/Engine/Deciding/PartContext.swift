import Deadlines
import Workflows

/// What the names in a deadline phrase mean in one part of a scrutiny: sought in the item first,
/// then in the scrutiny.
struct PartContext: DeadlineContext {
    let calendar: WorkingCalendar
    let runStart: CivilDate
    private let step: DecidingStep
    private let part: ItemID?
    private let happenings: [String: [Happening]]
    private let links: [String: LinkedScrutiny]
    private let dues: [DeadlineID: CivilDate?]

    /// A context. What the phrase needs of other scrutinies is read here, once.
    ///
    /// - Parameters:
    ///   - references: what the phrase names; only that is read.
    ///   - dues: days of deadlines already computed in this step, which win over the runs'.
    init(
        step: DecidingStep, part: ItemID?, references: [Reference],
        declaration: DeadlineDeclaration? = nil, run: DeadlineRun? = nil,
        dues: [DeadlineID: CivilDate?] = [:]
    ) throws {
        self.step = step
        self.part = part
        self.dues = dues
        if let declaration {
            calendar = try step.calendar(of: declaration, for: run)
        } else {
            guard let named = step.snapshot.calendar(step.definition.calendar) else {
                throw Refusal.missing(
                    what: "The calendar \(step.definition.calendar)",
                    remedy: "Put it among the calendars, or name one that is there.")
            }
            calendar = named
        }
        let holds = declaration?.isExtendable == true ? step.state.holds : []
        self.holds = holds.map {
            Period(
                from: $0.from, to: $0.to, name: "the hold",
                note: "\($0.reason), entry \($0.sequence)")
        }
        runStart = run?.armedOn ?? step.state.openedOn
        var happenings: [String: [Happening]] = [:]
        var links: [String: LinkedScrutiny] = [:]
        for reference in references {
            switch reference {
            case .next(let name): happenings[name] = try step.snapshot.happenings(of: name)
            case .linked(let fact, _):
                guard case .scrutinies(let ids) = step.value(of: fact, in: part) else { continue }
                for id in ids { links[id] = try step.snapshot.linked(id) }
            case .name, .period, .year, .window: continue
            }
        }
        self.happenings = happenings
        self.links = links
    }

    /// The scrutiny's holds, for a deadline whose clock they stop.
    let holds: [Period]

    func date(of name: String) -> Resolved {
        if let value = step.value(of: name, in: part) { return resolved(value, name: name) }
        if let occurrence = step.occurrence(of: name, in: part) {
            guard let date = occurrence.date else {
                return .unknown(reason: "\(name) was recorded without a date")
            }
            return .date(
                date, time: occurrence.time,
                note: "\(name), recorded in entry \(occurrence.sequence)")
        }
        if let run = step.run(named: name, in: part) {
            if let due = dues[run.id, default: run.due] {
                return .date(due, time: run.cut, note: "the deadline \(name)")
            }
            return .unknown(reason: "the deadline \(name) has no day yet")
        }
        return .unknown(reason: "\(name) is not known yet")
    }

    func date(of name: String, fact: String) -> Resolved {
        guard case .scrutinies(let ids) = step.value(of: name, in: part), let id = ids.first
        else { return .unknown(reason: "\(name) is not known yet") }
        guard let linked = links[id] else {
            return .unknown(reason: "there is no scrutiny \(id)")
        }
        guard let value = linked.facts[fact] else {
            return .unknown(reason: "\(fact) of \(id) is not known yet")
        }
        return resolved(value, name: "\(fact) of \(id)")
    }

    func window(of name: String) -> ResolvedWindow {
        switch step.value(of: name, in: part) {
        case .window(let window):
            .window(earliest: window.earliest, latest: window.latest, note: window.words)
        case .date(let date), .dateTime(let date, _):
            .window(earliest: date, latest: date, note: name)
        default: .unknown(reason: "\(name) is not known yet")
        }
    }

    func year(of name: String) -> Int? {
        guard case .year(let year) = step.value(of: name, in: part) else { return nil }
        return year
    }

    func periods(named name: String) -> [Period]? {
        guard let period = step.definition.periods.first(where: { $0.name == name }) else {
            return nil
        }
        switch period.days {
        case .between(let from, let to):
            guard case .date(let first, _, _) = date(of: from) else { return [] }
            var last: CivilDate?
            if case .date(let known, _, _) = date(of: to) { last = known }
            return [Period(from: first, to: last, name: name)]
        case .inState(let state):
            guard let path = step.definition.chart.path(named: state) else { return [] }
            return step.state.root.stays.filter { $0.state == path }.map {
                Period(from: $0.from, to: $0.to, name: name)
            }
        }
    }

    func next(_ workflow: String, after day: CivilDate) -> Resolved {
        let later = (happenings[workflow] ?? []).filter { $0.date > day && $0.id != step.state.id }
        guard let first = later.min(by: { ($0.date, $0.id) < ($1.date, $1.id) }) else {
            return .unknown(reason: "no \(workflow) is planned after \(day.long)")
        }
        return .date(first.date, time: first.time, note: first.id)
    }

    private func resolved(_ value: FactValue, name: String) -> Resolved {
        if let day = value.day { return .date(day.date, time: day.time, note: name) }
        return .unknown(reason: "\(name) is not a day")
    }
}

extension DecidingStep {
    /// A fact's value as a part sees it.
    func value(of name: String, in part: ItemID?) -> FactValue? {
        if let part, let own = state.item(part)?.part.facts[name] { return own }
        return state.root.facts[name]
    }

    /// The latest occurrence in force of an event as a part sees it.
    func occurrence(of event: String, in part: ItemID?) -> Occurrence? {
        if let part, let own = state.item(part)?.part.latest(event) { return own }
        return state.root.latest(event)
    }
}
