import Deadlines
import Statecharts
import Workflows

/// Something that stands in the way of a date.
struct Obstacle: Hashable {
    /// The item whose date it is; nil: the scrutiny's own.
    let item: ItemID?
    /// What it is found by: a fact's range, or a deadline.
    let kind: Findings.Kind
    /// The open deadlines that it concerns.
    let deadlines: [DeadlineID]
    /// The sentence, with the latest date that still works where there is one.
    let text: String
}

/// Looks for dates that cannot be met, as soon as the dates are known that say so: ranges without
/// a day, chains of deadlines that leave none, deadlines that ended before they began.
struct Feasibility {
    private let step: DecidingStep
    private let part: ItemID?
    /// The runs of this part that still wait for their act.
    private let runs: [DeadlineRun]

    /// What stands in the way: of the scrutiny itself first, then of each item. Nothing once it
    /// is over.
    static func obstacles(in step: DecidingStep) throws -> [Obstacle] {
        if step.state.isFinal { return [] }
        let waiting = step.state.deadlines.filter { run in
            run.isArmed && (run.status.isOpen || run.status.isPast)
        }
        let runs = Dictionary(grouping: waiting, by: \.id.item)
        return try ([nil] + step.state.items.map(\.id)).flatMap { part in
            try Feasibility(step: step, part: part, runs: runs[part] ?? []).obstacles()
        }
    }

    private func obstacles() throws -> [Obstacle] {
        if step.state.part(part)?.chart.isDone ?? true { return [] }
        let ranges = try step.definition.facts(of: part?.kind).compactMap { fact in
            fact.notBefore == nil && fact.notAfter == nil ? nil : try obstacle(of: fact)
        }
        return try ranges + runs.compactMap(obstacle(of:))
    }

    private func obstacle(of fact: FactDeclaration) throws -> Obstacle? {
        let range = try FactRange(fact, in: part, of: step)
        let all = runs.filter { run in
            step.declaration(of: run.id)?.due.references.contains(.name(fact.name)) == true
        }
        let hanging = all.filter(\.status.isOpen)
        if range.ends.leaveNoDay {
            return Obstacle(
                item: part, kind: .fact, deadlines: (hanging.isEmpty ? all : hanging).map(\.id),
                text: emptiness(of: range))
        }
        let value = step.value(of: fact.name, in: part)
        if let tight = tightness(of: range, with: value?.day?.date) { return tight }
        return value == nil ? try exhaustion(of: range, hanging) : nil
    }

    // MARK: A range without a day

    private func emptiness(of range: FactRange) -> String {
        var text = "\(range.fact.name) cannot be met: \(Self.words(range.ends))."
        if let said = range.fact.otherwiseSay { text += " \(said)" }
        for anchor in range.anchors {
            guard let day = range.day(of: anchor),
                let latest = range.latest(anchor, before: day)
            else { continue }
            return text + " \(anchor) would have had to come by \(range.words(latest))."
        }
        return text
    }

    private static func words(_ ends: FactRange.Ends) -> String {
        let first = ends.first.map(\.long) ?? "not known"
        return "the first day allowed is \(first), the last \(ends.last.map(\.long) ?? "not known")"
    }

    // MARK: A range that a deadline's last day would leave without a day

    /// The event that opens the range may come as late as a deadline allows; then no day is left,
    /// or the one that is set comes too soon.
    private func tightness(of range: FactRange, with value: CivilDate?) -> Obstacle? {
        let unknown = range.anchors.filter { range.day(of: $0) == nil }
        guard unknown.count == 1, case .name(let event) = unknown[0],
            let run = step.state.deadlines.first(where: { isMet($0, by: event) }),
            let due = run.due
        else { return nil }
        let ends = range.ends(supposing: unknown[0], on: due)
        guard ends.leaveNoDay || ends.areAfter(value) else { return nil }
        let latest = range.latest(unknown[0], before: due, allowing: value)
        let name = range.fact.name + (value.map { " on \($0.long)" } ?? "")
        let text: String
        if let latest, latest >= step.today {
            text =
                "If \(event) comes as late as \(run.id) allows, on \(due.long), \(name) cannot "
                + "be met: \(Self.words(ends)). It has to come by \(range.words(latest))."
        } else {
            let by = latest.map { " It would have had to come by \(range.words($0))." } ?? ""
            text = "\(name) cannot be met any more, though \(event) has until \(due.long).\(by)"
        }
        return Obstacle(item: part, kind: .fact, deadlines: [run.id], text: text)
    }

    private func isMet(_ run: DeadlineRun, by event: String) -> Bool {
        (run.id.item == part || run.id.item == nil) && run.isArmed && run.status.isOpen
            && run.due != nil && step.declaration(of: run.id)?.metBy.contains(event) == true
    }

    // MARK: A range of which every day comes too soon for what must come before it

    private func exhaustion(
        of range: FactRange, _ hanging: [DeadlineRun]
    ) throws -> Obstacle? {
        guard let last = range.ends.last, !hanging.isEmpty else { return nil }
        let first = max(range.ends.first ?? step.today, step.today)
        guard first <= last else { return nil }
        let dues = try hanging.compactMap { run in
            try due(of: run).map { due in (run: run, due: due) }
        }
        let reference = Reference.name(range.fact.name)
        let days = (0...FactRange.reach).lazy.compactMap { last.adding(days: -$0) }
            .prefix { $0 >= first }
        func isLate(_ due: HangingDue, on day: CivilDate) -> Bool {
            due.day(supposing: reference, on: day).map { $0 < step.today } ?? false
        }
        let isLeft = days.contains { day in !dues.contains { isLate($0.due, on: day) } }
        guard !isLeft, let late = dues.first(where: { isLate($0.due, on: last) }),
            let day = late.due.day(supposing: reference, on: last)
        else { return nil }
        return Obstacle(
            item: part, kind: .deadline, deadlines: [late.run.id],
            text: "No day is left for \(range.fact.name): even for the last one allowed, "
                + "\(last.long), \(late.run.id) would have been due on \(day.long).")
    }

    private func due(of run: DeadlineRun) throws -> HangingDue? {
        guard let declaration = step.declaration(of: run.id) else { return nil }
        return HangingDue(
            rule: declaration.due,
            context: try PartContext(
                step: step, part: part, references: declaration.due.references,
                declaration: declaration, run: run))
    }

    // MARK: A deadline that ended before it began

    private func obstacle(of run: DeadlineRun) throws -> Obstacle? {
        guard let due = run.due, due < run.armedOn, let declaration = step.declaration(of: run.id),
            !declaration.isMarker
        else { return nil }
        var text =
            "\(run.id) was due on \(due.long), before it began on \(run.armedOn.long): "
            + "nobody could keep it."
        if let (fact, day) = try firstInTime(of: run, declaration) {
            text += " \(fact) on \(day.long) or later would have left time."
        }
        return Obstacle(item: part, kind: .deadline, deadlines: [run.id], text: text)
    }

    /// A fact it counts from, and that fact's first day that leaves it a day.
    private func firstInTime(
        of run: DeadlineRun, _ declaration: DeadlineDeclaration
    ) throws -> (fact: String, day: CivilDate)? {
        for case .name(let name) in declaration.due.references {
            guard let known = step.value(of: name, in: part)?.day?.date,
                let hanging = try due(of: run)
            else { continue }
            let day = (1...FactRange.reach).lazy.compactMap { known.adding(days: $0) }.first {
                (hanging.day(supposing: .name(name), on: $0) ?? .first) >= run.armedOn
            }
            if let day { return (name, day) }
        }
        return nil
    }
}

/// The rule of a deadline in its context, to ask what if.
private struct HangingDue {
    let rule: DeadlineRule
    let context: PartContext

    func day(supposing anchor: Reference, on day: CivilDate) -> CivilDate? {
        rule.day(in: Supposing(anchor, on: day, over: context))
    }
}
