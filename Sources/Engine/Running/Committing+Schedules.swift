import Deadlines
import Workflows

extension Committing {
    /// Takes note of which schedules are on: a new one begins today, one that is off is forgotten,
    /// and what was refused is tried again at once.
    func noteSchedules() throws {
        let old = try ScheduleBook.read(store)
        var new = ScheduleBook()
        for running in library.running {
            let today = running.zone.civil(at: now).date
            var mark =
                old.marks[running.key]
                ?? ScheduleBook.Mark(settled: today.adding(days: -1) ?? today)
            mark.retryAt = nil
            new.marks[running.key] = mark
        }
        try keep(new, insteadOf: old)
    }

    /// Opens what the schedules open by now: of several missed occasions the newest, and none that
    /// a later one has overtaken.
    func openScheduled() throws -> (events: [ScheduleEvent], deliveries: Int) {
        let schedules = library.running
        guard !schedules.isEmpty else { return ([], 0) }
        var book = try ScheduleBook.read(store)
        if schedules.contains(where: { book.marks[$0.key] == nil }) {
            try noteSchedules()
            book = try ScheduleBook.read(store)
        }
        let before = book
        var events: [ScheduleEvent] = []
        var deliveries = 0
        for running in schedules {
            guard let mark = book.marks[running.key], mark.retryAt.map({ $0 <= now }) ?? true
            else { continue }
            let round = ScheduleRound(running, mark: mark, now: now)
            guard let occasion = round.missed.last else {
                // The definition has changed since it was refused: there is nothing to try again.
                if mark.retryAt != nil { book.marks[running.key] = .init(settled: mark.settled) }
                continue
            }
            if !round.skipped.isEmpty {
                events.append(round.event(.skipped, for: round.skipped))
            }
            if round.isOvertaken {
                book.marks[running.key] = ScheduleBook.Mark(settled: occasion)
                continue
            }
            do {
                let (kind, count) = try store.savepoint { try open(round, occasion) }
                deliveries += count
                events.append(round.event(kind, for: [occasion]))
                book.marks[running.key] = ScheduleBook.Mark(settled: occasion)
            } catch let error as StoreError {
                throw error
            } catch {
                let reason = Self.describe(error)
                events.append(round.event(.refused, for: [occasion], reason))
                book.marks[running.key] = round.mark(refused: reason)
            }
        }
        try keep(book, insteadOf: before)
        return (events, deliveries)
    }

    /// Opens the scrutiny of an occasion, unless somebody has opened it by hand.
    private func open(
        _ round: ScheduleRound, _ occasion: CivilDate
    ) throws -> (ScheduleEvent.Kind, deliveries: Int) {
        let entry = round.running.entry
        let opening = round.running.opening(for: occasion)
        if let row = try store.row(opening.id), row.workflow == entry.id.name {
            return (.found, 0)
        }
        var note = "by the schedule \(round.running.schedule.name), for \(occasion.long)"
        if !round.skipped.isEmpty { note += "; \(round.skipped.count) before it passed over" }
        let answer = try open(opening, of: entry, cause: "schedule", note: note, actor: .daemon)
        return (.opened, answer.deliveries)
    }

    private func keep(_ book: ScheduleBook, insteadOf old: ScheduleBook) throws {
        guard book != old else { return }
        try store.setMeta(Meta.schedules, try CanonicalJSON.text(book))
    }
}

/// One look at a schedule: the occasions that have come since the last one that is settled.
private struct ScheduleRound {
    let running: RunningSchedule
    let mark: ScheduleBook.Mark
    /// The occasions that have come and are not settled, in order.
    let missed: [CivilDate]
    /// Whether even the newest is out of date: its day has come again since, after the last
    /// occasion of the schedule.
    let isOvertaken: Bool
    private let now: Instant

    init(_ running: RunningSchedule, mark: ScheduleBook.Mark, now: Instant) {
        self.running = running
        self.mark = mark
        self.now = now
        let last = running.lastDay(at: now)
        missed = running.schedule.occasions(after: mark.settled, through: last)
        isOvertaken =
            missed.last.flatMap(running.schedule.recurrence(after:)).map { $0 <= last } ?? false
    }

    /// The occasions that are not opened any more.
    var skipped: [CivilDate] { isOvertaken ? missed : missed.dropLast() }

    func event(
        _ kind: ScheduleEvent.Kind, for occasions: [CivilDate], _ reason: String? = nil
    ) -> ScheduleEvent {
        ScheduleEvent(
            kind: kind, schedule: running.key,
            scrutiny: occasions.last.map(running.schedule.id.text(for:)) ?? "",
            occasions: occasions, reason: reason)
    }

    /// The mark where the newest could not be opened: it is tried again at the next sending time.
    func mark(refused reason: String) -> ScheduleBook.Mark {
        var mark = ScheduleBook.Mark(settled: missed.dropLast().last ?? mark.settled)
        mark.problem = reason
        let tomorrow = running.zone.civil(at: now).date.adding(days: 1)
        mark.retryAt = tomorrow.map(running.moment)
        return mark
    }
}
