import Deadlines
import WorkflowFiles

/// Why a phrase gives no day.
struct ComputeProblem: Error {
    /// What is wrong, where, and what to do.
    let message: String
}

/// What names mean on the command line: what `--set` says.
struct ComputeContext: DeadlineContext {
    let calendar: WorkingCalendar
    let values: [String: String]

    var holds: [Period] { [] }
    /// The day from which a bare "8 February" and a bare `next` look; nil: not given.
    let opened: CivilDate?

    /// Phrases that look from the opening are refused where it is not given.
    var runStart: CivilDate { opened ?? calendar.coverage.lowerBound }

    /// The day of a phrase.
    func due(of text: String) throws(ComputeProblem) -> Due {
        let rule: DeadlineRule
        do {
            rule = try DeadlineRule(parsing: text)
        } catch {
            throw ComputeProblem(
                message: "\(error)")
        }
        if opened == nil, rule.hasBareDay {
            throw ComputeProblem(
                message: "\(rule) names no year. Write \"8 February in YEAR\" with "
                    + "--set YEAR=2018, or give the day of the opening with --opened.")
        }
        let evaluation: Evaluation
        do {
            evaluation = try rule.evaluate(in: self)
        } catch {
            throw ComputeProblem(message: "\(error.message). \(error.remedy)")
        }
        switch evaluation {
        case .due(let due): return due
        case .unknown(let unknown):
            let reasons = unknown.missing.map(\.reason).joined(separator: "; ")
            throw ComputeProblem(message: "\(reasons)")
        case .paused(let paused):
            throw ComputeProblem(
                message: "the clock stands still since \(paused.since): \(paused.period) is open")
        }
    }

    /// Whether a text can be a name's value.
    static func isValue(_ text: String) -> Bool {
        CivilDate(iso: text) != nil || CivilDateTime(iso: text) != nil || year(text) != nil
            || window(text) != nil
    }

    func date(of name: String) -> Resolved {
        guard let text = values[name] else { return unknown(name) }
        if let date = CivilDate(iso: text) { return .date(date, time: nil, note: name) }
        if let moment = CivilDateTime(iso: text) {
            return .date(moment.date, time: moment.time, note: name)
        }
        return .unknown(reason: "\(name) is \(text), which is no day")
    }

    func date(of name: String, fact: String) -> Resolved { date(of: "\(name).\(fact)") }

    func window(of name: String) -> ResolvedWindow {
        guard let text = values[name] else {
            return .unknown(reason: "\(name) is not given: add --set \(name)=FROM..TO")
        }
        if let (from, to) = Self.window(text) {
            return .window(earliest: from, latest: to, note: nil)
        }
        guard let day = CivilDate(iso: text) else {
            return .unknown(reason: "\(name) is \(text), which is no window")
        }
        return .window(earliest: day, latest: day, note: nil)
    }

    func year(of name: String) -> Int? { values[name].flatMap(Self.year) }

    func periods(named name: String) -> [Period]? {
        guard let text = values[name] else { return nil }
        guard let (from, to) = Self.window(text) else { return nil }
        return [Period(from: from, to: to, name: name)]
    }

    func next(_ workflow: String, after day: CivilDate) -> Resolved {
        guard case .date(let date, _, _) = date(of: workflow), date <= day else {
            return date(of: workflow)
        }
        return .unknown(reason: "\(workflow) on \(date) is not after \(day)")
    }

    private func unknown(_ name: String) -> Resolved {
        .unknown(reason: "\(name) is not given: add --set \(name)=DATE")
    }

    private static func year(_ text: String) -> Int? {
        guard text.count == 4, let year = Int(text), (1...9999).contains(year) else { return nil }
        return year
    }

    private static func window(_ text: String) -> (CivilDate, CivilDate)? {
        let ends = text.split(separator: "..", omittingEmptySubsequences: false)
        guard ends.count == 2, let from = CivilDate(iso: String(ends[0])),
            let to = CivilDate(iso: String(ends[1])), from <= to
        else { return nil }
        return (from, to)
    }
}
