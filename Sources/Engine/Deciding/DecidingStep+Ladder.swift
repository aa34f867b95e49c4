import Deadlines
import Workflows

extension DecidingStep {
    /// Owes every rung of a run's ladder. Of those already past the newest per recipient goes out
    /// at the next sending time (at once where the deadline is due), the others are superseded.
    ///
    /// - Parameter told: what was told of the same day before, which is not told again.
    mutating func oweLadder(
        _ run: DeadlineRun, _ declaration: DeadlineDeclaration, told: ToldBefore = ToldBefore()
    ) throws {
        guard let due = run.due else { return }
        owe(try ladder(of: run, declaration, due: due).filter { !told.covers($0) }, due: due)
    }

    /// What was told of a run's day before it moved away and came back; nothing of a day that is
    /// its first.
    func toldBefore(of run: DeadlineRun) throws -> ToldBefore {
        guard run.generation > 1 else { return ToldBefore() }
        return ToldBefore(of: run, in: try snapshot.history(of: state.id))
    }

    /// Moves what a run still owes to the moments that the calendars give now: its day stands, but
    /// working days before it are others, or the office is closed.
    mutating func retimeLadder(_ run: DeadlineRun, _ declaration: DeadlineDeclaration) throws {
        guard let due = run.due else { return }
        for reminder in try ladder(of: run, declaration, due: due) {
            guard let owed = state.reminders.first(where: { $0.key == reminder.key }),
                owed.sendAt > now, owed.sendAt != reminder.sendAt, reminder.sendAt != now
            else { continue }
            emit(.reminderDeferred(reminder.key, until: reminder.sendAt))
        }
    }

    private func ladder(
        of run: DeadlineRun, _ declaration: DeadlineDeclaration, due: CivilDate
    ) throws -> [Reminder] {
        let calendars = (
            try calendar(of: declaration), try sendingCalendar(of: declaration)
        )
        var all: [Reminder] = []
        for rung in declaration.ladder {
            for phrase in rung.when {
                all += reminders(of: run, rung: rung, phrase: phrase, due: due, calendars)
            }
        }
        // Two lines of a ladder may say the same to the same recipient: it is owed once.
        var seen: Set<Reminder.Key> = []
        return all.filter { seen.insert($0.key).inserted }
    }

    private func reminders(
        of run: DeadlineRun, rung: Rung, phrase: RungPhrase, due: CivilDate,
        _ calendars: (counting: WorkingCalendar, sending: WorkingCalendar)
    ) -> [Reminder] {
        let repeats = if case .every = phrase { rung.atMost } else { 1 }
        return (1...max(1, repeats)).flatMap { repetition -> [Reminder] in
            guard let sendAt = sendAt(phrase, run, due: due, repetition, calendars) else {
                return []
            }
            let isRepeat = if case .every = phrase { true } else { false }
            let name = isRepeat ? "\(phrase)#\(repetition)" : "\(phrase)"
            return rung.to.map { recipient in
                Reminder(
                    key: key(run, rung: name, recipient: recipient), kind: .rung,
                    severity: rung.severity, template: rung.template, sendAt: sendAt,
                    isRepeat: isRepeat)
            }
        }
    }

    private func sendAt(
        _ phrase: RungPhrase, _ run: DeadlineRun, due: CivilDate, _ repetition: Int,
        _ calendars: (counting: WorkingCalendar, sending: WorkingCalendar)
    ) -> Instant? {
        if case .atOnce = phrase { return now }
        let day = phrase.date(
            due: due, countStart: run.countStart ?? run.armedOn, repetition: repetition,
            calendar: calendars.counting, sending: calendars.sending)
        return day.map(sendingMoment)
    }

    /// The sending time on a day.
    func sendingMoment(on day: CivilDate) -> Instant {
        zone.instant(of: CivilDateTime(date: day, time: snapshot.sending.time))
    }

    private func key(_ run: DeadlineRun, rung: String, recipient: String) -> Reminder.Key {
        Reminder.Key(
            deadline: run.id, run: run.run, generation: run.generation, rung: rung,
            recipient: recipient)
    }

    private mutating func owe(_ reminders: [Reminder], due: CivilDate?) {
        for reminder in reminders { emit(.reminderOwed(reminder)) }
        let past = reminders.filter { $0.sendAt < now }
        if isImporting {
            for reminder in past {
                emit(.reminderSettled(reminder.key, .superseded("imported")))
            }
        } else {
            catchUp(past, due: due)
        }
    }

    /// Owes the notice that a deadline was missed.
    ///
    /// - Parameter told: what was told of the same day before, which is not told again.
    mutating func oweMissedNotice(
        _ run: DeadlineRun, _ declaration: DeadlineDeclaration, missed: WhenMissed,
        told: ToldBefore = ToldBefore()
    ) throws {
        guard let due = run.due, let first = due.adding(days: 1) else { return }
        let calendar = try sendingCalendar(of: declaration)
        let day = calendar.workingDay(onOrAfter: first) ?? first
        let notices = missed.to.map { recipient in
            Reminder(
                key: key(run, rung: "missed", recipient: recipient), kind: .missed,
                severity: .urgent, template: nil, sendAt: sendingMoment(on: day), passed: due)
        }
        owe(notices.filter { !told.covers($0) }, due: due)
    }

    /// Owes the notice that a deadline's day has changed. Where one is untold yet it tells of both
    /// changes, from the day that was told last; where that is the day again, nobody is told.
    ///
    /// - Parameters:
    ///   - told: the day that was told last, where nothing is untold.
    ///   - was: what it was, a sentence without its end.
    ///   - what: what became of it, before the reason.
    ///   - untold: the notices of earlier changes that were still owed.
    mutating func oweChangedNotice(
        _ run: DeadlineRun, _ declaration: DeadlineDeclaration, from told: CivilDate?, was: String,
        _ what: String = "It moved", insteadOf untold: [Reminder]
    ) {
        guard !isImporting else { return }
        let earlier = untold.first { $0.kind == .changed }
        let from = earlier.map(\.from) ?? told
        if earlier != nil, let due = run.due, due == from, run.status.isOpen { return }
        let reason = "\(what) because \(because)."
        var sentences = earlier?.because ?? "\(was)."
        if !sentences.hasSuffix(reason) { sentences += " \(reason)" }
        let sendAt = nextSendingMoment(declaration, due: run.due)
        for recipient in declaration.recipients {
            let notice = Reminder(
                key: key(run, rung: "changed", recipient: recipient), kind: .changed,
                severity: .warning, template: nil, sendAt: sendAt, from: from,
                because: sentences, causedBy: actor.uid == nil ? nil : actor.name)
            emit(.reminderOwed(notice))
        }
    }

    /// Owes the notice of what stands in a deadline's way.
    mutating func oweObstacleNotice(_ run: DeadlineRun, because: String) {
        guard let declaration = declaration(of: run.id) else { return }
        // With the notice that its day has passed, where that is owed.
        let missed = owed(by: run).first { $0.kind == .missed }?.sendAt
        let sendAt = missed ?? nextSendingMoment(declaration, due: run.due)
        for recipient in declaration.recipients {
            emit(
                .reminderOwed(
                    Reminder(
                        key: key(run, rung: "dates do not fit#\(sequence)", recipient: recipient),
                        kind: .obstacle, severity: .warning, template: nil, sendAt: sendAt,
                        because: because, causedBy: actor.uid == nil ? nil : actor.name)))
        }
    }

    /// Owes the question for a deadline whose day is not known.
    mutating func oweNotStartedQuestion(
        _ run: DeadlineRun, _ declaration: DeadlineDeclaration
    ) {
        guard let question = declaration.ifNotStarted,
            let calendar = try? sendingCalendar(of: declaration),
            let day = RungPhrase.after(question.after).date(
                due: run.armedOn, countStart: run.armedOn, repetition: 1, calendar: calendar)
        else { return }
        let questions = question.to.map { recipient in
            Reminder(
                key: key(run, rung: "not started", recipient: recipient), kind: .notStarted,
                severity: .warning, template: question.template,
                sendAt: isImporting ? run.armedStart(in: zone) : sendingMoment(on: day))
        }
        owe(questions, due: nil)
    }

    /// The next moment messages go out: the sending time on the next working day, or now where the
    /// deadline is due by then.
    func nextSendingMoment(_ declaration: DeadlineDeclaration, due: CivilDate?) -> Instant {
        if let due, due <= today { return now }
        guard let calendar = try? sendingCalendar(of: declaration) else { return now }
        var first = today
        if sendingMoment(on: first) < now { first = today.adding(days: 1) ?? today }
        guard let day = calendar.workingDay(onOrAfter: first) else { return now }
        if let due, day > due { return now }
        return sendingMoment(on: day)
    }
}

extension DeadlineRun {
    /// The beginning of the day on which it was armed.
    fileprivate func armedStart(in zone: any TimeZoneRules) -> Instant {
        zone.instant(of: CivilDateTime(date: armedOn, time: .midnight)).adding(milliseconds: -1)
    }
}
