import Deadlines
import Foundation

/// Counts `N working days after D` for cases it is given, and says how long that took.
///
/// Usage: `WorkingDays HOLIDAYS CASES RESULTS`. HOLIDAYS has an ISO day a line, CASES a day number
/// (since 1970) and a count a line; RESULTS gets the day number of each. On standard output stand
/// nanoseconds a case: at once, one at a time, and as a phrase that is parsed, evaluated and
/// explained.
@main
struct WorkingDays {
    struct Case {
        let day: CivilDate
        let number: Int
    }

    static let rounds = 5
    /// So many cases are counted one at a time, and as phrases.
    static let few = 100_000

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else {
            FileHandle.standardError.write(Data("WorkingDays HOLIDAYS CASES RESULTS\n".utf8))
            exit(2)
        }
        let calendar = calendar(try lines(of: arguments[1]))
        let cases = try lines(of: arguments[2]).map(parsed)
        var results = [Int](repeating: 0, count: cases.count)
        let atOnce = best {
            for (index, one) in cases.enumerated() {
                results[index] = calendar.workingDay(one.number, after: one.day)?.dayNumber ?? 0
            }
        }
        let some = Array(cases.prefix(few))
        var sum = 0
        let oneByOne = best {
            for one in some { sum &+= count(one.number, after: one.day, calendar) }
        }
        let context = Context(calendar: calendar)
        let phrases = some.map { "\($0.number) working days after \($0.day)" }
        var same = true
        let explained = best {
            for (index, phrase) in phrases.enumerated() {
                same = due(phrase, context) == results[index] && same
            }
        }
        guard same, sum == results.prefix(few).reduce(0, +) * rounds else {
            FileHandle.standardError.write(Data("the ways of counting differ\n".utf8))
            exit(1)
        }
        try results.map(String.init).joined(separator: "\n")
            .write(toFile: arguments[3], atomically: true, encoding: .utf8)
        print(atOnce / Double(cases.count), oneByOne / Double(few), explained / Double(few))
    }

    /// One count, as a caller makes it: not drawn into the loop about it.
    @inline(never)
    static func count(_ number: Int, after day: CivilDate, _ calendar: WorkingCalendar) -> Int {
        calendar.workingDay(number, after: day)?.dayNumber ?? 0
    }

    /// A phrase from the text to the day and its explanation.
    @inline(never)
    static func due(_ phrase: String, _ context: Context) -> Int? {
        guard let rule = try? DeadlineRule(parsing: phrase),
            case .due(let due)? = try? rule.evaluate(in: context)
        else { return nil }
        return due.date.dayNumber
    }

    /// The nanoseconds of the fastest round.
    static func best(_ body: () -> Void) -> Double {
        (0..<rounds).map { _ in
            let time = ContinuousClock().measure(body)
            return Double(time.components.seconds) * 1e9
                + Double(time.components.attoseconds) / 1e9
        }.min() ?? .infinity
    }

    static func lines(of path: String) throws -> [Substring] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    }

    static func calendar(_ days: [Substring]) -> WorkingCalendar {
        let holidays = days.compactMap { CivilDate(iso: String($0)) }
            .map { Holiday(date: $0, title: "Holiday", division: "England and Wales") }
        return WorkingCalendar(
            name: "england-and-wales", title: "England and Wales", version: "1", source: "",
            coverage: CivilDate.first...CivilDate.last, holidays: holidays)
    }

    static func parsed(_ line: Substring) -> Case {
        let fields = line.split(separator: " ").compactMap { Int($0) }
        guard fields.count == 2, let day = CivilDate(dayNumber: fields[0]) else {
            preconditionFailure("\(line) is no case")
        }
        return Case(day: day, number: fields[1])
    }
}

/// A world in which a phrase names nothing.
struct Context: DeadlineContext {
    let calendar: WorkingCalendar
    let runStart = CivilDate.first
    let holds: [Period] = []

    func date(of name: String) -> Resolved { .unknown(reason: "not known") }
    func date(of name: String, fact: String) -> Resolved { .unknown(reason: "not known") }
    func window(of name: String) -> ResolvedWindow { .unknown(reason: "not known") }
    func year(of name: String) -> Int? { nil }
    func periods(named name: String) -> [Period]? { nil }
    func next(_ workflow: String, after date: CivilDate) -> Resolved {
        .unknown(reason: "not known")
    }
}
