package import Deadlines

/// A schedule of a workflow: it opens a scrutiny on each of its occasions, once each.
package struct Schedule: Hashable, Sendable {
    /// A fact that is set at the opening.
    package struct SetFact: Hashable, Sendable {
        /// The fact's name.
        package var name: String
        /// Its texts, made of the occasion.
        package var texts: [OccasionText]

        /// A fact.
        package init(name: String, texts: [OccasionText]) {
            self.name = name
            self.texts = texts
        }
    }

    /// Its name in the definition, such as `yearly`.
    package var name: String
    /// The days that come again, on which it opens; one at least.
    package var opens: [Recurrence]
    /// The id of the scrutiny an occasion opens: another for each occasion.
    package var id: OccasionText
    /// The facts the scrutiny is opened with.
    package var facts: [SetFact]
    /// The first day of an occasion; nil: no first.
    package var from: CivilDate?
    /// The last day of an occasion; nil: no last.
    package var until: CivilDate?

    /// A schedule.
    package init(
        name: String, opens: [Recurrence], id: OccasionText, facts: [SetFact] = [],
        from: CivilDate? = nil, until: CivilDate? = nil
    ) {
        self.name = name
        self.opens = opens
        self.id = id
        self.facts = facts
        self.from = from
        self.until = until
    }

    /// Whether an occasion lies between its first and its last day.
    package func admits(_ day: CivilDate) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }

    /// The occasions later than a day and not later than another, in order.
    package func occasions(after: CivilDate, through: CivilDate) -> [CivilDate] {
        recurring(after: after, through: through).filter(admits)
    }

    /// The first occasion later than a day; nil: there is none.
    package func next(after day: CivilDate) -> CivilDate? {
        let start = from.flatMap { $0.adding(days: -1) }.map { max($0, day) } ?? day
        return recurrence(after: start).flatMap { admits($0) ? $0 : nil }
    }

    /// The next time that its day comes again, though that be later than its last occasion.
    package func recurrence(after day: CivilDate) -> CivilDate? {
        // Each recurrence comes at least once a year.
        let end = CivilDate(year: day.year + 1, month: 12, day: 31) ?? .last
        return recurring(after: day, through: end).first
    }

    private func recurring(after: CivilDate, through: CivilDate) -> [CivilDate] {
        guard after < through else { return [] }
        let days = (after.year...through.year).flatMap { year in
            opens.flatMap { $0.days(in: year) }
        }
        return Set(days).filter { after < $0 && $0 <= through }.sorted()
    }
}

/// A day that comes again each year: `every 1 December`, `every month on day 5`, `every quarter
/// on day 15`.
package enum Recurrence: Hashable, Sendable, CustomStringConvertible {
    /// One day of each year.
    case yearly(DayOfYear)
    /// That day of each month.
    case monthly(day: Int)
    /// That day of January, April, July and October.
    case quarterly(day: Int)

    /// What to write.
    package static let remedy =
        "Write \"every 1 December\", \"every month on day 5\" or \"every quarter on day 15\"."

    /// The last day that every month has.
    private static let lastDay = 28

    /// Reads a phrase; nil where it is none, or names a day that does not come each time.
    package init?(parsing text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        guard words.first == "every" else { return nil }
        if words.count == 3, let point = Self.dayOfYear("\(words[1]) \(words[2])") {
            self = .yearly(point)
        } else if words.count == 5, words[2] == "on", words[3] == "day",
            Identifier.isNumber(String(words[4])), let day = Int(words[4]), day <= Self.lastDay
        {
            switch words[1] {
            case "month": self = .monthly(day: day)
            case "quarter": self = .quarterly(day: day)
            default: return nil
            }
        } else {
            return nil
        }
    }

    private static func dayOfYear(_ text: String) -> DayOfYear? {
        guard let body = try? Body(parsing: text), case .point(.dayOfYear(let day, nil)) = body,
            day != DayOfYear(month: 2, day: 29)
        else { return nil }
        return day
    }

    /// Its days in a year, in order.
    package func days(in year: Int) -> [CivilDate] {
        switch self {
        case .yearly(let day):
            [CivilDate(year: year, month: day.month, day: day.day)].compactMap(\.self)
        case .monthly(let day):
            (1...12).compactMap { CivilDate(year: year, month: $0, day: day) }
        case .quarterly(let day):
            [1, 4, 7, 10].compactMap { CivilDate(year: year, month: $0, day: day) }
        }
    }

    /// The phrase.
    package var description: String {
        switch self {
        case .yearly(let day): "every \(day)"
        case .monthly(let day): "every month on day \(day)"
        case .quarterly(let day): "every quarter on day \(day)"
        }
    }
}
