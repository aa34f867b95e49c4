package import Deadlines
import Workflows

/// What the store keeps of calendars: what was imported into each, which list deadlines were last
/// computed by, and the lists that went before, by which past deadlines still count.
package struct KeptCalendars: Sendable {
    /// What was imported, by calendar, oldest first.
    package private(set) var imports: [String: [CalendarImport]] = [:]
    /// The calendars that dates were last computed by.
    package private(set) var inForce: [String: WorkingCalendar] = [:]
    /// Calendars of the past, by name and version.
    package private(set) var past: [String: WorkingCalendar] = [:]

    /// A row of the store: under a calendar's name, or under name and version for one of the past.
    private struct Row: Codable {
        var calendar: WorkingCalendar?
        var imports: [CalendarImport]
        var isPast = false
    }

    /// Nothing kept.
    package init() {}

    /// What a store keeps.
    package init(_ store: any StoreReader) throws {
        for name in try store.calendars() {
            guard let text = try store.calendarText(name) else { continue }
            let row = try CanonicalJSON.decode(Row.self, from: text)
            if row.isPast {
                past[name] = row.calendar
            } else {
                inForce[name] = row.calendar
                imports[name] = row.imports
            }
        }
    }

    /// Takes calendars of which nothing is kept yet for those that dates were computed by.
    mutating func assume(_ calendars: [WorkingCalendar]) {
        for calendar in calendars where inForce[calendar.name] == nil {
            inForce[calendar.name] = calendar
        }
    }

    /// Notes an import.
    mutating func append(_ one: CalendarImport, to name: String) {
        imports[name, default: []].append(one)
    }

    /// Takes a calendar into force; the one it replaces is kept under its version.
    mutating func adopt(_ calendar: WorkingCalendar, in store: any StoreTransaction) throws {
        if let old = inForce[calendar.name], old.label != calendar.label, past[old.label] == nil {
            past[old.label] = old
            let row = Row(calendar: old, imports: [], isPast: true)
            try store.put(calendar: old.label, text: CanonicalJSON.text(row))
        }
        inForce[calendar.name] = calendar
        let row = Row(calendar: calendar, imports: imports[calendar.name] ?? [])
        let text = try CanonicalJSON.text(row)
        if try store.calendarText(calendar.name) != text {
            try store.put(calendar: calendar.name, text: text)
        }
    }
}

extension Library {
    /// The library with what was imported into its calendars.
    package func amended(by kept: KeptCalendars) -> Library {
        var library = self
        let unionNames = Set(unions.map(\.name))
        let plain = files.filter { !unionNames.contains($0.name) }
            .map { $0.applying(kept.imports[$0.name] ?? []) }
        library.calendars = Dictionary(
            plain.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for file in files where unionNames.contains(file.name) {
            // A union whose parts have no common day any more stays as its file has it.
            library.calendars[file.name] =
                unions.first { $0.name == file.name }?.calendar(among: plain) ?? file
        }
        library.closures = Self.noClosures.applying(kept.imports[HolidayList.closures] ?? [])
        library.sending = configuredSending
        for day in library.closures.holidays { library.sending.closureDays[day.date] = day.title }
        let closed = library.sending.closureDays
        library.officeCalendars = library.calendars.mapValues { $0.closing(closed) }
        library.imports = kept.imports
        library.pastCalendars = kept.past
        return library
    }

    /// The closure days before any was imported.
    static let noClosures = WorkingCalendar(
        name: HolidayList.closures, title: "Closure days", version: "0", source: "",
        coverage: CivilDate.first...CivilDate.first, holidays: [])

    /// Everything that dates and sending times are computed by: the calendars, and the closure
    /// days, those of the configuration among them; by name.
    var inForce: [WorkingCalendar] {
        let imported = Set(closures.holidays.map(\.date))
        let configured = configuredSending.closureDays.filter { !imported.contains($0.key) }
        let closed = WorkingCalendar(
            name: closures.name, title: closures.title, version: closures.version,
            source: closures.source, coverage: closures.coverage,
            holidays: closures.holidays
                + configured.map {
                    Holiday(date: $0, title: $1, division: closures.division)
                })
        return (Array(calendars.values) + [closed]).sorted { $0.name < $1.name }
    }
}
