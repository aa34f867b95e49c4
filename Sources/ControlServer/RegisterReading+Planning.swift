import ControlProtocol
import Deadlines
import Engine
import Workflows

extension RegisterReading {
    /// The most scrutinies one plan reads.
    private static let mostScrutinies = 100_000

    /// What comes of one scrutiny, or of all, up to the end of a day.
    func plannedEntries(of id: String?, until day: CivilDate) throws -> [PlannedEntry] {
        let end = endOfDay(day)
        let ids =
            try id.map { [$0] }
            ?? store.wakes(through: end, limit: Self.mostScrutinies).map(\.id)
        let snapshot = StoreSnapshot(library: library, store: store)
        return try ids.flatMap { id -> [PlannedEntry] in
            let state = try scrutiny(id)
            let title = try store.row(id)?.title ?? id
            let entries = try Plan.of(
                state, definition: definition(of: state), snapshot: snapshot, now: now,
                through: end)
            return entries.map {
                PlannedEntry(at: $0.at, scrutiny: id, content: .entry($0, title: title))
            }
        }
    }

    private func endOfDay(_ day: CivilDate) -> Instant {
        let next = day.adding(days: 1) ?? day
        return zone.instant(of: CivilDateTime(date: next, time: .midnight))
            .adding(milliseconds: -1)
    }

    /// Of how many openings a plan works out what comes of them.
    private static let mostOpenings = 100

    /// What the schedules will open, and nobody has opened yet; what comes of the next of them,
    /// and what stands in their way.
    func plannedOpenings(
        until day: CivilDate
    ) throws -> (entries: [PlannedEntry], obstacles: [Register.Obstacle]) {
        let openings = try library.openings(through: day, after: now, in: store)
            .sorted { $0.at < $1.at }
        var entries: [PlannedEntry] = []
        var obstacles: [Register.Obstacle] = []
        for (index, (running, at, occasion)) in openings.enumerated() {
            let id = running.schedule.id.text(for: occasion)
            var refusal: String?
            if index < Self.mostOpenings {
                do {
                    let found = try consequences(of: running, on: occasion, at: at, until: day)
                    entries += found.entries
                    obstacles += found.obstacles
                } catch let error as Refusal { refusal = error.message }
            }
            entries.append(
                PlannedEntry(
                    at: at, scrutiny: id, content: .opening(running, occasion, refusal: refusal)))
        }
        return (entries, obstacles)
    }

    private func consequences(
        of running: RunningSchedule, on occasion: CivilDate, at moment: Instant,
        until day: CivilDate
    ) throws -> (entries: [PlannedEntry], obstacles: [Register.Obstacle]) {
        let snapshot = StoreSnapshot(library: library, store: store)
        let definition = running.entry.definition
        let opening = running.opening(for: occasion)
        guard try store.row(opening.id) == nil else {
            throw Refusal.alreadyExists(id: opening.id)
        }
        let state = try Plan.opened(
            opening, of: running.entry, snapshot: snapshot, at: moment)
        let title = definition.title(of: state)
        let entries = try Plan.of(
            state, definition: definition, snapshot: snapshot, now: moment, through: endOfDay(day))
        return (
            entries.map {
                PlannedEntry(at: $0.at, scrutiny: state.id, content: .entry($0, title: title))
            },
            try obstacles(of: state, title: title, definition, at: moment)
        )
    }

    /// What stands in the way of dates, of one scrutiny or of all that are open.
    func obstacles(of id: String?) throws -> [Register.Obstacle] {
        let rows =
            try id.map { [try store.row($0)].compactMap(\.self) }
            ?? store.rows(ScrutinyFilter(isOpen: true))
        return try rows.flatMap { row -> [Register.Obstacle] in
            guard let state = try store.scrutiny(row.id),
                let definition = library.all[state.definition]
            else { return [] }
            return try obstacles(of: state, title: row.title, definition, at: now)
        }
    }

    private func obstacles(
        of state: ScrutinyState, title: String, _ definition: Definition, at moment: Instant
    ) throws -> [Register.Obstacle] {
        try Plan.obstacles(
            of: state, definition: definition,
            snapshot: StoreSnapshot(library: library, store: store), now: moment
        ).map { item, text in
            Register.Obstacle(
                scrutiny: state.id, scrutinyTitle: title, item: item?.description, text: text)
        }
    }
}
