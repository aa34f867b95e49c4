extension Evaluator {
    mutating func find(_ count: Count) throws(EvaluationError) -> Finding {
        let finding = try find(count.point)
        guard case .found(let start) = finding else { return finding }
        guard count.isForward else { return .found(try countBack(count, from: start)) }
        return try find(count, from: start, try ignoredDays(count))
    }

    mutating func find(
        _ count: Count, from start: Found, _ ignored: IgnoredDays
    ) throws(EvaluationError) -> Finding {
        count.span.unit.isMonths
            ? try countMonths(count, from: start, ignored)
            : try countForward(count, from: start, ignored)
    }

    /// The days that this count passes over: those it names, and holds.
    func ignoredDays(_ count: Count) throws(EvaluationError) -> IgnoredDays {
        switch count.ignoring {
        case nil:
            return IgnoredDays(context.holds)
        case .days(let days)?:
            let named = Period(from: days.lowerBound, to: days.upperBound, name: "the days named")
            return IgnoredDays([named] + context.holds)
        case .period(let name)?:
            guard let periods = context.periods(named: name) else { throw .noSuchPeriod(name) }
            return IgnoredDays(periods + context.holds)
        }
    }

    private mutating func countForward(
        _ count: Count, from start: Found, _ ignored: IgnoredDays
    ) throws(EvaluationError) -> Finding {
        let unit = count.span.unit
        let amount = unit == .week ? count.span.amount * 7 : count.span.amount
        return try run(
            Run(
                count: count, start: start, amount: amount, ignored: ignored,
                calendar: unit.countsWorkingDays ? context.calendar : nil))
    }

    /// Months and years end on the corresponding date; held days are added to them by counting
    /// out the days that lie between.
    private mutating func countMonths(
        _ count: Count, from start: Found, _ ignored: IgnoredDays
    ) throws(EvaluationError) -> Finding {
        let amount = count.span.amount * (count.span.unit == .year ? 12 : 1)
        guard let corresponding = start.date.corresponding(months: amount),
            let end = lastDay(count, corresponding)
        else { throw .dateOutOfRange(phrase: "\(count)") }
        noteStart(count, start.date, counted: count.direction == .beginningWith)
        noteMonths(count, start.date, corresponding, end)
        let first = start.date.dayNumber - (count.direction == .beginningWith ? 1 : 0)
        let isHeld = ignored.spans.contains {
            $0.lowerBound <= end.dayNumber && $0.upperBound > first
        }
        guard isHeld else {
            return .found(
                Found(date: end, countStart: start.date, provisional: start.provisional))
        }
        return try run(
            Run(
                count: count, start: start, amount: end.dayNumber - first, ignored: ignored,
                calendar: nil, started: true))
    }

    private func lastDay(_ count: Count, _ corresponding: CivilDate.Corresponding) -> CivilDate? {
        count.direction == .beginningWith && corresponding.exists
            ? corresponding.date.adding(days: -1) : corresponding.date
    }

    /// Counts days one by one, as it were, and says what was passed over.
    private mutating func run(_ run: Run) throws(EvaluationError) -> Finding {
        let (count, start) = (run.count, run.start)
        let counter = DayCounter(calendar: run.calendar, ignoring: run.ignored.spans)
        let before = start.date.dayNumber - (count.direction == .beginningWith ? 1 : 0)
        if !run.started {
            let counted = counter.number(
                after: start.date.dayNumber - 1, through: start.date.dayNumber)
            noteStart(count, start.date, counted: count.direction == .beginningWith && counted == 1)
        }
        guard let last = counter.day(number: run.amount, after: before) else {
            // No day counts once a period is open: the count ends before it or never.
            guard let open = run.ignored.open else { throw .dateOutOfRange(phrase: "\(count)") }
            return pause(run, counter, before, open)
        }
        let day = CivilDate(unchecked: last)
        guard let date = count.span.unit.isClear ? day.adding(days: 1) : day else {
            throw .dateOutOfRange(phrase: "\(count)")
        }
        var found = Found(date: date, countStart: start.date, provisional: start.provisional)
        let days = CivilDate(unchecked: before + 1)...date
        if let calendar = run.calendar {
            try refuseLongClosure(calendar, days)
            noteHolidays(after: before, through: day, run.ignored.spans)
        }
        noteIgnored(run.ignored, after: before, through: day)
        noteEnd(count, run.amount, day, date)
        if run.calendar != nil { noteCoverage(of: days, &found) }
        return .found(found)
    }

    private mutating func pause(
        _ run: Run, _ counter: DayCounter, _ before: Int, _ open: IgnoredDays.OpenPeriod
    ) -> Finding {
        let counted = max(0, counter.number(after: before, through: open.since.dayNumber))
        let remaining = run.amount - counted
        note(
            "paused",
            "\(open.name) has been open since \(open.since.long): \(remaining) of "
                + "\(run.amount) \(run.calendar == nil ? "" : "working ")days are still to count",
            open.since)
        return .paused(
            Pause(
                since: open.since, period: open.name, remaining: remaining,
                countStart: run.start.date))
    }

    /// Counts back from a day, which is left out. Periods and holds have no part in it.
    private mutating func countBack(
        _ count: Count, from start: Found
    ) throws(EvaluationError) -> Found {
        var found = Found(date: start.date, provisional: start.provisional)
        let span = count.span
        noteStart(count, start.date, counted: false)
        if span.unit.isMonths {
            let amount = span.amount * (span.unit == .year ? 12 : 1)
            guard let corresponding = start.date.corresponding(months: -amount) else {
                throw .dateOutOfRange(phrase: "\(count)")
            }
            noteMonths(count, start.date, corresponding, corresponding.date)
            found.date = corresponding.date
            return found
        }
        let calendar = span.unit.countsWorkingDays ? context.calendar : nil
        let amount = span.unit == .week ? span.amount * 7 : span.amount
        guard
            let number = DayCounter(calendar: calendar)
                .day(number: amount, before: start.date.dayNumber),
            let day = CivilDate(dayNumber: number),
            let date = span.unit.isClear ? day.adding(days: -1) : day
        else { throw .dateOutOfRange(phrase: "\(count)") }
        found.date = date
        let days = date...CivilDate(unchecked: start.date.dayNumber - 1)
        if let calendar {
            try refuseLongClosure(calendar, days)
            noteHolidays(after: number - 1, through: days.upperBound, [])
        }
        noteEnd(count, amount, day, date)
        if calendar != nil { noteCoverage(of: days, &found) }
        return found
    }

    private func refuseLongClosure(
        _ calendar: WorkingCalendar, _ days: ClosedRange<CivilDate>
    ) throws(EvaluationError) {
        let numbers = days.lowerBound.dayNumber...days.upperBound.dayNumber
        if let day = calendar.longClosure(touching: numbers) {
            throw .noWorkingDay(calendar: calendar.name, near: day)
        }
    }
}

extension Evaluator {
    /// A forward count ready to be run.
    struct Run {
        let count: Count
        let start: Found
        /// How many days to count.
        let amount: Int
        let ignored: IgnoredDays
        /// The calendar whose working days count; nil if all days do.
        let calendar: WorkingCalendar?
        /// Whether the start has been told already.
        var started = false
    }
}
