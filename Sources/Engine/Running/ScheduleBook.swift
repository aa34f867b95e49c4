package import Deadlines
package import Workflows

/// How far the schedules have come: kept in the store, and changed in the transaction that opens.
package struct ScheduleBook: Hashable, Sendable, Codable {
    /// How far one schedule has come.
    package struct Mark: Hashable, Sendable, Codable {
        /// The last occasion that needs nothing more, or the day before the schedule was switched
        /// on.
        package var settled: CivilDate
        /// Why the next occasion could not be opened.
        package var problem: String?
        /// When it is tried again.
        package var retryAt: Instant?

        init(settled: CivilDate) {
            self.settled = settled
        }
    }

    /// The marks by `workflow/schedule`: a new version of the definition opens nothing again.
    package var marks: [String: Mark] = [:]

    /// The book a store holds.
    static func read(_ store: any StoreReader) throws -> ScheduleBook {
        guard let text = try store.meta(Meta.schedules) else { return ScheduleBook() }
        return try CanonicalJSON.decode(ScheduleBook.self, from: text)
    }
}

/// A schedule that is switched on.
package struct RunningSchedule: Sendable {
    /// The definition in force.
    package var entry: Library.Entry
    /// The schedule.
    package var schedule: Schedule
    /// The zone of its days.
    package var zone: any TimeZoneRules
    /// The local time at which an occasion opens.
    package var time: TimeOfDay

    /// `workflow/schedule`.
    package var key: String { "\(entry.id.name)/\(schedule.name)" }

    /// The moment at which an occasion opens: the sending time on its day.
    package func moment(of day: CivilDate) -> Instant {
        zone.instant(of: CivilDateTime(date: day, time: time))
    }

    /// What an occasion opens.
    package func opening(for occasion: CivilDate) -> Opening {
        Opening(
            id: schedule.id.text(for: occasion),
            facts: schedule.facts.map { fact in
                GivenFact(fact.name, fact.texts.map { $0.text(for: occasion) })
            })
    }

    /// The last day whose occasion has come.
    func lastDay(at now: Instant) -> CivilDate {
        let today = zone.civil(at: now).date
        return moment(of: today) <= now ? today : today.adding(days: -1) ?? today
    }
}

extension Library {
    /// The schedules that are on, by workflow and name.
    package var running: [RunningSchedule] {
        current.values.filter { scheduled.contains($0.id.name) }
            .sorted { $0.id.name < $1.id.name }
            .flatMap { entry -> [RunningSchedule] in
                guard let zone = zone(entry.definition.timeZone) else { return [] }
                return entry.definition.schedules.map {
                    RunningSchedule(
                        entry: entry, schedule: $0, zone: zone, time: sending.time)
                }
            }
    }

    /// When something falls due next: in a scrutiny, or by a schedule. Nil: never.
    package func nextWake(in store: any StoreReader) throws -> Instant? {
        let scrutinies = try store.nextWake()
        let running = running
        guard !running.isEmpty else { return scrutinies }
        let book = try ScheduleBook.read(store)
        let openings = running.compactMap { running -> Instant? in
            // One that nobody has taken note of is due to be.
            guard let mark = book.marks[running.key] else { return Instant(milliseconds: 0) }
            return mark.retryAt
                ?? running.schedule.next(after: mark.settled).map(running.moment)
        }
        return (openings + [scrutinies].compactMap(\.self)).min()
    }

    /// What the schedules will open up to a day, and nobody has opened yet: the schedule, the
    /// moment, the occasion.
    package func openings(
        through day: CivilDate, after now: Instant, in store: any StoreReader
    ) throws -> [(running: RunningSchedule, at: Instant, occasion: CivilDate)] {
        let book = try ScheduleBook.read(store)
        return try running.flatMap { running in
            let mark = book.marks[running.key]
            let settled = mark?.settled ?? running.lastDay(at: now)
            return try running.schedule.occasions(after: settled, through: day).filter {
                let row = try store.row(running.schedule.id.text(for: $0))
                return row?.workflow != running.entry.id.name
            }.map { occasion in
                (running, max(running.moment(of: occasion), mark?.retryAt ?? now), occasion)
            }
        }
    }

    /// What schedules could not open, a sentence each.
    func scheduleProblems(in store: any StoreReader) throws -> [String] {
        let book = try ScheduleBook.read(store)
        return running.compactMap { running in
            book.marks[running.key]?.problem.map { "schedule \(running.key): \($0)" }
        }
    }
}
