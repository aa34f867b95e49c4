extension RungPhrase {
    /// The day on which the rung goes out.
    ///
    /// A rung before or on the day that lands on a non-working day goes out on the working day
    /// before; one after the day, on the working day after. Repeats count from the due date, so
    /// that they do not drift. Nil where the rung has no day: `at once`, a repetition below 1, a
    /// midpoint of a count that starts after its end, a day outside the years 1 to 9999.
    ///
    /// - Parameters:
    ///   - countStart: the first day of the stretch that `halfway` halves.
    ///   - repetition: which of the repeats of `every`, from 1; of no effect on others.
    ///   - calendar: the deadline's, for counting working days.
    ///   - sending: the days on which messages go out, if these differ: local closures.
    public func date(
        due: CivilDate, countStart: CivilDate, repetition: Int = 1, calendar: WorkingCalendar,
        sending: WorkingCalendar? = nil
    ) -> CivilDate? {
        let sending = sending ?? calendar
        switch self {
        case .atOnce:
            return nil
        case .onTheDay:
            return sending.workingDay(onOrBefore: due)
        case .halfway:
            guard countStart <= due else { return nil }
            let sum = countStart.dayNumber + due.dayNumber
            return CivilDate(dayNumber: sum.flooredQuotient(by: 2))
                .flatMap(sending.workingDay(onOrBefore:))
        case .before(let span):
            return calendar.day(span.amount, span.unit, before: due)
                .flatMap(sending.workingDay(onOrBefore:))
        case .after(let span):
            return calendar.day(span.amount, span.unit, after: due)
                .flatMap(sending.workingDay(onOrAfter:))
        case .every(let span):
            let (amount, overflow) = span.amount.multipliedReportingOverflow(by: repetition)
            guard repetition >= 1, !overflow else { return nil }
            return calendar.day(amount, span.unit, after: due)
                .flatMap(sending.workingDay(onOrAfter:))
        }
    }
}
