extension Evaluator {
    /// Where a count starts, and whether that day is in it.
    mutating func noteStart(_ count: Count, _ date: CivilDate, counted: Bool) {
        let role =
            switch count.direction {
            case .before: "counted back from \(date.long), not counted"
            case .beginningWith where counted: "start \(date.long), counted as day 1"
            case .after, .following: "start \(date.long), not counted"
            case .beginningWith: "start \(date.long), which does not count"
            }
        note("start", role, date)
    }

    /// Where a count ends.
    mutating func noteEnd(_ count: Count, _ amount: Int, _ day: CivilDate, _ date: CivilDate) {
        let place = Ordinal(amount)
        let back = count.direction == .before
        switch count.span.unit {
        case .day, .month, .year:
            note("count", "the \(place) day\(back ? " back" : "") is \(day.long)", day)
        case .week:
            let weeks = count.span.amount == 1 ? "1 week is" : "\(count.span) are"
            let text = "\(weeks) \(amount) days: the \(place) day\(back ? " back" : "")"
            note("count", "\(text) is \(day.long)", day)
        case .workingDay:
            note("count", "the \(place) working day\(back ? " back" : "") is \(day.long)", day)
        case .clearDay, .clearWorkingDay:
            let edge = back ? "last" : "first"
            note(
                "count",
                "the \(place) working day between\(back ? ", counted back," : "") is \(day.long)",
                day)
            note("count", "with both ends out, the \(edge) day to act is \(date.long)", date)
        }
    }

    /// How a count by months found its end.
    mutating func noteMonths(
        _ count: Count, _ start: CivilDate, _ corresponding: CivilDate.Corresponding,
        _ end: CivilDate
    ) {
        let way = count.direction == .before ? "before" : "on"
        guard corresponding.exists else {
            let date = corresponding.date
            let text =
                "\(count.span) \(way) there is no \(start.day) \(MonthName.long[date.month - 1]): "
                + "the month's last day is \(date.long)"
            note("count", text, end)
            return
        }
        note(
            "count", "the corresponding date \(count.span) \(way) is \(corresponding.date.long)",
            corresponding.date)
        if end != corresponding.date {
            note("count", "the day before it is the last: \(end.long)", end)
        }
    }

    /// Which periods and holds were passed over.
    mutating func noteIgnored(_ ignored: IgnoredDays, after start: Int, through end: CivilDate) {
        let met = ignored.periods.filter { period in
            guard let from = period.from else { return false }
            return from <= end && (period.to ?? .last).dayNumber > start
        }
        for period in met.prefix(Self.longestList) {
            guard let from = period.from, let to = period.to else { continue }
            let remark = period.note.map { ", \($0)" } ?? ""
            let days = from == to ? from.long : "\(from.long) to \(to.long)"
            let verb = from == to ? "does" : "do"
            note("ignored", "\(days) (\(period.name)\(remark)) \(verb) not count", to)
        }
        if met.count > Self.longestList {
            note("ignored", "\(met.count - Self.longestList) more periods do not count")
        }
    }

    /// Why a day is no working day, as a clause.
    func reasonNotWorking(_ date: CivilDate) -> String {
        if date.weekday.isWeekend { return "\(date.long) is no working day" }
        let titles = HolidaySentence.titles(context.calendar.holidays(on: date))
        return "\(date.long) is a holiday (\(titles))"
    }

    /// Which holidays were passed over: those on weekdays, not ignored anyway.
    mutating func noteHolidays(
        after start: Int, through end: CivilDate, _ ignored: [ClosedRange<Int>]
    ) {
        let sentence = HolidaySentence(
            calendar: context.calendar, after: start, through: end.dayNumber, ignoring: ignored,
            atMost: Self.longestList)
        for text in sentence.sentences { note("holidays", text) }
    }

    /// Longer lists are cut short: nobody reads them.
    static var longestList: Int { 12 }
}
