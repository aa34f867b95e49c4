/// More time for a deadline: a span that follows its day wherever it moves, or a fixed day.
public enum Extra: Hashable, Sendable, Codable {
    /// So long after the day.
    case by(Span)
    /// Until this day.
    case to(CivilDate)
}

extension Due {
    /// The day with more time given, and a step that says so.
    ///
    /// - Parameter note: who gave it and why, for the explanation.
    /// - Throws: ``EvaluationError`` where the day leaves the years 1 to 9999, or no working day is
    ///   near it.
    public func extended(
        by extra: Extra, in calendar: WorkingCalendar, note: String
    ) throws(EvaluationError) -> Due {
        let moved: CivilDate
        let text: String
        switch extra {
        case .by(let span):
            guard let day = calendar.day(span.amount, span.unit, after: date) else {
                throw .dateOutOfRange(phrase: "\(span) after \(date)")
            }
            moved = day
            text = "extended by \(span) to \(day.long)"
        case .to(let day):
            moved = day
            text = "extended to \(day.long)"
        }
        guard let practical = calendar.workingDay(onOrBefore: moved) else {
            throw .noWorkingDay(calendar: calendar.name, near: moved)
        }
        var steps = steps.filter { $0.kind != "practical" }
        steps.append(Step(kind: "extended", text: "\(text): \(note)", date: moved))
        if practical != moved {
            steps.append(
                Step(kind: "practical", text: "in practice by \(practical.long)", date: practical))
        }
        let countsWorkingDays =
            if case .by(let span) = extra { span.unit.countsWorkingDays } else { false }
        let isCovered = calendar.covers(moved)
        return Due(
            date: moved, cut: cut, time: nil, practical: practical, countStart: countStart,
            provisional: provisional || (countsWorkingDays && !isCovered),
            practicalProvisional: provisional || !isCovered, steps: steps)
    }
}
