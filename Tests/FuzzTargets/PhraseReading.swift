import Deadlines
import Workflows

/// What must hold of phrases and guards.
enum PhraseReading {
    static func checkRule(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let rule: DeadlineRule
        do {
            rule = try DeadlineRule(parsing: text)
        } catch {
            return try check(error, in: text)
        }
        try checkPrinted(rule, DeadlineRule.init(parsing:))
        for context in PhraseWorld.all {
            do {
                let found = try rule.evaluate(in: context)
                try hold(!found.steps.isEmpty, "\(rule) explains itself")
            } catch let error as EvaluationError {
                try hold(!error.message.isEmpty && !error.remedy.isEmpty, "\(error) helps")
            }
        }
    }

    static func checkRung(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let rung: RungPhrase
        do {
            rung = try RungPhrase(parsing: text)
        } catch {
            return try check(error, in: text)
        }
        try checkPrinted(rung, RungPhrase.init(parsing:))
        for context in PhraseWorld.all {
            for repetition in [1, 2, 1_000, .max] {
                let calendar = context.calendar
                let day = rung.date(
                    due: context.runStart, countStart: context.countStart, repetition: repetition,
                    calendar: calendar)
                if let day { try hold(calendar.isWorkingDay(day), "\(rung) goes out on \(day)") }
            }
        }
    }

    static func checkGuard(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let condition: Guard
        do {
            condition = try Guard(parsing: text)
        } catch {
            try hold((1...text.count + 1).contains(error.column), "\(error): there is that column")
            return try hold(!error.reason.isEmpty && !error.remedy.isEmpty, "\(error) helps")
        }
        try checkPrinted(condition) { text in try Guard(parsing: text) }
    }

    private static func check(_ error: PhraseError, in text: String) throws {
        try hold((1...text.count + 1).contains(error.column), "\(error): there is that column")
        try hold(!error.reason.isEmpty && !error.remedy.isEmpty, "\(error) helps")
    }

    /// What is printed is read back as it was.
    private static func checkPrinted<Value: Equatable & CustomStringConvertible>(
        _ value: Value, _ read: (String) throws -> Value
    ) throws {
        let printed = value.description
        do {
            try hold(try read(printed) == value, "\(printed) is read back as it was")
        } catch let error as BrokenProperty {
            throw error
        } catch {
            throw BrokenProperty(description: "\(printed) is read back: \(error)")
        }
    }
}

/// A world for evaluations in which every name stands for something.
struct PhraseWorld: DeadlineContext {
    let calendar: WorkingCalendar
    let runStart: CivilDate
    /// Some days before: where a count may have begun.
    let countStart: CivilDate

    var holds: [Period] {
        [Period(from: runStart, to: runStart.adding(days: 7), name: "hold")]
    }

    func date(of name: String) -> Resolved {
        name.count.isMultiple(of: 5) ? .unknown(reason: "not recorded") : .date(runStart)
    }

    func date(of name: String, fact: String) -> Resolved { date(of: name + fact) }

    func window(of name: String) -> ResolvedWindow {
        .window(earliest: countStart, latest: runStart)
    }

    func year(of name: String) -> Int? { name.count.isMultiple(of: 5) ? nil : runStart.year }

    func periods(named name: String) -> [Period]? {
        name.count.isMultiple(of: 5) ? nil : holds
    }

    func next(_ workflow: String, after date: CivilDate) -> Resolved {
        date.adding(days: 30).map { .date($0) } ?? .unknown(reason: "none is planned")
    }

    /// Ordinary days, and the first and the last there are.
    static let all = [(2018, 1, 8), (1, 1, 1), (9999, 12, 31)].compactMap { parts in
        CivilDate(year: parts.0, month: parts.1, day: parts.2).map(Self.init)
    }

    private init(_ day: CivilDate) {
        runStart = day
        countStart = day.adding(days: -100) ?? .first
        let holidays = (0..<20).compactMap { number in
            day.adding(days: number * 3).map {
                Holiday(date: $0, title: "Holiday \(number)", division: "all")
            }
        }
        calendar = WorkingCalendar(
            name: "calendar", title: "Calendar", version: "1", source: "",
            coverage: countStart...(day.adding(days: 1_000) ?? .last), holidays: holidays)
    }
}
