import Deadlines
import Workflows

extension DecidingStep {
    /// The most due moments one step passes; more means the definition feeds itself.
    private static var mostMoments: Int { 1_000 }

    /// Misses the deadlines whose end has passed and delivers the delayed events that are due, in
    /// the order of their moments.
    mutating func passDueMoments() throws {
        for _ in 0..<Self.mostMoments {
            let end = state.deadlines.filter { $0.status == .running }.compactMap(\.endsAt).min()
                .flatMap { $0 <= now ? $0 : nil }
            let send = state.sends.filter { $0.due <= now }.min { $0.due < $1.due }
            switch (end, send) {
            case (nil, nil): return
            case (let end?, let send?) where end <= send.due: try missAll(endingAt: end)
            case (_, let send?): try deliver(send)
            case (let end?, nil): try missAll(endingAt: end)
            }
        }
        throw Refusal.endlessLoop(
            cycle: state.sends.map(\.event) + state.deadlines.map(\.id.description))
    }

    /// Misses every deadline that ends at a moment before any of them raises an event: what one
    /// raises may leave the state of another, whose day has passed all the same.
    private mutating func missAll(endingAt end: Instant) throws {
        let runs = state.deadlines.filter { $0.status == .running && $0.endsAt == end }
        for run in runs { try miss(run) }
        for run in runs {
            guard let event = declaration(of: run.id)?.whenMissed?.raise,
                let next = run.due?.adding(days: 1)
            else { continue }
            let occurrence = Occurrence(event: event, date: next, time: nil, sequence: sequence)
            try raise(occurrence, in: run.id.item)
        }
        try settle()
    }

    private mutating func miss(_ run: DeadlineRun) throws {
        guard let declaration = declaration(of: run.id) else { return }
        var run = run
        // A mere marker, which nothing can meet and whose passing means nothing, is not missed.
        let lapses = declaration.isMarker || declaration.whenMissed?.consequence.lapses == true
        run.status = lapses ? .lapsed : .missed
        run.endsAt = nil
        run.acknowledgedBy = []
        emit(.deadline(run, .missed))
        guard let missed = declaration.whenMissed else { return }
        try oweMissedNotice(
            run, declaration, missed: missed, told: try toldBefore(of: run))
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
