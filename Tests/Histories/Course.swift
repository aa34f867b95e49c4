import Deadlines
import Engine
import Workflows

/// One scrutiny's course, entry by entry: what it must have owed is worked out beside what it did.
struct Course {
    let id: String
    let examination: Examination
    let definition: Definition
    let zone: any TimeZoneRules
    var state: ScrutinyState?
    /// The latest of every run of every deadline, also of runs that were followed by another.
    var runs: [DeadlineID: [Int: DeadlineRun]] = [:]
    /// Reminders that must be owed, with the moment before which they must not go out.
    var foreseen: [Reminder.Key: Instant?] = [:]
    /// Reminders that may be owed as well.
    var allowed: Set<Reminder.Key> = []
    /// Reminders that were owed, as they were first.
    var owed: [Reminder.Key: Reminder] = [:]
    /// How reminders ended.
    var outcomes: [Reminder.Key: ReminderOutcome] = [:]
    /// In which order reminders were told.
    var order: [Reminder.Key: Int] = [:]
    /// When reminders ended that were told, or would have been.
    var told: [Reminder.Key: Instant] = [:]
    /// The day that was told last, of deadlines whose change is untold.
    private var toldLast: [DeadlineID: CivilDate?] = [:]
    /// The day of every generation of every run.
    var days: [DeadlineID: [[Int]: Day]] = [:]
    /// Whom a reminder that went out had to reach.
    var addressees: [Reminder.Key: Set<String>] = [:]
    /// Whether something was redacted, so that reasons may be gone.
    var isRedacted = false
    /// When nothing could be done.
    var sleeps: [Sleep] = []
    /// When the latest entry was made.
    var latest: Instant?
    /// Runs that passed unmet, and whether that was told of an import.
    var missed: [(run: DeadlineRun, isImported: Bool)] = []

    /// A due day, with the minute it is cut to.
    struct Day: Equatable {
        var due: CivilDate?
        var cut: TimeOfDay?
    }

    init(_ id: String, examination: Examination, definition: Definition) throws {
        self.id = id
        self.examination = examination
        self.definition = definition
        guard let zone = SystemZone.named(definition.timeZone) else {
            throw BrokenPromise("there is no time zone \(definition.timeZone)")
        }
        self.zone = zone
    }

    /// Follows an entry: looks at each effect as it comes, then at how it leaves the scrutiny.
    mutating func follow(_ entry: HistoryEntry) throws {
        try expectPrompt(entry)
        latest = entry.at
        let started = Set(
            entry.payload.effects.compactMap { effect -> String? in
                guard case .deadline(let run, .started) = effect else { return nil }
                return "\(run.id) \(run.run)"
            })
        var handedOver: [Reminder.Key] = []
        for effect in entry.payload.effects {
            if case .opened = effect {
                state = ScrutinyState.folding([effect], onto: nil, sequence: entry.sequence)
            }
            switch effect {
            case .deadline(let run, let change):
                try follow(run, change, in: entry, started: started)
            case .reminderOwed(let reminder):
                try insist(
                    owed.updateValue(reminder, forKey: reminder.key) == nil,
                    "doubled: \(name(reminder.key)) is owed a second time")
            case .reminderDeferred(let key, let until):
                // It may come sooner too, where a calendar has changed: its rung may fall on an
                // earlier working day, though the day and all that is told of it stand.
                if let first = owed[key]?.sendAt { owed[key]?.sendAt = min(first, until) }
                if case let rung?? = foreseen[key] { foreseen[key] = .some(min(rung, until)) }
            case .reminderSettled(let key, let outcome):
                try insist(owed[key] != nil, "\(name(key)) ended before it was owed")
                try insist(
                    outcomes.updateValue(outcome, forKey: key) == nil,
                    "doubled: \(name(key)) ended a second time")
                try expectReason(outcome, of: key, in: entry)
                switch outcome {
                case .handedOver:
                    handedOver.append(key)
                    try expectTimely(key, at: entry.at)
                    tell(key, at: entry.at)
                case .silenced, .acknowledged: tell(key, at: entry.at)
                case .superseded, .cancelled: break
                }
            case .redacted: isRedacted = true
            default: break
            }
            state?.apply(effect)
        }
        for key in handedOver {
            try expectNeeded(key)
            addressees[key] = persons(key, at: entry.at)
        }
        try expectNothingPast(at: entry.at)
        try expectNothingDue(after: entry)
    }

    func name(_ key: Reminder.Key) -> String { "\(id): the reminder \(key)" }

    // MARK: What must be owed

    private mutating func follow(
        _ run: DeadlineRun, _ change: DeadlineChange, in entry: HistoryEntry,
        started: Set<String>
    ) throws {
        guard let declaration = declaration(of: run.id) else {
            throw BrokenPromise("\(id): there is no deadline \(run.id)")
        }
        let before = runs[run.id]?[run.run]
        runs[run.id, default: [:]][run.run] = run
        days[run.id, default: [:]][[run.run, run.generation]] = Day(due: run.due, cut: run.cut)
        let ladder = Ladder(
            declaration, run: run, definition: definition, zone: zone, examination: examination)
        let isImport = entry.cause == "import"
        switch change {
        case .started, .resumed:
            guard let former = before?.formerDue else {
                foresee(try ladder.rungs())
                break
            }
            foresee(untoldWhereMoved(try ladder.rungs(), of: run))
            if !isImport { foreseeChange(of: run, from: former, before: before, ladder) }
        case .moved, .paused:
            foresee(untoldWhereMoved(try ladder.rungs(), of: run))
            guard let former = before?.due, !isImport else { break }
            foreseeChange(of: run, from: former, before: before, ladder)
        case .missed:
            try expectPast(run, at: entry.at)
            // An amendment may show that its day was another, and has passed.
            if before?.generation != run.generation {
                if run.isArmed { foresee(try ladder.rungs()) }
                if let former = before?.due ?? before?.formerDue,
                    former != run.due || before?.due == nil
                {
                    foreseeChange(of: run, from: former, before: before, ladder)
                }
            }
            missed.append((run, isImport))
            if let miss = declaration.whenMissed {
                let notices = ladder.notices("missed", miss.to)
                let isAmended = before?.generation != run.generation
                foresee(isAmended ? notices : untoldWhereMoved(notices, of: run))
            }
        case .armed:
            let questions = ladder.notices("not started", declaration.ifNotStarted?.to ?? [])
            // Asked for a moment where the day becomes known at once.
            allowed.formUnion(questions.keys)
            if !started.contains("\(run.id) \(run.run)") { foresee(questions) }
            // A clock that begins anew while it ran has moved its day.
            if let before = state?.deadline(run.id), before.isArmed, before.status.isOpen,
                let due = before.due, !isImport
            {
                foreseeChange(of: run, from: due, before: before, ladder)
            }
        case .reopened:
            // It goes on where the former run stood: its miss is this one's.
            missed.removeAll { $0.run.id == run.id && $0.run.run == run.run - 1 }
            if run.isArmed { foresee(untold(try ladder.rungs(), of: run)) }
            if run.status.isOpen, let former = runs[run.id]?[run.run - 1], let day = former.due,
                former.status.isPast || day != run.due
            {
                let from = former.status.isPast ? nil : day
                foreseeChange(of: run, from: from, before: former, ladder)
            }
            guard run.status.isPast else { break }
            missed.append((run, isImport))
            if let miss = declaration.whenMissed {
                foresee(untold(ladder.notices("missed", miss.to), of: run))
            }
        case .obstructed:
            // Told where something new stands in the way of a day that is still awaited.
            let notices = ladder.notices(
                "dates do not fit#\(entry.sequence)", declaration.recipients)
            allowed.formUnion(notices.keys)
        case .explained:
            // The day stands, but working days before it may be others by another calendar.
            for (key, moment) in try ladder.rungs() {
                guard case let earliest?? = foreseen[key], let moment else { continue }
                foreseen[key] = .some(min(earliest, moment))
            }
        case .met, .metLate, .rejudged, .cancelled, .left, .acknowledged: break
        }
    }

    /// Everybody is told that a day has changed, unless it is again the one they were told last.
    private mutating func foreseeChange(
        of run: DeadlineRun, from former: CivilDate?, before: DeadlineRun?, _ ladder: Ladder
    ) {
        guard let declaration = declaration(of: run.id) else { return }
        let notices = ladder.notices("changed", declaration.recipients)
        let isUntold = changeIsUntold(before)
        let from = isUntold ? toldLast[run.id] ?? former : former
        toldLast[run.id] = .some(from)
        if isUntold, let from, from == run.due, run.status.isOpen { return }
        foresee(notices)
    }

    private mutating func foresee(_ reminders: [Reminder.Key: Instant?]) {
        foreseen.merge(reminders) { first, _ in first }
    }

    func declaration(of id: DeadlineID) -> DeadlineDeclaration? {
        definition.deadlines(of: id.item?.kind).first { $0.name == id.name }
    }

    /// The persons a party stood for then; none where the reminder goes to an address, or about
    /// somebody's own act.
    private func persons(_ key: Reminder.Key, at moment: Instant) -> Set<String> {
        guard definition.parties.contains(key.recipient), owed[key]?.causedBy == nil else {
            return []
        }
        let day = zone.civil(at: moment).date
        let bound = [key.recipient, "clerk"].lazy.map { party in
            examination.library.messages.persons(
                boundTo: party, assigned: state?.assignments[party], on: day)
        }.first { !$0.isEmpty }
        // Whoever reads the mail of one address is told by one message.
        return Set(bound?.map { $0.address.isEmpty ? $0.person : $0.address } ?? [key.recipient])
    }
}
