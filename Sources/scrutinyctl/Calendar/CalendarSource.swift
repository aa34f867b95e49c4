import ControlProtocol
import Deadlines
import Engine
import Foundation
import WorkflowFiles

/// Where commands find calendars: in the daemon, which knows what was imported, or in files where
/// a folder is named or no daemon answers.
enum CalendarSource {
    /// The daemon that answers.
    case daemon(DaemonConnection)
    /// The folders.
    case files(WorkflowFolder)

    /// - Throws: `CommandFailure` where a daemon is there and does not let itself be asked.
    init(_ search: WorkflowSearch, _ options: GlobalOptions) async throws(CommandFailure) {
        if search.workflows == nil {
            do {
                self = .daemon(try await options.connect())
                return
            } catch {
                guard error.status == .unreachable else { throw error }
                Terminal.complain(
                    "No daemon answers at \(options.socketPath); reading the files instead.")
            }
        }
        self = .files(search.read())
    }

    /// The calendars as the daemon tells them.
    func calendars() async throws(CommandFailure) -> [Register.Calendar] {
        switch self {
        case .daemon(let daemon): try await daemon.call(Register.Calendars()).calendars
        case .files(let folder): folder.calendars.map(Register.Calendar.init)
        }
    }

    /// One calendar with its holidays.
    func holidays(
        of name: String, year: Int?
    ) async throws(CommandFailure) -> Register.Holidays.Reply {
        switch self {
        case .daemon(let daemon):
            return try await daemon.call(Register.Holidays(calendar: name, year: year))
        case .files(let folder):
            guard let calendar = folder.calendars.first(where: { $0.name == name }) else {
                let known = folder.calendars.map(\.name)
                let error = ControlError.noSuchCalendar(
                    name: name, nearest: Nearest.names(to: name, in: known))
                throw CommandFailure(
                    error.exitStatus,
                    "\(error) Known: \(known.isEmpty ? "none" : known.joined(separator: ", ")). "
                        + "Name another, or the folder with --workflows.")
            }
            return Register.Holidays.Reply(
                calendar: Register.Calendar(calendar),
                holidays: calendar.holidays.filter { year == nil || $0.date.year == year }.map {
                    Register.Holiday(
                        date: $0.date.description, title: $0.title, division: $0.division)
                })
        }
    }

    /// The day from which calendars are looked at: the daemon's, whose clock may be virtual.
    func today() async throws(CommandFailure) -> CivilDate {
        if case .daemon(let daemon) = self {
            let now = try await daemon.call(Register.Status()).now
            if let today = CivilDate(iso: String(now.prefix(10))) { return today }
        }
        let milliseconds = Int64(Date().timeIntervalSince1970 * 1_000)
        return UTC().civil(at: Instant(milliseconds: milliseconds)).date
    }
}

extension Register.Calendar {
    /// A calendar of a file, into which nothing was imported.
    fileprivate init(_ calendar: WorkingCalendar) {
        self.init(
            name: calendar.name, title: calendar.title, version: calendar.version,
            source: calendar.source, from: calendar.coverage.lowerBound.description,
            to: calendar.coverage.upperBound.description, holidays: calendar.holidays.count,
            imports: [])
    }
}
