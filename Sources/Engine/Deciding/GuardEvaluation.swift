import Deadlines
import Statecharts
import Workflows

extension DecidingStep {
    /// Whether a guard holds for a part. A comparison with an unknown is false.
    func holds(
        _ condition: Guard, in part: ItemID?, occurred: Occurrence?,
        isActive: (String) -> Bool
    ) throws -> Bool {
        func recurse(_ inner: Guard) throws -> Bool {
            try holds(inner, in: part, occurred: occurred, isActive: isActive)
        }
        switch condition {
        case .and(let clauses): return try clauses.allSatisfy(recurse)
        case .or(let clauses): return try clauses.contains(where: recurse)
        case .not(let inner): return try !recurse(inner)
        case .known(let name): return try isKnown(name, in: part)
        case .equals(let name, let value): return matches(name, value, in: part) ?? false
        case .differs(let name, let value): return matches(name, value, in: part).map(!) ?? false
        case .atLeast(let fact, let least):
            guard let number = number(fact, in: part) else { return false }
            return number >= least
        case .atLeastShare(let fact, let numerator, let denominator, let whole):
            guard let share = number(fact, in: part), let all = number(whole, in: part)
            else { return false }
            // Multiplied out, so that two thirds of 20 is 14 and not 13.33 rounded.
            return share * Double(denominator) >= all * Double(numerator)
        case .day(let left, let relation, let right):
            guard let first = try day(left, in: part, occurred: occurred),
                let second = try day(right, in: part, occurred: occurred)
            else { return false }
            return relation.holds(first, second)
        case .inState(let name): return isIn(name, part: part, isActive: isActive)
        case .items(let quantifier, let kind, let states):
            return count(quantifier, kind: kind, in: states)
        }
    }

    /// Whether a guard holds with the charts standing where they stand.
    func holds(_ condition: Guard, in part: ItemID?) throws -> Bool {
        let active = state.part(part)?.chart.active ?? []
        return try holds(
            condition, in: part, occurred: state.part(part)?.occurrences.last,
            isActive: active.contains)
    }

    private func fact(_ name: String, in part: ItemID?) -> FactValue? {
        if let part, let held = state.item(part)?.part.facts[name] { return held }
        return state.root.facts[name]
    }

    private func isKnown(_ name: String, in part: ItemID?) throws -> Bool {
        if fact(name, in: part) != nil { return true }
        if let part, state.item(part)?.part.latest(name) != nil { return true }
        if state.root.latest(name) != nil { return true }
        return run(named: name, in: part)?.due != nil
    }

    /// The run a name means in a part: the item's own, else the scrutiny's.
    func run(named name: String, in part: ItemID?) -> DeadlineRun? {
        if let part, let own = state.deadline(DeadlineID(item: part, name: name)) { return own }
        return state.deadline(DeadlineID(item: nil, name: name))
    }

    /// Whether FACT is VALUE or DEADLINE is STATUS; nil while unknown.
    private func matches(_ name: String, _ value: String, in part: ItemID?) -> Bool? {
        if name == "key", let part { return part.key == value }
        if let held = fact(name, in: part) {
            if case .number(let number) = held { return Double(value) == number }
            return held.texts.contains(value)
        }
        guard let run = run(named: name, in: part) else { return nil }
        if value == DeadlineStatus.missed.rawValue { return run.status.isPast }
        return run.status.rawValue == value
    }

    private func number(_ name: String, in part: ItemID?) -> Double? {
        guard case .number(let number) = fact(name, in: part) else { return nil }
        return number
    }

    private func day(
        _ day: Guard.Day, in part: ItemID?, occurred: Occurrence?
    ) throws -> CivilDate? {
        switch day {
        case .occurred: return occurred?.date
        case .phrase(let body):
            let context = try PartContext(step: self, part: part, references: body.references)
            let evaluation = try? body.evaluate(in: context)
            guard case .due(let due) = evaluation else { return nil }
            return due.date
        }
    }

    /// Whether a state is active: sought in the item first, then in the scrutiny.
    private func isIn(_ name: String, part: ItemID?, isActive: (String) -> Bool) -> Bool {
        if let path = definition.chart(of: part?.kind)?.path(named: name) { return isActive(path) }
        guard part != nil, let path = definition.chart.path(named: name) else { return false }
        return state.root.chart.active.contains(path)
    }

    private func count(
        _ quantifier: Guard.Quantifier, kind: String, in states: [String]
    ) -> Bool {
        let items = state.items.filter { $0.id.kind == kind }
        guard let chart = definition.chart(of: kind) else { return false }
        let paths = states.compactMap(chart.path(named:))
        let matching = items.filter { item in
            states.isEmpty || paths.contains { item.part.chart.active.contains($0) }
        }
        switch quantifier {
        case .every: return matching.count == items.count
        case .any: return !matching.isEmpty
        case .no: return matching.isEmpty
        case .atLeast(let least): return matching.count >= least
        }
    }
}
