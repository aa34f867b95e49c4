import Statecharts
import Testing

@Suite("Random charts with random events")
struct RandomChartTests {
    @Test(
        "every configuration is legal, no unreachable state is entered, and runs repeat",
        arguments: 1...100)
    func legality(seed: Int) throws {
        var dice = Dice(seed: -1 - seed)
        let chart = try Chart(root: RandomChart(seed: seed).top, microstepLimit: 100)
        let unreachable = Set(chart.unreachableStates())
        let trapped = Set(chart.statesWithNoWayToFinal())
        var recorder = Recorder()
        var again = Recorder()
        guard var state = try ended({ try chart.start(&recorder) })?.state else { return }
        _ = try chart.start(&again)
        #expect(chart.problems(in: state) == [])
        for _ in 0..<20 where !state.isDone {
            let event = dice.event()
            guard let outcome = try ended({ try chart.handle(event, in: state, &recorder) }) else {
                return
            }
            let repeated = try chart.handle(event, in: state, &again)
            #expect(outcome == repeated && recorder == again)
            #expect(chart.problems(in: outcome.state) == [])
            #expect(unreachable.isDisjoint(with: outcome.state.active))
            #expect(!outcome.state.isDone || trapped.isDisjoint(with: state.active))
            #expect(outcome.taken || outcome.state == state)
            #expect(
                replayed(outcome, from: state.active) == outcome.state.active.sorted())
            if outcome.taken {
                #expect(!chart.candidates(for: event, in: state).isEmpty)
            }
            state = outcome.state
        }
    }

    /// The active states that follow from what an outcome says was left and entered: each state
    /// was entered once more than it was left, or as often if it was active before.
    private func replayed(_ outcome: Outcome, from active: [String]) -> [String] {
        var count: [String: Int] = [:]
        for path in active + outcome.entered { count[path, default: 0] += 1 }
        for path in outcome.exited { count[path, default: 0] -= 1 }
        #expect(count.values.allSatisfy { $0 == 0 || $0 == 1 })
        return count.filter { $0.value == 1 }.keys.sorted()
    }

    /// The outcome, or nil of a chart that loops, as random ones sometimes do.
    private func ended(_ body: () throws -> Outcome) throws -> Outcome? {
        do {
            return try body()
        } catch is ChartLoop {
            return nil
        }
    }
}
