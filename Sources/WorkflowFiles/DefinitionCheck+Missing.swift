import Documents
import Statecharts
import Workflows

extension DefinitionCheck {
    /// What was done in time may be recorded after the miss: where a miss raises an event, the
    /// state it leads to must still accept what meets the deadline.
    func checkAfterMiss(
        _ deadline: DeadlineDeclaration, at position: SourcePosition, item: String?
    ) {
        guard let raised = deadline.whenMissed?.raise, let chart = definition.chart(of: item),
            chart.handles(raised), !places.hasBrokenChart
        else { return }
        let listed = item == nil ? definition.records : []
        let states = chart.states
        let runsIn = deadline.whileIn.compactMap(chart.path(named:))
        let begins =
            deadline.whileIn.isEmpty
            ? states.filter { $0.kind == .atomic }.map(\.path) : runsIn
        for begin in begins {
            let before = ChartState(active: Self.configuration(around: begin, in: states))
            guard let after = Self.state(after: raised, from: before, in: chart) else { continue }
            // A missed deadline that is still armed is met by its event without a transition.
            let isArmed = runsIn.contains(where: after.active.contains) || deadline.whileIn.isEmpty
            if isArmed && !after.isDone { continue }
            for event in deadline.metBy {
                let isListed = listed.contains(event) && !after.isDone
                if isListed || !chart.candidates(for: event, in: after).isEmpty { continue }
                let leaves = chart.leaves(of: after).joined(separator: ", ")
                let reason = "after this miss, in \(leaves), \"\(event)\" is not accepted any more"
                if after.isDone {
                    // Nothing can be recorded of what is over; that may be what the author means.
                    return log.warning(
                        at: position, raised, reason,
                        remedy: "Let it go on for a while: what was done in time may be "
                            + "recorded late.")
                }
                return log.error(
                    at: position, raised, reason,
                    remedy: "Add a transition there: what was done in time may be recorded late.")
            }
        }
    }

    /// Where an event leads with its guards passed; nil where no transition takes it.
    private static func state(
        after event: String, from before: ChartState, in chart: WorkflowChart
    ) -> ChartState? {
        let guards = chart.candidates(for: event, in: before).compactMap(\.guard)
        var environment = OpenGates(guards: Set(guards))
        do {
            let outcome = try chart.handle(event, in: before, &environment)
            return outcome.taken ? outcome.state : nil
        } catch {
            return nil
        }
    }

    /// A legal configuration that holds a state: around it and inside it the first children.
    private static func configuration(
        around path: String, in states: [StateDescription]
    ) -> [String] {
        let byPath = Dictionary(
            states.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var active: Set<String> = []
        func enter(_ path: String) {
            guard let state = byPath[path], active.insert(path).inserted else { return }
            let children =
                state.kind == .parallel ? state.children : Array(state.children.prefix(1))
            children.forEach(enter)
        }
        enter(path)
        var inner = path
        while let outer = byPath[inner]?.parent {
            active.insert(outer)
            if byPath[outer]?.kind == .parallel { byPath[outer]?.children.forEach(enter) }
            inner = outer
        }
        return states.map(\.path).filter(active.contains)
    }
}

/// An environment in which one event passes its guards and no other transition does.
private struct OpenGates: ChartEnvironment {
    let guards: Set<Guard>

    mutating func holds(
        _ condition: Guard, event: String?, isActive: (String) -> Bool
    ) -> Bool { guards.contains(condition) }

    mutating func perform(_ action: Action, event: String?) {}
}
