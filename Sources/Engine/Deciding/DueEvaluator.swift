import Deadlines
import Workflows

/// What the rule of a deadline gives now.
struct Finding {
    var due: Due?
    var isPaused = false
    var steps: [Step]
    /// The calendar by which it counts, with its version.
    var calendar = ""
}

/// Evaluates the rules of one step's deadlines; one that counts from another is evaluated after it.
///
/// A class because the rules ask for one another's days while being evaluated; it never leaves
/// the step.
final class DueEvaluator {
    private let step: DecidingStep
    /// The days found in this step; nil: found to have none.
    private var dues: [DeadlineID: CivilDate?] = [:]
    private var underWay: Set<DeadlineID> = []

    /// Whether what a rule counts from keeps the day it has.
    private let anchorsStand: Bool

    init(step: DecidingStep, anchorsStand: Bool = false) {
        self.step = step
        self.anchorsStand = anchorsStand
    }

    /// What the rule gives; a rule that cannot be evaluated gives no day and says why.
    ///
    /// A past day counts by the calendar of then; one that lies ahead again by the one of now.
    func evaluate(_ declaration: DeadlineDeclaration, run: DeadlineRun) throws -> Finding {
        underWay.insert(run.id)
        defer { underWay.remove(run.id) }
        try evaluateAnchors(of: declaration, in: run.id.item)
        var found = try finding(declaration, run: run)
        if run.status.isPast, let due = found.due, step.endOfDay(due.date, cut: due.cut) > step.now
        {
            var again = run
            again.status = .running
            found = try finding(declaration, run: again)
        }
        dues[run.id] = .some(found.due?.date)
        return found
    }

    private func finding(_ declaration: DeadlineDeclaration, run: DeadlineRun) throws -> Finding {
        let context = try PartContext(
            step: step, part: run.id.item, references: declaration.due.references,
            declaration: declaration, run: run, dues: dues)
        var found = Self.finding(
            declaration.due, extensions: step.state.extensions(of: run), in: context)
        found.calendar = context.calendar.label
        return found
    }

    private func evaluateAnchors(of declaration: DeadlineDeclaration, in part: ItemID?) throws {
        if anchorsStand { return }
        for case .name(let name) in declaration.due.references {
            guard let run = step.run(named: name, in: part), step.mayMove(run),
                dues[run.id] == nil, !underWay.contains(run.id),
                let anchor = step.declaration(of: run.id)
            else { continue }
            _ = try evaluate(anchor, run: run)
        }
    }

    private static func finding(
        _ rule: DeadlineRule, extensions: [Extension], in context: PartContext
    ) -> Finding {
        do {
            let given = extensions.map {
                GivenTime($0.extra, note: "\($0.reason), entry \($0.sequence)")
            }
            switch try rule.evaluate(in: context, given: given) {
            case .due(let due): return Finding(due: due, steps: due.steps)
            case .unknown(let unknown): return Finding(due: nil, steps: unknown.steps)
            case .paused(let paused):
                return Finding(due: nil, isPaused: true, steps: paused.steps)
            }
        } catch {
            let text = "\(error.message) \(error.remedy)"
            return Finding(due: nil, steps: [Step(kind: "error", text: text, date: nil)])
        }
    }
}

extension DecidingStep {
    /// Takes a finding over into a run: started, moved, paused, or the same with other reasons.
    mutating func adopt(
        _ found: Finding, for run: DeadlineRun, _ declaration: DeadlineDeclaration
    ) throws {
        var new = run
        new.steps = found.steps
        new.calendar = found.calendar
        new.due = found.due?.date
        new.cut = found.due?.cut
        new.practical = found.due?.practical
        new.countStart = found.due?.countStart
        new.isProvisional = found.due?.provisional ?? false
        if run.status == .met {
            guard new.due != nil else { return }
            emit(.deadline(new, .explained))
            judgeAgain(new)
            return
        }
        guard let due = new.due else {
            return try adoptNoDay(found, old: run, new: new, declaration)
        }
        let ends = endOfDay(due, cut: new.cut)
        if run.due == due && run.cut == new.cut && run.status != .paused {
            if run.status == .running { new.endsAt = ends }
            if new != run { emit(.deadline(new, .explained)) }
            if isCalendarChange { try retimeLadder(new, declaration) }
            return
        }
        new.endsAt = ends
        new.status = run.status.isPast && ends <= now ? run.status : .running
        if new.status.isPast { new.endsAt = nil }
        new.acknowledgedBy = []
        try adoptDay(old: run, new: new, declaration)
    }

    private mutating func adoptDay(
        old: DeadlineRun, new: DeadlineRun, _ declaration: DeadlineDeclaration
    ) throws {
        var new = new
        new.formerDue = nil
        let wasKnown = old.due != nil
        let former = old.due ?? old.formerDue
        let untold = owed(by: old)
        if wasKnown || old.generation > 1 || old.status == .paused { new.generation += 1 }
        var kept: Set<Reminder.Kind> = [.obstacle]
        // A miss that stands is told, whatever past day it turns out to be of; so is that a clock
        // began anew, whose day only now is known.
        if !wasKnown || new.status.isPast { kept.insert(.missed) }
        if former == nil { kept.insert(.changed) }
        stopLadder(
            of: old, because: .superseded(wasKnown ? "the day moved" : "the day is known"),
            keeping: kept)
        if old.status == .paused {
            emit(.deadline(new, .resumed))
        } else if wasKnown {
            emit(.deadline(new, .moved(from: old.due, because: because)))
        } else {
            emit(.deadline(new, .started))
        }
        if let former {
            let before = old.status == .paused ? " before its clock stood still" : ""
            oweChangedNotice(
                new, declaration, from: former, was: "It was \(former.long)\(before)",
                insteadOf: untold)
        }
        try oweLadder(new, declaration, told: try toldBefore(of: new))
    }

    private mutating func adoptNoDay(
        _ found: Finding, old: DeadlineRun, new: DeadlineRun, _ declaration: DeadlineDeclaration
    ) throws {
        var new = new
        new.endsAt = nil
        new.status = found.isPaused ? .paused : .notStarted
        guard new.status != old.status || old.due != nil else {
            if new != old { emit(.deadline(new, .explained)) }
            return
        }
        if let due = old.due {
            new.generation += 1
            new.formerDue = due
        }
        let untold = owed(by: old)
        stopLadder(
            of: old, because: .superseded(found.isPaused ? "the clock stands still" : because),
            keeping: old.due == nil ? [.changed, .obstacle] : [.obstacle])
        emit(
            .deadline(new, found.isPaused ? .paused : .moved(from: old.due, because: because)))
        if let due = old.due {
            oweChangedNotice(
                new, declaration, from: due, was: "It was \(due.long)",
                found.isPaused ? "Its clock stands still" : "It moved", insteadOf: untold)
        }
    }

    /// The first moment at which the due day, or the time it is cut to, has passed.
    func endOfDay(_ day: CivilDate, cut: TimeOfDay?) -> Instant {
        if let cut {
            let end = zone.instant(of: CivilDateTime(date: day, time: cut))
            return end.adding(milliseconds: 60_000)
        }
        let next = day.adding(days: 1) ?? day
        return zone.instant(of: CivilDateTime(date: next, time: .midnight))
    }
}
