import Deadlines
import Statecharts
import Workflows

/// The facts and guards of one part while its chart runs.
struct PartEnvironment: ChartEnvironment {
    var step: DecidingStep
    let part: ItemID?
    let occurred: Occurrence?
    /// A failure of an action or of a snapshot's read, thrown once the chart rests.
    var failure: (any Error)?

    mutating func holds(
        _ condition: Guard, event: String?, isActive: (String) -> Bool
    ) -> Bool {
        do {
            return try step.holds(condition, in: part, occurred: occurred, isActive: isActive)
        } catch {
            failure = failure ?? error
            return false
        }
    }

    mutating func perform(_ action: Action, event: String?) {
        do {
            switch action {
            case .set(let fact, .occurred):
                step.setFact(fact, to: occurredValue(for: fact), in: owner(of: fact))
            case .set(let fact, .literal(let texts)):
                try step.assignFacts([GivenFact(fact, texts)], in: part)
            case .clear(let fact):
                step.setFact(fact, to: nil, in: owner(of: fact))
            }
        } catch {
            failure = failure ?? error
        }
    }

    private func owner(of fact: String) -> ItemID? {
        step.definition.facts(of: part?.kind).contains { $0.name == fact } ? part : nil
    }

    private func occurredValue(for fact: String) -> FactValue? {
        guard let occurred, let date = occurred.date else { return nil }
        let owner = owner(of: fact)
        let type = step.definition.facts(of: owner?.kind).first { $0.name == fact }?.type
        return type == .dateTime ? .dateTime(date, occurred.time) : .date(date)
    }
}

extension DecidingStep {
    /// Paths of the active leaf states of a part, in document order.
    func leaves(of part: ItemID?) -> [String] {
        if part == nil, state.withdrawn != nil { return ["withdrawn"] }
        guard let chart = definition.chart(of: part?.kind), let held = state.part(part) else {
            return []
        }
        return chart.leaves(of: held.chart)
    }

    /// Enters a part's initial states.
    mutating func startChart(of part: ItemID?) throws {
        _ = try run(part, occurred: nil) { chart, _, environment throws(ChartLoop) in
            try chart.start(&environment)
        }
    }

    /// Gives a part's chart an event; true where a transition took it.
    mutating func sendToChart(_ occurrence: Occurrence, part: ItemID?) throws -> Bool {
        try run(part, occurred: occurrence) { chart, held, environment throws(ChartLoop) in
            try chart.handle(occurrence.event, in: held, &environment)
        }
    }

    /// Lets every part take its eventless transitions until all rest, then ends and arms
    /// deadlines and computes their dates.
    mutating func settle() throws {
        try settleCharts()
        try armAndLeave()
    }

    /// The most rounds in which parts may wake one another by eventless transitions.
    private static var mostRounds: Int { 100 }

    private mutating func settleCharts() throws {
        for _ in 0..<Self.mostRounds {
            var isCalm = true
            for part in parts {
                guard let before = state.part(part)?.chart, !before.isDone else { continue }
                let occurrence = state.part(part)?.occurrences.last
                _ = try run(part, occurred: occurrence) {
                    chart, held, environment throws(ChartLoop) in
                    try chart.settle(held, &environment)
                }
                if state.part(part)?.chart != before { isCalm = false }
            }
            if isCalm { return }
        }
        throw Refusal.endlessLoop(cycle: parts.map { $0?.description ?? state.id })
    }

    private mutating func run(
        _ part: ItemID?, occurred: Occurrence?,
        _ move: (WorkflowChart, ChartState, inout PartEnvironment) throws(ChartLoop) -> Outcome
    ) throws -> Bool {
        guard let chart = definition.chart(of: part?.kind), let before = state.part(part)?.chart
        else { return false }
        var environment = PartEnvironment(step: self, part: part, occurred: occurred)
        let outcome: Outcome
        do {
            outcome = try move(chart, before, &environment)
        } catch {
            throw Refusal.endlessLoop(cycle: error.cycle)
        }
        if let failure = environment.failure { throw failure }
        self = environment.step
        try absorb(outcome, part: part, before: before, occurred: occurred)
        return outcome.taken
    }

    private mutating func absorb(
        _ outcome: Outcome, part: ItemID?, before: ChartState, occurred: Occurrence?
    ) throws {
        if outcome.state != before { emit(.chartMoved(part: part, outcome.state)) }
        exited[part, default: []].formUnion(outcome.exited)
        noteStays(outcome, part: part, day: occurred?.date ?? today)
        for event in outcome.raised {
            let raised = Occurrence(
                event: event, date: occurred.map(\.date) ?? today, time: occurred?.time,
                sequence: sequence)
            emit(.occurred(part: part, raised))
            judge(raised, in: part)
        }
        for timer in outcome.timers {
            switch timer {
            case .send(let pending):
                let send = ScheduledSend(
                    part: part, event: pending.event, name: pending.id,
                    due: now.adding(milliseconds: pending.delay.count), sequence: sequence)
                emit(.sendScheduled(send))
            case .cancel(let name):
                for send in state.sends where send.part == part && send.name == name {
                    emit(.sendEnded(send))
                }
            }
        }
    }

    /// Writes down entering and leaving the states that a period counts.
    private mutating func noteStays(_ outcome: Outcome, part: ItemID?, day: CivilDate) {
        guard part == nil else { return }
        let counted = Set<String>(
            definition.periods.compactMap { period -> String? in
                guard case .inState(let state) = period.days else { return nil }
                return definition.chart.path(named: state)
            })
        guard !counted.isEmpty else { return }
        var stays = state.root.stays
        for path in outcome.exited where counted.contains(path) {
            if let index = stays.lastIndex(where: { $0.state == path && $0.to == nil }) {
                stays[index].to = max(day, stays[index].from)
            }
        }
        for path in outcome.entered where counted.contains(path) {
            stays.append(Stay(state: path, from: day))
        }
        if stays != state.root.stays { emit(.staysChanged(part: part, stays)) }
    }
}
