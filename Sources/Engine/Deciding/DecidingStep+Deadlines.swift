import Deadlines
import Statecharts
import Workflows

extension DecidingStep {
    /// Ends the deadlines whose `while` or `if` no longer holds, arms those for which they hold
    /// now, and computes all dates.
    mutating func armAndLeave() throws {
        for part in parts {
            for declaration in definition.deadlines(of: part?.kind) {
                try armOrLeave(declaration, in: part)
            }
        }
        exited = [:]
        try recomputeDates()
    }

    private mutating func armOrLeave(
        _ declaration: DeadlineDeclaration, in part: ItemID?
    ) throws {
        let id = DeadlineID(item: part, name: declaration.name)
        let shouldRun = try shouldRun(declaration, in: part)
        guard let run = state.deadline(id) else {
            if shouldRun { try arm(declaration, id: id, after: nil) }
            return
        }
        if run.isArmed && !shouldRun { leave(run, because: reasonToLeave(part)) }
        if !run.isArmed && shouldRun { try arm(declaration, id: id, after: run) }
        if run.isArmed && shouldRun && wasReentered(declaration, in: part) {
            try restart(declaration, run: run)
        }
    }

    private func shouldRun(_ declaration: DeadlineDeclaration, in part: ItemID?) throws -> Bool {
        if state.withdrawn != nil { return false }
        guard let chart = definition.chart(of: part?.kind), let held = state.part(part)?.chart
        else { return false }
        if declaration.whileIn.isEmpty {
            if state.root.chart.isDone || held.isDone { return false }
        } else {
            let paths = declaration.whileIn.compactMap(chart.path(named:))
            guard paths.contains(where: held.active.contains) else { return false }
        }
        guard let condition = declaration.condition else { return true }
        return try holds(condition, in: part)
    }

    private func wasReentered(_ declaration: DeadlineDeclaration, in part: ItemID?) -> Bool {
        guard let left = exited[part], let chart = definition.chart(of: part?.kind) else {
            return false
        }
        let paths = declaration.whileIn.compactMap(chart.path(named:))
        let active = state.part(part)?.chart.active ?? []
        return paths.contains { left.contains($0) && active.contains($0) }
    }

    private func reasonToLeave(_ part: ItemID?) -> String {
        if let reason = state.withdrawn { return "the scrutiny was withdrawn: \(reason)" }
        let states = leaves(of: part).joined(separator: ", ")
        return "\(part?.description ?? state.id) is now in \(states)"
    }

    private mutating func leave(_ run: DeadlineRun, because: String) {
        var run = run
        run.isArmed = false
        if run.status.isOpen {
            run.status = .cancelled
            run.endsAt = nil
            run.obstacles = nil
            // A change that nobody was told of yet: they still know the day before it.
            if let told = owed(by: run).first(where: { $0.kind == .changed })?.from {
                run.formerDue = told
            }
            emit(.deadline(run, .cancelled(because: because)))
        } else {
            emit(.deadline(run, .left))
        }
        // A miss is told even where it led elsewhere.
        stopLadder(
            of: run, because: .cancelled(because), keeping: run.status.isPast ? [.missed] : [])
    }

    private mutating func arm(
        _ declaration: DeadlineDeclaration, id: DeadlineID, after last: DeadlineRun?
    ) throws {
        let fresh = try freshRun(declaration, id: id, after: last)
        emit(.deadline(fresh, .armed))
        oweNotStartedQuestion(fresh, declaration)
    }

    private func freshRun(
        _ declaration: DeadlineDeclaration, id: DeadlineID, after last: DeadlineRun?
    ) throws -> DeadlineRun {
        let calendar = try calendar(of: declaration)
        let begins = sequence == 1 ? state.openedOn : min(drivingDay ?? today, today)
        var run = DeadlineRun(
            id: id, run: (last?.run ?? 0) + 1, armedOn: begins,
            calendar: calendar.label)
        // Whoever was told that its clock stands still is told when it counts again.
        if let last, last.status == .cancelled { run.formerDue = last.formerDue }
        return run
    }

    /// Left and re-entered within one step: the same due date is the same run, another a new one.
    private mutating func restart(
        _ declaration: DeadlineDeclaration, run: DeadlineRun
    ) throws {
        let fresh = try freshRun(declaration, id: run.id, after: run)
        let evaluator = DueEvaluator(step: self)
        let due = try evaluator.evaluate(declaration, run: fresh).due
        if due?.date == run.due && due?.cut == run.cut { return }
        let wasOpen = run.status.isOpen
        let untold = owed(by: run)
        stopLadder(
            of: run, because: .superseded("restarted: \(because)"),
            keeping: run.status.isPast ? [.missed] : [])
        emit(.deadline(fresh, .armed))
        if wasOpen, let due = run.due {
            oweChangedNotice(
                fresh, declaration, from: due, was: "It was \(due.long)", insteadOf: untold)
        }
        if due == nil { oweNotStartedQuestion(fresh, declaration) }
    }

    /// Computes the day of every armed deadline that still may move.
    mutating func recomputeDates() throws {
        let evaluator = DueEvaluator(step: self)
        let finding = try state.deadlines.compactMap { run -> (DeadlineRun, Finding)? in
            guard mayMove(run), let declaration = declaration(of: run.id) else { return nil }
            let found = try evaluator.evaluate(declaration, run: run)
            return try stands(run, declaration, found) ? nil : (run, found)
        }
        for (run, found) in finding {
            guard let declaration = declaration(of: run.id) else { continue }
            try adopt(found, for: run, declaration)
        }
    }

    /// Whether a day that had passed before this step stays what it was: nothing has come that
    /// gives it another day than it would have had before. What a calendar did since, to it or to
    /// what it counts from, rewrites nothing.
    private func stands(
        _ run: DeadlineRun, _ declaration: DeadlineDeclaration, _ found: Finding
    ) throws -> Bool {
        if isChangeElsewhere, declaration.due.references.contains(where: \.isElsewhere) {
            return false
        }
        guard let before, run.status.isPast,
            let former = before.deadline(run.id), former.status.isPast, former.run == run.run
        else { return false }
        let step = try DecidingStep(
            state: before, definition: definition, snapshot: snapshot, now: now, actor: actor)
        let past = try DueEvaluator(step: step, anchorsStand: true)
            .evaluate(declaration, run: run)
        return past.due?.date == found.due?.date && past.due?.cut == found.due?.cut
            && past.isPaused == found.isPaused
    }

    /// Met deadlines do not reopen, past ones are not rewritten by a calendar; one met before its
    /// day was known is judged again when the day is known.
    func mayMove(_ run: DeadlineRun) -> Bool {
        switch run.status {
        case .notStarted, .running, .paused: run.isArmed
        case .missed, .lapsed: run.isArmed && !isCalendarChange
        case .met: run.due == nil
        case .metLate, .cancelled: false
        }
    }
}

extension Reference {
    /// Whether it is something of another scrutiny.
    fileprivate var isElsewhere: Bool {
        switch self {
        case .linked, .next: true
        case .name, .period, .year, .window: false
        }
    }
}
