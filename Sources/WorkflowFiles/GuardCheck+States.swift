import Documents
import Statecharts
import Workflows

extension GuardCheck {
    /// Refuses what no configuration of states can fulfil: two states of which only one can be
    /// active, and a state without one that lies around it.
    func mustBePossible(_ clauses: [Guard]) {
        let clauses = clauses.flatMap(Self.flat)
        let active = clauses.compactMap { clause -> ActiveState? in
            if case .inState(let name) = clause { activeState(name) } else { nil }
        }
        let inactive = clauses.compactMap { clause -> ActiveState? in
            if case .not(.inState(let name)) = clause { activeState(name) } else { nil }
        }
        for (index, left) in active.enumerated() {
            for right in active[(index + 1)...] where left.excludes(right) {
                log.error(
                    at: place, "in \(left.path) and in \(right.path)",
                    "it can never be in \(left.path) and in \(right.path) at once",
                    remedy: "Write \"or\", or make the state around them parallel.")
            }
            for outer in inactive where left.lies(in: outer) {
                log.error(
                    at: place, "in \(left.path) and not in \(outer.path)",
                    "what is in \(left.path) is always in \(outer.path)",
                    remedy: "Remove one of the two.")
            }
        }
    }

    private static func flat(_ clause: Guard) -> [Guard] {
        guard case .and(let inner) = clause else { return [clause] }
        return inner.flatMap(flat)
    }

    /// A state of the item's chart or else of the scrutiny's; nil where there is none.
    private func activeState(_ name: String) -> ActiveState? {
        let own = definition.chart(of: item)
        guard let chart = own?.path(named: name) == nil ? definition.chart : own,
            let path = chart.path(named: name)
        else { return nil }
        let isOwn = item != nil && own?.path(named: name) != nil
        return ActiveState(
            path: path, isOfItem: isOwn,
            parallel: Set(chart.states.filter { $0.kind == .parallel }.map(\.path)))
    }
}

/// A state that a guard asks for.
private struct ActiveState {
    let path: String
    let isOfItem: Bool
    /// The parallel states of its chart.
    let parallel: Set<String>

    private var steps: [Substring] { path.split(separator: "/") }

    /// Whether it is the other one, or inside it.
    func lies(in other: ActiveState) -> Bool {
        isOfItem == other.isOfItem && steps.starts(with: other.steps)
    }

    /// Whether only one of the two can be active: they part in a state that is not parallel.
    func excludes(_ other: ActiveState) -> Bool {
        guard isOfItem == other.isOfItem, !lies(in: other), !other.lies(in: self) else {
            return false
        }
        let common = zip(steps, other.steps).prefix { $0 == $1 }.map { $0.0 }
        return !parallel.contains(common.joined(separator: "/"))
    }
}
