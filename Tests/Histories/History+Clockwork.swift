import Deadlines
import Engine
import Workflows

extension History {
    /// A clock is stopped, let go on, or given time; sensible or not.
    func clockwork(_ definition: Definition, _ state: ScrutinyState?) -> Command? {
        switch dice.roll(4) {
        case 0: return .hold(from: dice.oneIn(2) ? nil : day(-9...0), reason: "waiting")
        case 1 where state?.openHold != nil, 2 where state?.openHold != nil:
            return .resume(on: dice.oneIn(2) ? nil : day(-4...0))
        default:
            let names = state?.deadlines.filter(\.isArmed).map(\.id) ?? []
            guard let name = dice.pick(names) else { return nil }
            let units: [Unit] = [.day, .week, .workingDay, .month]
            let span = Span(amount: 1 + dice.roll(12), unit: dice.pick(units) ?? .day)
            guard let span, dice.roll(3) > 0 else {
                return .extend(name, .to(day(-3...60)), reason: "agreed")
            }
            return .extend(name, .by(span), reason: "asked for")
        }
    }

    /// An entry is corrected or retracted; one that can be, or any.
    func amendment(_ definition: Definition, _ state: ScrutinyState?) -> Command? {
        guard let state else { return nil }
        if dice.oneIn(4), let fact = dice.pick(definition.facts) {
            let sequence = dice.oneIn(2) ? 1 : 1 + dice.roll(state.sequence)
            return .correct(sequence: sequence, facts: [given(fact)], reason: "overlooked")
        }
        let recorded =
            (state.root.occurrences + state.items.flatMap(\.part.occurrences)).map(\.sequence)
            + state.holds.map(\.sequence) + state.extensions.map(\.sequence)
        let any = 1 + dice.roll(state.sequence + 1)
        let sequence = dice.oneIn(5) ? any : dice.pick(recorded) ?? any
        guard dice.oneIn(2) else { return .retract(sequence: sequence, reason: "wrong file") }
        let occurred: Recording.Occurred = dice.oneIn(6) ? .unknown : .on(day(-20...0), nil)
        return .correct(sequence: sequence, event: nil, occurred: occurred, reason: "misread")
    }
}
