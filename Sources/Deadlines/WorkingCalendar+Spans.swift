extension WorkingCalendar {
    /// The day that many units after a day, which is left out; nil outside the years 1 to 9999.
    /// Clear days lie wholly between the two.
    func day(_ amount: Int, _ unit: Unit, after date: CivilDate) -> CivilDate? {
        guard amount <= Span.maximumAmount else { return nil }
        switch unit {
        case .day: return date.adding(days: amount)
        case .week: return date.adding(days: amount * 7)
        case .month: return date.corresponding(months: amount)?.date
        case .year: return date.corresponding(months: amount * 12)?.date
        case .workingDay, .clearDay, .clearWorkingDay:
            return DayCounter(calendar: self).day(number: amount, after: date.dayNumber)
                .flatMap(CivilDate.init(dayNumber:))
                .flatMap { unit.isClear ? $0.adding(days: 1) : $0 }
        }
    }

    /// The day that many units before a day, which is left out; nil outside the years 1 to 9999.
    /// Clear days lie wholly between the two.
    func day(_ amount: Int, _ unit: Unit, before date: CivilDate) -> CivilDate? {
        guard amount <= Span.maximumAmount else { return nil }
        switch unit {
        case .day: return date.adding(days: -amount)
        case .week: return date.adding(days: -amount * 7)
        case .month: return date.corresponding(months: -amount)?.date
        case .year: return date.corresponding(months: -amount * 12)?.date
        case .workingDay, .clearDay, .clearWorkingDay:
            return DayCounter(calendar: self).day(number: amount, before: date.dayNumber)
                .flatMap(CivilDate.init(dayNumber:))
                .flatMap { unit.isClear ? $0.adding(days: -1) : $0 }
        }
    }
}
