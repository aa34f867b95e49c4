import Foundation

@testable import Deadlines

/// The calendars of the Workflows folder, read by a reader that knows just the shape they have.
enum ShippedCalendars {
    static let englandAndWales = load("england-and-wales")
    static let scotland = load("scotland")
    static let northernIreland = load("northern-ireland")
    static let election = elections()
    static let unitedKingdom = union()

    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Workflows/calendars")

    static func text(of name: String) -> String {
        do {
            return try String(
                contentsOf: folder.appending(path: "\(name).yaml"), encoding: .utf8)
        } catch {
            fatalError("the calendar \(name) cannot be read: \(error)")
        }
    }

    private static func load(_ name: String) -> WorkingCalendar {
        let lines = text(of: name).split(separator: "\n").map(String.init)
        func field(_ key: String) -> String {
            let line = lines.first { $0.hasPrefix("\(key): ") } ?? ""
            return line.dropFirst(key.count + 2).trimmingCharacters(in: ["\""])
        }
        let dates = field("coverage").components(separatedBy: CharacterSet(charactersIn: " ,}"))
            .compactMap(CivilDate.init(iso:))
        let division = field("division")
        let holidays = lines.filter { $0.hasPrefix("  - { date: ") }.map { line -> Holiday in
            let parts = line.components(separatedBy: "\"")
            guard let date = CivilDate(iso: String(line.dropFirst(12).prefix(10))),
                parts.count == 3
            else { fatalError("the calendar \(name) has a line of another shape: \(line)") }
            return Holiday(date: date, title: parts[1], division: division)
        }
        return WorkingCalendar(
            name: field("calendar"), title: field("title"), version: field("version"),
            source: field("source"), coverage: dates[0]...dates[1], holidays: holidays)
    }

    private static func elections() -> WorkingCalendar {
        let own = load("election")
        let union = CalendarUnion(
            name: own.name, title: own.title, version: own.version, parts: [englandAndWales.name],
            coverage: own.coverage, holidays: own.holidays)
        guard let calendar = union.calendar(among: [englandAndWales]) else {
            fatalError("no day of an election is covered")
        }
        return calendar
    }

    private static func union() -> WorkingCalendar {
        let parts = [englandAndWales, scotland, northernIreland]
        guard
            let union = WorkingCalendar.union(
                name: "united-kingdom", title: "United Kingdom", version: "2026-2", of: parts)
        else { fatalError("the three calendars have no day in common") }
        return union
    }
}
