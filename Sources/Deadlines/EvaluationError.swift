/// Why a rule that is well formed comes to nothing: its data contradict it.
public enum EvaluationError: Error, Hashable, Sendable {
    /// The rule ignores a period that is not defined.
    case noSuchPeriod(String)
    /// The year's fact holds a number outside 1 to 9999.
    case yearOutOfRange(name: String, year: Int)
    /// 29 February in a year that has none.
    case noSuchDay(DayOfYear, year: Int)
    /// The phrase leads outside the years 1 to 9999.
    case dateOutOfRange(phrase: String)
    /// For more than a year on end, from that day, the calendar has no working day.
    case noWorkingDay(calendar: String, near: CivilDate)

    /// What is wrong, as a clause.
    public var message: String {
        switch self {
        case .noSuchPeriod(let name): "there is no period “\(name)”"
        case .yearOutOfRange(let name, let year): "“\(name)” holds the year \(year)"
        case .noSuchDay(let day, let year): "there is no \(day) in \(year)"
        case .dateOutOfRange(let phrase): "“\(phrase)” leads outside the years 1 to 9999"
        case .noWorkingDay(let calendar, let day):
            "the calendar “\(calendar)” has no working day for more than a year about \(day)"
        }
    }

    /// What to do about it, as a sentence.
    public var remedy: String {
        switch self {
        case .noSuchPeriod: "Define it under periods, or leave out “ignoring”."
        case .yearOutOfRange: "Correct the fact: years run from 1 to 9999."
        case .noSuchDay(let day, _):
            day.month == 2
                ? "Write 28 February or 1 March, whichever is meant." : "Write a day that exists."
        case .dateOutOfRange: "Check the count and the date it starts from."
        case .noWorkingDay: "Check the calendar's holidays."
        }
    }
}

extension EvaluationError: CustomStringConvertible {
    /// Message and remedy in one line.
    public var description: String { "\(message). \(remedy)" }
}
