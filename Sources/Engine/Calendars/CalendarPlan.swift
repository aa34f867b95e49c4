import Deadlines
import Workflows

/// Works out what an order changes in which calendar, or why it is refused. Pure.
struct CalendarPlan {
    /// What is to be noted for each calendar that changes.
    private(set) var imports: [(calendar: String, one: CalendarImport)] = []
    /// What somebody should know, a sentence each.
    private(set) var remarks: [String] = []
    private var problems: [ImportRefused.Problem] = []
    private let library: Library

    /// Days from here on can be meant.
    private static let firstYear = 1900
    /// No holiday is fixed so many years ahead.
    private static let yearsAhead = 20
    /// A year with more holidays is a mistake; with closure days it may be more.
    private static let mostADay = 60

    /// - Throws: ``ImportRefused``, naming everything that is wrong.
    init(
        _ order: CalendarOrder, library: Library, at now: Instant, by actor: Actor
    ) throws(ImportRefused) {
        self.library = library
        for list in order.lists { plan(list, order, now, actor) }
        let names = order.lists.map(\.calendar)
        if imports.isEmpty, problems.isEmpty, !names.isEmpty,
            !names.contains(where: { calendar(named: $0) != nil })
        {
            refuse(
                names.joined(separator: ", "), "there is no such calendar here",
                "Choose one of: \(known.joined(separator: ", ")).")
        }
        guard problems.isEmpty else { throw ImportRefused(problems: problems) }
    }

    private var known: [String] {
        library.files.map(\.name).filter { name in !library.unions.contains { $0.name == name } }
            .sorted() + [HolidayList.closures]
    }

    private func calendar(named name: String) -> WorkingCalendar? {
        name == HolidayList.closures ? library.closures : library.calendars[name]
    }

    private mutating func refuse(_ text: String, _ reason: String, _ remedy: String) {
        problems.append(ImportRefused.Problem(text: text, reason: reason, remedy: remedy))
    }

    private mutating func plan(
        _ list: HolidayList, _ order: CalendarOrder, _ now: Instant, _ actor: Actor
    ) {
        guard let calendar = calendar(named: list.calendar) else {
            remarks.append("There is no calendar \(list.calendar) here: its days are left out.")
            return
        }
        if let union = library.unions.first(where: { $0.name == list.calendar }) {
            return refuse(
                list.calendar, "the calendar is made of \(union.parts.joined(separator: ", "))",
                "Import into these: it follows them.")
        }
        guard isPlausible(list, order.today) else { return }
        let change = Change(list, in: calendar, keepingMissing: order.missing == .keep)
        if order.missing == .refuse, !change.gone.isEmpty {
            return refuse(
                Self.days(change.gone), "\(list.calendar) has holidays that the file has not",
                "If the file lists some days only, keep the others (--add); if these are "
                    + "holidays no more, take them away (--force).")
        }
        remarks += change.remarks
        let coverage = order.missing == .keep ? nil : change.coverage
        let grows =
            coverage.map { calendar.coverage.joined(with: $0) != calendar.coverage } ?? false
        guard !change.listed.isEmpty || !change.gone.isEmpty || grows else { return }
        let base = library.files.first { $0.name == list.calendar } ?? Library.noClosures
        imports.append(
            (
                list.calendar,
                CalendarImport(
                    version: nextVersion(of: list.calendar, order.today), base: base.version,
                    source: order.source, hash: order.hash, at: now, by: actor.name,
                    listed: change.listed, gone: change.gone.map(\.date), coverage: coverage)
            ))
    }

    /// Whether the days can be meant; what cannot is refused.
    private mutating func isPlausible(_ list: HolidayList, _ today: CivilDate) -> Bool {
        let before = problems.count
        if list.days.isEmpty {
            refuse(list.calendar, "the list of days is empty", "Get the file anew.")
        }
        let years = Self.firstYear...(today.year + Self.yearsAhead)
        for day in list.days where !years.contains(day.date.year) {
            refuse(
                "\(day.date)", "\(list.calendar): no list of holidays has such a year",
                "Correct the year: \(years.lowerBound) to \(years.upperBound).")
            break
        }
        for (year, days) in Dictionary(grouping: list.days, by: \.date.year)
            .sorted(by: { $0.key < $1.key }) where days.count > Self.mostADay
        {
            refuse(
                "\(year)", "\(list.calendar) would have \(days.count) holidays in that year",
                "Give the file of another calendar, or correct it.")
        }
        return problems.count == before
    }

    /// The next version of the year: `2022-2` after `2022-1`.
    private func nextVersion(of name: String, _ today: CivilDate) -> String {
        let versions =
            library.files.filter { $0.name == name }.map(\.version)
            + (library.imports[name] ?? []).map(\.version)
        let numbers = versions.compactMap { version -> Int? in
            let parts = version.split(separator: "-")
            guard parts.count == 2, Int(parts[0]) == today.year else { return nil }
            return Int(parts[1])
        }
        return "\(today.year)-\((numbers.max() ?? 0) + 1)"
    }

    fileprivate static func days(_ holidays: [Holiday]) -> String {
        let named = holidays.prefix(5).map { "\($0.title), \($0.date.long)" }
        let more = holidays.count - named.count
        return named.joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
    }
}

/// What a list changes in a calendar, in the years it lists.
private struct Change {
    /// Days that are added, or get another title.
    var listed: [ListedDay]
    /// Days that the calendar has and the list has not.
    var gone: [Holiday]
    /// The days that the list covers.
    var coverage: ClosedRange<CivilDate>?
    var remarks: [String] = []

    init(_ list: HolidayList, in calendar: WorkingCalendar, keepingMissing: Bool) {
        let days = Dictionary(grouping: list.days, by: \.date.year)
        let held = Dictionary(grouping: calendar.holidays, by: \.date.year)
        let titles = Dictionary(
            calendar.holidays.map { ($0.date, $0.title) }, uniquingKeysWith: { first, _ in first })
        let dates = Set(list.days.map(\.date))
        // Publishers change the case of titles from time to time.
        listed = list.days.filter { titles[$0.date]?.lowercased() != $0.title.lowercased() }
            .sorted { $0.date < $1.date }
        gone =
            keepingMissing
            ? []
            : calendar.holidays.filter { days[$0.date.year] != nil && !dates.contains($0.date) }
        // A year with fewer days than any that is known may be listed in part only.
        let covered = held.filter { year, _ in calendar.covers(wholeYear: year) }
        let fewest = covered.values.map(\.count).min() ?? 1
        let whole = days.filter { $0.value.count >= fewest }.keys.sorted()
        for (year, listed) in days.sorted(by: { $0.key < $1.key })
        where listed.count < fewest && !calendar.covers(wholeYear: year) && !keepingMissing {
            remarks.append(
                "\(calendar.name): \(year) has \(listed.count) days, fewer than any year known, "
                    + "so it does not count as covered.")
        }
        coverage = Self.stretch(of: whole, next: calendar.coverage)
    }

    /// The longest run of years from the first that touches what is covered already.
    private static func stretch(
        of years: [Int], next coverage: ClosedRange<CivilDate>
    ) -> ClosedRange<CivilDate>? {
        var joined = coverage
        for year in years + years.reversed() {
            guard let first = CivilDate(year: year, month: 1, day: 1),
                let last = CivilDate(year: year, month: 12, day: 31)
            else { continue }
            joined = joined.joined(with: first...last)
        }
        return joined == coverage ? nil : joined
    }
}

extension WorkingCalendar {
    fileprivate func covers(wholeYear year: Int) -> Bool {
        guard let first = CivilDate(year: year, month: 1, day: 1),
            let last = CivilDate(year: year, month: 12, day: 31)
        else { return false }
        return covers(first) && covers(last)
    }
}
