import Deadlines
import Documents
import FoundationEssentials
import Workflows

/// gov.uk's `bank-holidays.json`:
/// `{division: {division, events: [{title, date, notes, bunting}]}}`.
extension HolidayFile {
    private struct Division: Decodable {
        let division: String
        let events: [Event]
    }

    private struct Event: Decodable {
        let title: String
        let date: String
        let notes: String?
    }

    /// The lists of its divisions, each of which is a calendar's name.
    static func json(_ text: String, _ calendar: String?, _ log: DiagnosticLog) -> [HolidayList] {
        let divisions: [String: Division]
        do {
            divisions = try JSONDecoder().decode([String: Division].self, from: Data(text.utf8))
        } catch {
            log.error(
                at: .start, place(of: error),
                "this has not the shape of gov.uk's bank-holidays.json",
                remedy: "get the file anew from https://www.gov.uk/bank-holidays.json")
            return []
        }
        for (name, division) in divisions.sorted(by: { $0.key < $1.key })
        where name != division.division {
            log.error(
                at: .start, name, "the division is called \(division.division) inside",
                remedy: "get the file anew")
        }
        let wanted = divisions.filter { calendar == nil || $0.key == calendar }
        if wanted.isEmpty {
            let names = divisions.keys.sorted().joined(separator: ", ")
            log.error(
                at: .start, calendar ?? "", "the file has no such division",
                remedy: names.isEmpty ? "get the file anew" : "choose one of: \(names)")
        }
        return wanted.sorted { $0.key < $1.key }.map { name, division in
            HolidayList(
                calendar: name,
                days: division.events.enumerated().compactMap { index, event in
                    day(event, at: "\(name), event \(index + 1)", log)
                })
        }
    }

    private static func day(_ event: Event, at place: String, _ log: DiagnosticLog) -> ListedDay? {
        guard let date = CivilDate(iso: event.date) else {
            log.error(
                at: .start, event.date, "\(place): this is not an existing day",
                remedy: "a day is written as YYYY-MM-DD; get the file anew")
            return nil
        }
        guard let title = title(event.title, of: place, log) else { return nil }
        let notes = (event.notes ?? "").trimmingWhitespace
        guard !notes.isEmpty else { return ListedDay(date: date, title: title) }
        let note = notes.prefix(1).lowercased() + notes.dropFirst()
        return Self.title("\(title) (\(note))", of: place, log)
            .map { ListedDay(date: date, title: $0) }
    }

    /// Where in the document the shape is another: `england-and-wales.events.3.date`.
    private static func place(of error: any Error) -> String {
        let context: DecodingError.Context? =
            switch error as? DecodingError {
            case .typeMismatch(_, let context), .valueNotFound(_, let context),
                .dataCorrupted(let context):
                context
            case .keyNotFound(let key, let context):
                DecodingError.Context(
                    codingPath: context.codingPath + [key], debugDescription: "")
            default: nil
            }
        return context?.codingPath.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }
            .joined(separator: ".") ?? ""
    }
}
