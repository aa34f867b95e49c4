import Deadlines
import Workflows

extension DecidingStep {
    /// The most due moments one step passes; more means the definition feeds itself.
    private static var mostMoments: Int { 1_000 }

    /// Misses the deadlines whose end has passed and delivers the delayed events that are due, in
    /// the order of their moments.
    mutating func passDueMoments() throws {
        for _ in 0..<Self.mostMoments {
            let run = state.deadlines.filter { $0.status == .running }
                .filter { $0.endsAt.map { $0 <= now } ?? false }
                .min { ($0.endsAt ?? now) < ($1.endsAt ?? now) }
            let send = state.sends.filter { $0.due <= now }.min { $0.due < $1.due }
            switch (run, send) {
            case (nil, nil): return
            case (let run?, let send?) where (run.endsAt ?? now) <= send.due: try miss(run)
            case (_, let send?): try deliver(send)
            case (let run?, nil): try miss(run)
            }
        }
        throw Refusal.endlessLoop(
            cycle: state.sends.map(\.event) + state.deadlines.map(\.id.description))
    }

    private mutating func miss(_ run: DeadlineRun) throws {
        guard let declaration = declaration(of: run.id), let due = run.due else { return }
        var run = run
        // What nothing can meet is not missed: its possibility has lapsed.
        let lapses = declaration.metBy.isEmpty || declaration.whenMissed?.consequence.lapses == true
        run.status = lapses ? .lapsed : .missed
        run.endsAt = nil
        run.acknowledgedBy = []
        emit(.deadline(run, .missed))
        guard let missed = declaration.whenMissed else { return try settle() }
        try oweMissedNotice(run, declaration, missed: missed)
        guard let event = missed.raise, let next = due.adding(days: 1) else { return try settle() }
        let occurrence = Occurrence(event: event, date: next, time: nil, sequence: sequence)
        try raise(occurrence, in: run.id.item)
    }

    private mutating func deliver(_ send: ScheduledSend) throws {
        emit(.sendEnded(send))
        let day = zone.civil(at: send.due)
        let occurrence = Occurrence(
            event: send.event, date: day.date, time: day.time, sequence: sequence)
        try raise(occurrence, in: send.part)
    }

    private mutating func raise(_ occurrence: Occurrence, in part: ItemID?) throws {
        drivingDay = occurrence.date
        emit(.occurred(part: part, occurrence))
        judge(occurrence, in: part)
        _ = try sendToChart(occurrence, part: part)
        try settle()
        drivingDay = nil
    }

    /// Hands over the reminders whose moment has come; late ones catch up.
    mutating func handOverDueReminders() throws {
        let owed = state.reminders.filter { $0.sendAt <= now }
        guard !owed.isEmpty else { return }
        let tolerance = snapshot.sending.tolerance
        let late = owed.filter { now.milliseconds - $0.sendAt.milliseconds > tolerance }
        if isImporting {
            for reminder in owed {
                emit(.reminderSettled(reminder.key, .superseded("imported")))
            }
            return
        }
        for group in Dictionary(grouping: owed, by: \.key.deadline).sorted(by: {
            $0.key.description < $1.key.description
        }) where group.value.contains(where: late.contains) {
            catchUp(group.value, due: state.deadline(group.key)?.due, tolerance: tolerance)
        }
        try handOver(state.reminders.filter { $0.sendAt <= now })
    }

    /// Of past rungs of one deadline keeps the newest per recipient, for the next sending time (at
    /// once where the deadline is due); the others are superseded. A notice that the day was
    /// missed or has changed is no rung: it goes out beside the newest.
    ///
    /// - Parameter tolerance: a newest reminder at most so many milliseconds late goes out now.
    mutating func catchUp(_ past: [Reminder], due: CivilDate?, tolerance: Int64 = 0) {
        let byRecipient = Dictionary(grouping: past, by: \.key.recipient)
        for (_, reminders) in byRecipient.sorted(by: { $0.key < $1.key }) {
            let newest = reminders.filter { $0.kind == .rung }.map(\.sendAt).max()
            for reminder in reminders {
                if reminder.kind == .rung, reminder.sendAt != newest {
                    emit(.reminderSettled(reminder.key, .superseded("a newer rung had come")))
                } else if now.milliseconds - reminder.sendAt.milliseconds > tolerance {
                    postpone(reminder, due: due)
                }
            }
        }
    }

    private mutating func postpone(_ reminder: Reminder, due: CivilDate?) {
        guard let declaration = declaration(of: reminder.key.deadline) else { return }
        emit(
            .reminderDeferred(
                reminder.key, until: nextSendingMoment(declaration, due: due)))
    }
}
