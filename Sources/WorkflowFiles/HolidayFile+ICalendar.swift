import Deadlines
import Documents
import Workflows

/// An iCalendar file (RFC 5545): the days of its events. `DTEND` is exclusive; what repeats is
/// refused, for a rule is not a list of days that somebody has checked.
extension HolidayFile {
    /// The most days one event may last.
    private static let longestEvent = 31

    static func iCalendar(
        _ text: String, _ calendar: String?, _ zone: any TimeZoneRules, _ log: DiagnosticLog
    ) -> [HolidayList] {
        guard let calendar else {
            log.error(
                at: .start, "", "an iCalendar file does not say which calendar it is for",
                remedy: "name it with --calendar")
            return []
        }
        var days: [ListedDay] = []
        var event: Event?
        var hasEnd = false
        // An event's alarm has lines of the same names.
        var inner: String?
        for line in ContentLine.lines(of: text) where days.count <= mostDays {
            switch (line.name, line.value.uppercased()) {
            case ("END", let part) where part == inner: inner = nil
            case _ where inner != nil: continue
            case ("BEGIN", "VEVENT") where event == nil: event = Event(line: line.number)
            case ("BEGIN", "VEVENT"):
                log.error(
                    at: line.position, line.value, "the event begins inside another",
                    remedy: "get the file anew")
            case ("BEGIN", let part) where event != nil: inner = part
            case ("END", "VEVENT"):
                if let event { days += event.days(zone, log) }
                event = nil
            case ("END", "VCALENDAR"): hasEnd = true
            default: event?.take(line, log)
            }
        }
        if days.count > mostDays { return [HolidayList(calendar: calendar, days: days)] }
        if event != nil || !hasEnd {
            log.error(
                at: .start, "", "the file ends before its calendar does", remedy: "get it anew")
        }
        return [HolidayList(calendar: calendar, days: days)]
    }

    /// One event, as its lines come.
    private struct Event {
        let line: Int
        var start: ContentLine?
        var end: ContentLine?
        var summary: ContentLine?
        var isCancelled = false

        init(line: Int) { self.line = line }

        mutating func take(_ line: ContentLine, _ log: DiagnosticLog) {
            switch line.name {
            case "DTSTART": start = line
            case "DTEND": end = line
            case "SUMMARY": summary = line
            case "STATUS": isCancelled = line.value.uppercased() == "CANCELLED"
            case "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID":
                log.error(
                    at: line.position, line.name,
                    "the event repeats, and a rule is no list of days that somebody has checked",
                    remedy: "export each day as an event of its own")
            case "DURATION":
                log.error(
                    at: line.position, line.value, "the event has a duration instead of an end",
                    remedy: "export it with DTEND")
            default: break
            }
        }

        func days(_ zone: any TimeZoneRules, _ log: DiagnosticLog) -> [ListedDay] {
            guard !isCancelled else { return [] }
            let position = SourcePosition(line: line, column: 1)
            guard let start, let first = start.moment(zone) else {
                log.error(
                    at: start?.position ?? position, start?.value ?? "",
                    "the event's DTSTART is missing or no day",
                    remedy: "write it as DTSTART;VALUE=DATE:20220919")
                return []
            }
            guard let title = title(summary?.text ?? "", of: "event of \(first.date)", log) else {
                return []
            }
            var last = first.date
            if let end {
                guard let moment = end.moment(zone), moment >= first else {
                    log.error(
                        at: end.position, end.value, "the event's DTEND is no day, or comes first",
                        remedy: "write the day after its last as DTEND;VALUE=DATE:20220920")
                    return []
                }
                // The end itself is no part of the event: midnight ends the day before.
                let isMidnight = moment.time == .midnight && moment.date > first.date
                last = isMidnight ? moment.date.adding(days: -1) ?? moment.date : moment.date
            }
            let length = last.dayNumber - first.date.dayNumber + 1
            guard length <= longestEvent else {
                log.error(
                    at: position, title, "the event lasts \(length) days",
                    remedy: "no holiday lasts more than \(longestEvent) days: split it")
                return []
            }
            return (0..<length).compactMap { first.date.adding(days: $0) }
                .map { ListedDay(date: $0, title: title) }
        }
    }
}

/// One unfolded line of an iCalendar file: `DTSTART;VALUE=DATE:20220919`.
private struct ContentLine {
    let number: Int
    let name: String
    let value: String

    var position: SourcePosition { SourcePosition(line: number, column: 1) }

    /// The value as text: RFC 5545, section 3.3.11.
    var text: String {
        var text = ""
        var isEscaped = false
        for character in value {
            if isEscaped {
                text.append(character == "n" || character == "N" ? " " : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                text.append(character)
            }
        }
        return text
    }

    /// The day, and the time on it: midnight for a mere date. A time with Z is universal, others
    /// are local.
    func moment(_ zone: any TimeZoneRules) -> CivilDateTime? {
        let digits = Array(value.utf8)
        guard digits.count == 8 || digits.count == 15 || digits.count == 16,
            let date = CivilDate(iso: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))")
        else { return nil }
        if digits.count == 8 { return CivilDateTime(date: date, time: .midnight) }
        guard digits[8] == UInt8(ascii: "T"),
            let time = TimeOfDay("\(part(9..<11)):\(part(11..<13))")
        else { return nil }
        let moment = CivilDateTime(date: date, time: time)
        if digits.count == 15 { return moment }
        guard digits[15] == UInt8(ascii: "Z") else { return nil }
        let milliseconds = (Int64(date.dayNumber) * 1_440 + Int64(time.minutes)) * 60_000
        return zone.civil(at: Instant(milliseconds: milliseconds))
    }

    private func part(_ range: Range<Int>) -> String {
        String(decoding: Array(value.utf8)[range], as: UTF8.self)
    }

    /// The lines of a text, with those that continue another joined to it (section 3.1).
    static func lines(of text: String) -> [ContentLine] {
        var unfolded: [(number: Int, text: String)] = []
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            if let first = line.first, first == " " || first == "\t", !unfolded.isEmpty {
                unfolded[unfolded.count - 1].text += line.dropFirst()
            } else {
                unfolded.append((index + 1, String(line)))
            }
        }
        return unfolded.compactMap { number, text in
            guard let colon = text.firstIndex(of: ":") else { return nil }
            let name = text[..<colon].prefix { $0 != ";" }.uppercased()
            return ContentLine(
                number: number, name: name, value: String(text[text.index(after: colon)...]))
        }
    }
}
