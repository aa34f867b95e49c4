import Deadlines

/// Why a text cannot be the value of a fact.
package struct FactProblem: Error, Hashable, Sendable {
    /// The text that was given.
    package let text: String
    /// What is wrong with it.
    package let reason: String
    /// What to write instead.
    package let remedy: String
}

extension FactValue {
    /// Reads a value of the given type; nil where the texts say "unknown" (none, or all empty).
    package static func parse(
        _ texts: [String], as type: FactType
    ) throws(FactProblem) -> FactValue? {
        let given = texts.map(trimmed).filter { !$0.isEmpty }
        guard let first = given.first else { return nil }
        switch type {
        case .list: return .list(given)
        case .scrutiny(_, let many):
            if given.count > 1 && !many { throw several(given) }
            for id in given where !Identifier.isScrutiny(id) {
                throw FactProblem(
                    text: id, reason: "this is not the id of a scrutiny",
                    remedy: "Give an id such as rural-crime-2017.")
            }
            return .scrutinies(given)
        default:
            if given.count > 1 { throw several(given) }
            return try parseOne(first, as: type)
        }
    }

    private static func parseOne(
        _ text: String, as type: FactType
    ) throws(FactProblem) -> FactValue {
        let value: FactValue? =
            switch type {
            case .text: .text(text)
            case .number: Double(text).flatMap { $0.isFinite ? .number($0) : nil }
            case .boolean: text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
            case .date: CivilDate(iso: text).map(FactValue.date)
            case .dateTime: dateTime(text)
            case .year: Int(text).flatMap { (1...9999).contains($0) ? .year($0) : nil }
            case .email: Identifier.isMailAddress(text) ? .text(text) : nil
            case .choice(let words): words.contains(text) ? .text(text) : nil
            case .window: Window(parsing: text).map(FactValue.window)
            case .list: .list([text])
            case .scrutiny: .scrutinies([text])
            }
        guard let value else {
            throw FactProblem(
                text: text, reason: "\"\(text)\" is not \(noun(type))", remedy: remedy(type))
        }
        return value
    }

    private static func dateTime(_ text: String) -> FactValue? {
        if let date = CivilDate(iso: text) { return .dateTime(date, nil) }
        return CivilDateTime(iso: text).map { .dateTime($0.date, $0.time) }
    }

    private static func trimmed(_ text: String) -> String {
        var view = text[...]
        while let last = view.last, last.isWhitespace { view.removeLast() }
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        return String(view)
    }

    private static func several(_ texts: [String]) -> FactProblem {
        FactProblem(
            text: texts.joined(separator: ", "), reason: "this fact takes one value",
            remedy: "Give one value.")
    }

    private static func noun(_ type: FactType) -> String {
        switch type {
        case .text, .list: "a text"
        case .number: "a number"
        case .boolean: "true or false"
        case .date: "a date"
        case .dateTime: "a date with a time"
        case .year: "a year"
        case .email: "a mail address"
        case .choice: "one of the words this fact may have"
        case .window: "a day or a range of days"
        case .scrutiny: "the id of a scrutiny"
        }
    }

    private static func remedy(_ type: FactType) -> String {
        switch type {
        case .text, .list: "Write a text."
        case .number: "Write digits, such as 12 or 2.5."
        case .boolean: "Write true or false."
        case .date: "Write an existing day as YYYY-MM-DD, such as 2018-01-26."
        case .dateTime: "Write YYYY-MM-DDTHH:MM, such as 2018-01-26T10:00."
        case .year: "Write a year from 1 to 9999."
        case .email: "Write one address, such as clerk@example.org."
        case .choice(let words): "Choose one of: \(words.joined(separator: ", "))."
        case .window: "Write 2018-01-01, or 2018-01-01..2018-03-31 and the words used."
        case .scrutiny: "Give an id such as rural-crime-2017."
        }
    }
}
