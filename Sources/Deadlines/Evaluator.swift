/// Works out one rule and writes down each step of it.
///
/// It is a walk over the phrase: each part gives a `Finding`, and appends to `steps` the
/// sentences that lead to it.
struct Evaluator<Context: DeadlineContext> {
    let context: Context
    var steps: [Step] = []
    /// The names found missing, in the order of the phrase.
    var missing: [Missing] = []

    /// What a part of a phrase comes to. What is unknown is listed in `missing`.
    enum Finding {
        case found(Found)
        case unknown
        case paused(Pause)
    }

    /// A day, and what the parts above it need to know.
    struct Found {
        var date: CivilDate
        var time: TimeOfDay?
        var countStart: CivilDate?
        var provisional = false
    }

    /// A count that stands still.
    struct Pause {
        let since: CivilDate
        let period: String
        let remaining: Int
        let countStart: CivilDate
    }

    mutating func evaluate(
        _ body: Body, rolledForward: Bool = false, cut: TimeOfDay? = nil
    ) throws(EvaluationError) -> Evaluation {
        try conclude(try find(body), rolledForward: rolledForward, cut: cut)
    }

    /// Works out a forward count from a day.
    ///
    /// - Parameter isHeld: whether it passes over what it ignores, and over holds.
    mutating func evaluate(
        _ count: Count, from day: CivilDate, isHeld: Bool
    ) throws(EvaluationError) -> Evaluation {
        let ignored = isHeld ? try ignoredDays(count) : IgnoredDays([])
        return try conclude(try find(count, from: Found(date: day), ignored))
    }

    private mutating func conclude(
        _ finding: Finding, rolledForward: Bool = false, cut: TimeOfDay? = nil
    ) throws(EvaluationError) -> Evaluation {
        switch finding {
        case .unknown:
            return .unknown(Unknown(missing: missing, steps: steps))
        case .paused(let pause):
            return .paused(
                Paused(
                    since: pause.since, period: pause.period, remaining: pause.remaining,
                    countStart: pause.countStart, steps: steps))
        case .found(var found):
            if steps.isEmpty { note("point", "the date is fixed: \(found.date.long)", found.date) }
            if rolledForward { try roll(&found) }
            if let cut { note("cut", "it ends at \(cut) on \(found.date.long)", found.date) }
            return .due(try due(found, cut: cut))
        }
    }

    mutating func find(_ body: Body) throws(EvaluationError) -> Finding {
        switch body {
        case .count(let count): try find(count)
        case .point(let point): try find(point)
        }
    }

    /// Moves a day that is no working day to the next that is. A moved day has no time of its
    /// own any more.
    private mutating func roll(_ found: inout Found) throws(EvaluationError) {
        let day = found.date
        guard let rolled = context.calendar.workingDay(onOrAfter: day) else {
            throw .noWorkingDay(calendar: context.calendar.name, near: day)
        }
        if rolled != day {
            found.date = rolled
            found.time = nil
            note("roll", "\(reasonNotWorking(day)), so it rolls forward to \(rolled.long)", rolled)
        }
        // Whether the day is a holiday is itself not known beyond the coverage.
        noteCoverage(of: day...rolled, &found)
    }

    /// Adds the practical date and what else a due date tells.
    private mutating func due(_ found: Found, cut: TimeOfDay?) throws(EvaluationError) -> Due {
        let calendar = context.calendar
        guard let practical = calendar.workingDay(onOrBefore: found.date) else {
            throw .noWorkingDay(calendar: calendar.name, near: found.date)
        }
        if practical != found.date {
            note(
                "practical", "\(reasonNotWorking(found.date)): in practice by \(practical.long)",
                practical)
        }
        let covered = calendar.covers(practical) && calendar.covers(found.date)
        if !covered, !found.provisional {
            let list = "\(calendar.name) \(calendar.version)"
            note(
                "provisional",
                "the practical date is provisional: \(list) knows the holidays from "
                    + "\(calendar.coverage.lowerBound.long) to \(calendar.coverage.upperBound.long)"
            )
        }
        return Due(
            date: found.date, cut: cut, time: found.time, practical: practical,
            countStart: found.countStart, provisional: found.provisional,
            practicalProvisional: found.provisional || !covered, steps: steps)
    }

    /// Marks a find as provisional, and says so once, if days it rests on are not covered.
    mutating func noteCoverage(of days: ClosedRange<CivilDate>, _ found: inout Found) {
        let calendar = context.calendar
        let coverage = calendar.coverage
        let late = days.upperBound > coverage.upperBound
        let early = days.lowerBound < coverage.lowerBound
        guard late || early else { return }
        found.provisional = true
        let list = "\(calendar.name) \(calendar.version)"
        let unknown =
            late
            ? "the holidays after \(coverage.upperBound.long) are not proclaimed"
            : "the holidays before \(coverage.lowerBound.long) are not listed"
        let text = "\(unknown) in \(list): the date is provisional"
        if !steps.contains(where: { $0.text == text }) { note("provisional", text) }
    }

    mutating func note(_ kind: String, _ text: String, _ date: CivilDate? = nil) {
        steps.append(Step(kind: kind, text: text, date: date))
    }
}

extension DeadlineRule {
    /// Finds the due date, with an explanation in steps.
    ///
    /// It asks the context only for what the rule names, reads no clock, and takes time that
    /// does not grow with the length of the count.
    public func evaluate(
        in context: some DeadlineContext
    ) throws(EvaluationError) -> Evaluation {
        var evaluator = Evaluator(context: context)
        return try evaluator.evaluate(body, rolledForward: rolledForward, cut: cut)
    }
}

extension Body {
    /// Finds the day, with an explanation in steps, as a rule without roll and cut would.
    public func evaluate(
        in context: some DeadlineContext
    ) throws(EvaluationError) -> Evaluation {
        var evaluator = Evaluator(context: context)
        return try evaluator.evaluate(self)
    }
}
