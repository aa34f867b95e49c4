import Deadlines
import Workflows

/// Clocks that stop, start and get more time.
extension DecidingStep {
    /// Stops the clocks that can be stopped, from a day on.
    ///
    /// A clock stops where its rule counts forward and the law lets time be given. The others go
    /// on, and that is flagged; where there are only such, the hold is refused.
    mutating func hold(from day: CivilDate?, reason: String) throws {
        try insistOnOpen()
        let from = try pastDay(day)
        if from < firstDay {
            throw Refusal.clockwork(
                "\(state.id) begins on \(firstDay.long): nothing ran on \(from.long).")
        }
        if let open = state.openHold {
            throw Refusal.clockwork(
                "\(state.id) has been held since \(open.from.long) (\(open.reason)). "
                    + "Resume it first.")
        }
        if let last = state.holds.last?.to, from <= last {
            throw Refusal.clockwork(
                "\(state.id) was held until \(last.long): a hold begins after that.")
        }
        let open = state.deadlines.filter { $0.isArmed && $0.status.isOpen }
        let going = open.compactMap(whyItGoesOn)
        if !open.isEmpty, going.count == open.count {
            throw Refusal.clockwork(
                "No clock of \(state.id) can be held: \(going.joined(separator: "; ")).")
        }
        if open.isEmpty { emit(.flagged("No clock of \(state.id) runs that could be held now.")) }
        for reason in going { emit(.flagged("\(reason): it goes on.")) }
        for run in state.deadlines where run.status.isPast && !run.isArmed {
            guard let due = run.due, due >= from, declaration(of: run.id).map(canBeHeld) == true
            else { continue }
            emit(
                .flagged(
                    "\(run.id) passed on \(due.long) and led on: a hold from \(from.long) does not "
                        + "undo that. Correct the day of an earlier hold, or what was recorded."))
        }
        emit(.held(Hold(from: from, reason: reason, sequence: sequence)))
        try settle()
    }

    private func canBeHeld(_ declaration: DeadlineDeclaration) -> Bool {
        declaration.due.canBeHeld && declaration.isExtendable
    }

    /// The first day of which anything is known here.
    private var firstDay: CivilDate {
        let parts = self.parts.compactMap { state.part($0) }
        let occurred = parts.flatMap(\.occurrences).compactMap(\.date)
        let counted = state.deadlines.compactMap(\.countStart)
        return (occurred + counted).reduce(state.openedOn) { min($0, $1) }
    }

    /// Why a deadline's clock is not stopped by a hold; nil where it is.
    private func whyItGoesOn(_ run: DeadlineRun) -> String? {
        guard let declaration = declaration(of: run.id) else { return nil }
        if !declaration.due.canBeHeld {
            return "\(run.id) stands on a fixed day (\(declaration.due))"
        }
        for more in state.extensions(of: run) {
            guard case .to(let day) = more.extra else { continue }
            return "\(run.id) was given time until a fixed day (\(day.long))"
        }
        if !declaration.isExtendable {
            return "\(run.id) cannot be given time" + cited(declaration)
        }
        return nil
    }

    private func cited(_ declaration: DeadlineDeclaration) -> String {
        let law = declaration.law.flatMap(definition.law)
        return law.map { " (\($0.cite))" } ?? ""
    }

    /// Lets the clocks run again from a day on: the first that counts.
    mutating func resume(on day: CivilDate?) throws {
        try insistOnOpen()
        let from = try pastDay(day)
        guard let hold = state.openHold else {
            throw Refusal.clockwork("\(state.id) is not held.")
        }
        guard from >= hold.from else {
            throw Refusal.clockwork("\(state.id) was held only on \(hold.from.long).")
        }
        emit(.holdEnded(resumedOn: from))
        try settle()
    }

    /// Gives a run more time.
    mutating func extend(_ id: DeadlineID, _ extra: Extra, reason: String) throws {
        try insistOnOpen()
        guard let run = state.deadline(id), let declaration = declaration(of: id) else {
            let known = state.deadlines.filter(\.isArmed).map(\.id.description)
            throw Refusal.noSuchDeadline(name: id.description, known: known)
        }
        guard declaration.isExtendable else {
            throw Refusal.clockwork("\(id) cannot be given more time" + cited(declaration) + ".")
        }
        guard run.isArmed, let due = run.due, run.status == .running || run.status == .missed
        else { throw Refusal.clockwork(Self.whyNoTimeIsGiven(run)) }
        if case .by(let span) = extra, span.unit.isClear {
            throw Refusal.clockwork("Give time in days, working days, weeks or months.")
        }
        emit(
            .extended(
                Extension(
                    deadline: id, run: run.run, extra: extra, reason: reason, sequence: sequence)))
        let found = try DueEvaluator(step: self).evaluate(declaration, run: run)
        guard let extended = found.due?.date else {
            throw Refusal.clockwork(
                "\(id) cannot be given so much: \(found.steps.last?.text ?? "it has no day then")")
        }
        guard extended > due else {
            throw Refusal.clockwork("\(id) is due \(due.long) already: more time ends later.")
        }
        try settle()
    }

    private static func whyNoTimeIsGiven(_ run: DeadlineRun) -> String {
        switch run.status {
        case .notStarted: "\(run.id) has no day yet: record what it counts from first."
        case .paused: "\(run.id) is paused: resume it first."
        case .lapsed: "\(run.id) has lapsed: what is gone is not given back by more time."
        case .running, .missed, .met, .metLate, .cancelled:
            "\(run.id) has ended (\(run.status.rawValue))."
        }
    }

    private func insistOnOpen() throws {
        if state.isFinal { throw Refusal.isFinal(id: state.id, states: leaves(of: nil)) }
    }

    /// The day given, which has come; today where none is.
    private func pastDay(_ day: CivilDate?) throws -> CivilDate {
        let day = day ?? today
        if !isReplaying, day > today { throw Refusal.inFuture(occurred: "\(day)", today: today) }
        return day
    }
}
