import ControlProtocol
import Deadlines
import Engine

extension RegisterService {
    /// The calendars, and the closure days that were imported.
    func calendars() async throws -> Register.Calendars.Reply {
        let library = await engine.currentLibrary
        return .init(calendars: Self.listed(library).map { wire($0, library) })
    }

    /// One calendar with its holidays.
    func holidays(_ call: Register.Holidays) async throws -> Register.Holidays.Reply {
        let library = await engine.currentLibrary
        let calendars = Self.listed(library)
        guard let calendar = calendars.first(where: { $0.name == call.calendar }) else {
            throw ControlError.noSuchCalendar(
                name: call.calendar,
                nearest: Nearest.names(to: call.calendar, in: calendars.map(\.name)))
        }
        let holidays = calendar.holidays
            .filter { call.year == nil || $0.date.year == call.year }
            .map(\.wire)
        return .init(calendar: wire(calendar, library), holidays: holidays)
    }

    private static func listed(_ library: Library) -> [WorkingCalendar] {
        let closures = library.closures.holidays.isEmpty ? [] : [library.closures]
        return (Array(library.calendars.values) + closures).sorted { $0.name < $1.name }
    }

    private func wire(_ calendar: WorkingCalendar, _ library: Library) -> Register.Calendar {
        // Closure days say nothing of the days about them: nothing is covered.
        let coverage = calendar.name == library.closures.name ? nil : calendar.coverage
        return Register.Calendar(
            name: calendar.name, title: calendar.title, version: calendar.version,
            source: calendar.source, from: coverage?.lowerBound.description,
            to: coverage?.upperBound.description, holidays: calendar.holidays.count,
            imports: (library.imports[calendar.name] ?? []).map { one in
                Register.CalendarImport(
                    version: one.version, source: one.source, hash: one.hash,
                    at: identity.zone.wire(one.at), by: one.by)
            })
    }
}
