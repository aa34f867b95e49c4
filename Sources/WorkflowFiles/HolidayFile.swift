package import Deadlines
package import Documents
internal import FoundationEssentials
package import Workflows

/// Holidays read from a file that others publish: gov.uk's `bank-holidays.json`, an iCalendar file
/// (RFC 5545), or a YAML list of the office's closure days. Which of them it is shows in the text.
package struct HolidayFile: Sendable {
    /// The lists found, one for each calendar; none where there are errors.
    package var lists: [HolidayList]
    /// Everything wrong with the file.
    package var diagnostics: [Diagnostic]

    /// No list of holidays is larger, in bytes: gov.uk's has some 30,000.
    package static let mostBytes = 262_144
    /// No list has more days.
    static let mostDays = 5_000

    /// Reads a file's text.
    ///
    /// - Parameters:
    ///   - file: its name, for messages.
    ///   - calendar: the calendar it is for; nil: what the file itself names, or closure days.
    ///   - zone: whose days an iCalendar file's universal times are taken to.
    package static func read(
        _ text: String, file: String, calendar: String?, zone: any TimeZoneRules
    ) -> HolidayFile {
        let log = DiagnosticLog(file: file)
        guard text.utf8.count <= mostBytes else {
            log.error(
                at: .start, "",
                "the file is larger than \(mostBytes) bytes, as no list of holidays is",
                remedy: "name another file")
            return HolidayFile(lists: [], diagnostics: log.sorted)
        }
        // A byte order mark says nothing here, and many programs write one.
        let hasMark = text.unicodeScalars.first == "\u{FEFF}"
        let text = hasMark ? String(text.unicodeScalars.dropFirst()) : text
        var lists =
            switch Kind(of: text) {
            case .json: json(text, calendar, log)
            case .iCalendar: iCalendar(text, calendar, zone, log)
            case .yaml: closures(text, file: file, calendar, log)
            case nil: unknown(log)
            }
        if lists.isEmpty, !log.hasErrors { lists = unknown(log) }
        for list in lists { check(list, log) }
        return HolidayFile(lists: log.hasErrors ? [] : lists, diagnostics: log.sorted)
    }

    private enum Kind {
        case json, iCalendar, yaml

        init?(of text: String) {
            let start = text.drop { $0.isWhitespace }.prefix(20)
            if start.hasPrefix("{") || start.hasPrefix("[{") {
                self = .json
            } else if start.uppercased().hasPrefix("BEGIN:VCALENDAR") {
                self = .iCalendar
            } else if start.isEmpty || start.hasPrefix("<") || start.hasPrefix("%PDF") {
                return nil
            } else {
                self = .yaml
            }
        }
    }

    private static func unknown(_ log: DiagnosticLog) -> [HolidayList] {
        log.error(
            at: .start, "", "this is no list of holidays",
            remedy: "give gov.uk's bank-holidays.json, an iCalendar file, or a YAML list of "
                + "closure days")
        return []
    }

    /// What holds for every list: days that are there, none twice, titles that can be read out.
    private static func check(_ list: HolidayList, _ log: DiagnosticLog) {
        if list.days.isEmpty {
            log.error(
                at: .start, list.calendar, "the list of days is empty",
                remedy: "get the file anew: an empty list would say that there are no holidays")
        }
        if list.days.count > mostDays {
            log.error(
                at: .start, list.calendar, "the list has more than \(mostDays) days",
                remedy: "split it by years")
            return
        }
        var titles: [CivilDate: String] = [:]
        for day in list.days {
            if let other = titles.updateValue(day.title, forKey: day.date) {
                log.error(
                    at: .start, "\(day.date)",
                    "\(list.calendar) lists the day twice: \(other), and \(day.title)",
                    remedy: "leave one of the two")
            }
        }
    }

    /// A title as people read it: without the typographer's apostrophe, so that titles from
    /// several sources can be compared; nil, and noted, where it is none.
    static func title(_ text: String, of place: String, _ log: DiagnosticLog) -> String? {
        let title = text.replacing("\u{2019}", with: "'").trimmingWhitespace
        let isPlain = title.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard !title.isEmpty, title.count <= 100, isPlain else {
            log.error(
                at: .start, place, "the title is missing, too long or not plain text",
                remedy: "give a title of 1 to 100 characters")
            return nil
        }
        return title
    }
}

extension StringProtocol {
    /// The text without blanks at its ends.
    var trimmingWhitespace: String {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
