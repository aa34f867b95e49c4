import Deadlines
import Workflows

/// What must hold of facts' values and of the forms they are made of.
enum FactReading {
    private static let types: [FactType] = [
        .text, .number, .boolean, .date, .dateTime, .year, .email, .list,
        .choice(["yes", "not yet"]), .window, .scrutiny(of: "panel-meeting", many: false),
        .scrutiny(of: "panel-meeting", many: true),
    ]

    /// Each line is a text of a value.
    static func check(_ bytes: [UInt8]) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        let texts = text.unicodeScalars.split(separator: "\n").map { String($0) }
        for type in types { try check(texts, as: type) }
        try checkForms(text)
    }

    private static func check(_ texts: [String], as type: FactType) throws {
        do {
            guard let value = try FactValue.parse(texts, as: type) else { return }
            try hold(!value.texts.isEmpty, "\(value) has texts")
            let again = try FactValue.parse(value.texts, as: type)
            try hold(again == value, "\(value) is read back as it was: \(again as Any)")
            if case .scrutinies(let ids) = value {
                try hold(ids.allSatisfy { isPlain($0, 64) }, "\(ids) are ids")
            }
            if type == .email { try hold(isPlain(value.line, 254), "\(value) is an address") }
        } catch let problem as FactProblem {
            try hold(!problem.reason.isEmpty && !problem.remedy.isEmpty, "\(problem) helps")
        }
    }

    private static func checkForms(_ text: String) throws {
        if let date = CivilDate(iso: text) {
            try hold(CivilDate(iso: date.description) == date, "\(date) is read back")
        }
        if let moment = CivilDateTime(iso: text) {
            try hold(CivilDateTime(iso: moment.description) == moment, "\(moment) is read back")
            let zone = UTC()
            try hold(zone.civil(at: zone.instant(of: moment)) == moment, "\(moment) is a moment")
        }
        if let time = TimeOfDay(text) {
            try hold(TimeOfDay(time.description) == time, "\(time) is read back")
        }
        if let duration = MachineDuration(parsing: text) {
            try hold(duration.milliseconds >= 0, "\(duration) does not go back")
        }
        for isIdentifier in [
            Identifier.isScrutiny, Identifier.isSlug, Identifier.isOutline, Identifier.isNumber,
        ] where isIdentifier(text) {
            try hold(isPlain(text, Identifier.longest), "\(text) is an identifier")
        }
    }

    /// What can stand in a file's name, a header and a terminal: short, and printable ASCII.
    private static func isPlain(_ text: String, _ longest: Int) -> Bool {
        text.utf8.count <= longest && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
