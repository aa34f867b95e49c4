/// More time for a deadline: a span that follows its day wherever it moves, or a fixed day.
public enum Extra: Hashable, Sendable, Codable {
    /// So long after the day.
    case by(Span)
    /// Until this day.
    case to(CivilDate)
}

/// More time that somebody gave.
public struct GivenTime: Hashable, Sendable {
    /// How much, or until when.
    public let extra: Extra
    /// Who gave it and why, for the explanation.
    public let note: String

    /// More time.
    public init(_ extra: Extra, note: String) {
        self.extra = extra
        self.note = note
    }
}

extension DeadlineRule {
    /// Finds the due date with the time that was given, in the order given.
    ///
    /// A span is counted like the rule it extends: holds stop it where they stop the rule, and days
    /// that the rule passes over it passes over too. A day fixes the date, whatever becomes of the
    /// rule; what is given after it counts from there.
    ///
    /// - Throws: ``EvaluationError`` where a day leaves the years 1 to 9999, or no working day is
    ///   near it.
    public func evaluate(
        in context: some DeadlineContext, given: [GivenTime]
    ) throws(EvaluationError) -> Evaluation {
        var found = try evaluate(in: context)
        var isFixed = false
        for more in given {
            switch more.extra {
            case .to(let day):
                isFixed = true
                let text = "extended to \(day.long): \(more.note)"
                found = .due(
                    try found.fixed(on: day, cut: cut, text, in: context.calendar))
            case .by(let span):
                guard case .due(let due) = found else { continue }
                let ignoring = !isFixed && !span.unit.isMonths ? body.ignoring : nil
                let count = Count(
                    unchecked: span, .after, .date(due.date), ignoring: ignoring)
                let isHeld = canBeHeld && !isFixed
                found = try due.extended(by: count, isHeld: isHeld, more.note, in: context)
            }
        }
        return found
    }
}

extension Body {
    /// The days that a count passes over; nil for a point, or where it passes over none.
    fileprivate var ignoring: Ignoring? {
        if case .count(let count) = self { count.ignoring } else { nil }
    }
}

extension Due {
    fileprivate func extended(
        by count: Count, isHeld: Bool, _ note: String, in context: some DeadlineContext
    ) throws(EvaluationError) -> Evaluation {
        var evaluator = Evaluator(context: context)
        let evaluation = try evaluator.evaluate(count, from: date, isHeld: isHeld)
        let before = steps.filter { $0.kind != "practical" }
        switch evaluation {
        case .unknown(let unknown):
            return .unknown(Unknown(missing: unknown.missing, steps: before + unknown.steps))
        case .paused(let paused):
            return .paused(
                Paused(
                    since: paused.since, period: paused.period, remaining: paused.remaining,
                    countStart: countStart ?? paused.countStart, steps: before + paused.steps))
        case .due(let more):
            var steps = before + more.steps.filter { $0.kind != "practical" }
            let text = "extended by \(count.span) to \(more.date.long): \(note)"
            steps.append(Step(kind: "extended", text: text, date: more.date))
            steps += more.steps.filter { $0.kind == "practical" }
            return .due(
                Due(
                    date: more.date, cut: cut, time: nil, practical: more.practical,
                    countStart: countStart, provisional: provisional || more.provisional,
                    practicalProvisional: provisional || more.practicalProvisional, steps: steps))
        }
    }
}

extension Evaluation {
    /// The day that was fixed, whatever the rule came to.
    fileprivate func fixed(
        on day: CivilDate, cut: TimeOfDay?, _ text: String, in calendar: WorkingCalendar
    ) throws(EvaluationError) -> Due {
        guard let practical = calendar.workingDay(onOrBefore: day) else {
            throw .noWorkingDay(calendar: calendar.name, near: day)
        }
        var countStart: CivilDate?
        if case .due(let due) = self { countStart = due.countStart }
        var steps = steps.filter { !["practical", "paused", "unknown"].contains($0.kind) }
        steps.append(Step(kind: "extended", text: text, date: day))
        if practical != day {
            steps.append(
                Step(kind: "practical", text: "in practice by \(practical.long)", date: practical))
        }
        return Due(
            date: day, cut: cut, time: nil, practical: practical, countStart: countStart,
            provisional: false, practicalProvisional: !calendar.covers(day), steps: steps)
    }
}
