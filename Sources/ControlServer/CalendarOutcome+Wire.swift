package import ControlProtocol
import Deadlines
package import Engine

extension CalendarOutcome {
    /// The most moved deadlines that one answer names.
    private static let mostMoves = 500

    /// The outcome as the control socket tells it.
    package func reply(hash: String) -> Manager.ImportCalendar.Reply {
        Manager.ImportCalendar.Reply(
            hash: hash, calendars: differences.map(\.wire),
            moved: moves.prefix(Self.mostMoves).map { move in
                Manager.MovedDeadline(
                    scrutiny: move.scrutiny, deadline: move.deadline,
                    from: move.from?.description, to: move.to?.description)
            }, omitted: max(0, moves.count - Self.mostMoves), remarks: remarks)
    }
}

extension CalendarDifference {
    fileprivate var wire: Manager.CalendarChange {
        Manager.CalendarChange(
            calendar: calendar, oldVersion: oldVersion, version: version,
            added: added.map(\.wire), gone: gone.map(\.wire),
            renamed: renamed.map {
                Manager.RenamedHoliday(date: $0.date.description, from: $0.from, to: $0.to)
            }, oldFrom: oldCoverage.lowerBound.description,
            oldTo: oldCoverage.upperBound.description, from: coverage.lowerBound.description,
            to: coverage.upperBound.description)
    }
}

extension Holiday {
    /// The holiday as it travels.
    var wire: Register.Holiday {
        Register.Holiday(date: date.description, title: title, division: division)
    }
}
