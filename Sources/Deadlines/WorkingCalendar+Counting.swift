extension WorkingCalendar {
    /// How many working days lie after one day and up to another, that one included; negative
    /// if the second is the earlier. Logarithmic in the number of holidays.
    public func workingDays(after start: CivilDate, through end: CivilDate) -> Int {
        workingDays(through: end.dayNumber) - workingDays(through: start.dayNumber)
    }

    /// The first working day on or after a day; nil if none comes within a year.
    public func workingDay(onOrAfter date: CivilDate) -> CivilDate? {
        let counter = DayCounter(calendar: self)
        guard let day = counter.day(number: 1, after: date.dayNumber - 1),
            day - date.dayNumber < Self.longClosure
        else { return nil }
        return CivilDate(dayNumber: day)
    }

    /// The last working day on or before a day; nil if none comes within a year.
    public func workingDay(onOrBefore date: CivilDate) -> CivilDate? {
        let counter = DayCounter(calendar: self)
        guard let day = counter.day(number: 1, before: date.dayNumber + 1),
            date.dayNumber - day < Self.longClosure
        else { return nil }
        return CivilDate(dayNumber: day)
    }

    /// More days than the years 1 to 9999 hold.
    public static let maximumCount = 9_999_999

    /// So many days without one working day are no calendar but a mistake.
    static let longClosure = 366

    /// How many working days there are from the first day of all to the one with that number,
    /// included: the weekdays of whole weeks and of the rest, less the holidays among them.
    func workingDays(through dayNumber: Int) -> Int {
        Self.weekdays(through: dayNumber) - holidayWeekdays.partitioningIndex { $0 > dayNumber }
    }

    /// The nth working day after a day; nil if `number` is not 1 to ``maximumCount``, or the
    /// years end before it. Logarithmic in the number of holidays, whatever the count.
    public func workingDay(_ number: Int, after date: CivilDate) -> CivilDate? {
        guard (1...Self.maximumCount).contains(number) else { return nil }
        return dayNumber(ofWorkingDay: workingDays(through: date.dayNumber) + number)
            .map(CivilDate.init(unchecked:))
    }

    /// The nth working day before a day, counted back; nil if `number` is not 1 to
    /// ``maximumCount``, or the years begin after it. Logarithmic in the number of holidays.
    public func workingDay(_ number: Int, before date: CivilDate) -> CivilDate? {
        guard (1...Self.maximumCount).contains(number) else { return nil }
        return dayNumber(ofWorkingDay: workingDays(through: date.dayNumber - 1) - number + 1)
            .map(CivilDate.init(unchecked:))
    }

    /// The day number of the nth working day of all; nil if the years do not hold it.
    ///
    /// Holidays before it are those up to which there are fewer working days. Its place among
    /// Mondays to Fridays is its place among working days and them, and weeks have five of those.
    func dayNumber(ofWorkingDay number: Int) -> Int? {
        guard number >= 1 else { return nil }
        let holidays = workingDaysUpToHoliday.partitioningIndex { $0 >= number }
        let (weeks, weekday) = (number + holidays - 1).quotientAndRemainder(dividingBy: 5)
        let day = CivilDate.first.dayNumber + weeks * 7 + weekday
        return day <= CivilDate.last.dayNumber ? day : nil
    }

    /// How many Mondays to Fridays there are from the first day of all, a Monday, to that one.
    static func weekdays(through dayNumber: Int) -> Int {
        let days = dayNumber - CivilDate.first.dayNumber + 1
        return days / 7 * 5 + min(days % 7, 5)
    }

    /// The first day of a stretch of more than a year without a working day, if one touches the
    /// days from `start` to `end`.
    func longClosure(touching days: ClosedRange<Int>) -> CivilDate? {
        longClosures.first { $0.overlaps(days) }.map { CivilDate(unchecked: $0.lowerBound) }
    }

    /// The stretches of more than a year without a working day that holidays make.
    static func longClosures(of holidayWeekdays: [Int]) -> [ClosedRange<Int>] {
        guard var start = holidayWeekdays.first, holidayWeekdays.count > longClosure / 2 else {
            return []
        }
        var closures: [ClosedRange<Int>] = []
        var last = start
        for day in holidayWeekdays.dropFirst() {
            // From one weekday to the next is one day, over a weekend three.
            let isMonday = CivilDate(unchecked: day).weekday == .monday
            if day - last > (isMonday ? 3 : 1) {
                if last - start >= longClosure { closures.append(start...last) }
                start = day
            }
            last = day
        }
        if last - start >= longClosure { closures.append(start...last) }
        return closures
    }
}
