import Foundation
import Statecharts
import Testing

@Suite("The state of a chart as something to keep")
struct ChartStateTests {
    @Test("a state survives being written and read")
    func roundTrip() throws {
        let state = ChartState(
            active: ["p", "p/r1", "p/r1/a"], history: ["p/h": ["p/r1/a"]], isDone: true)
        let text = try JSONEncoder().encode(state)
        #expect(try JSONDecoder().decode(ChartState.self, from: text) == state)
    }

    static let top = [
        Node(
            "p", kind: .parallel,
            children: [
                history("h", deep: true, "a"), Node("r1", children: [Node("a"), Node("b")]),
                Node("r2"),
            ]), Node("o", transitions: [on("go", to: "h")]),
    ]

    static let illegal: [(ChartState, [String])] = [
        (ChartState(active: []), ["the chart has 0 active states instead of one"]),
        (ChartState(active: ["gone"]), ["there is no state \"gone\""]),
        (
            ChartState(active: ["o", "p"]),
            [
                "the chart has 2 active states instead of one",
                "not all regions of \"p\" are active",
            ]
        ),
        (
            ChartState(active: ["p", "p/r1", "p/r2"]),
            [
                "\"p/r1\" has 0 active states instead of one"
            ]
        ),
        (ChartState(active: ["o", "p/r2"]), ["\"p/r2\" is active without the state around it"]),
        (ChartState(active: ["o"], history: ["p/h": ["o"]]), ["\"p/h\" cannot remember o"]),
        (
            ChartState(active: ["o"], history: ["p/r2": ["p/r1/a"]]),
            [
                "\"p/r2\" cannot remember p/r1/a"
            ]
        ),
        (
            ChartState(active: ["p", "p/h", "p/r1", "p/r1/a", "p/r2"]),
            [
                "the history state \"p/h\" cannot be active"
            ]
        ),
    ]

    @Test("a state that the chart cannot be in is described", arguments: illegal)
    func problems(_ state: ChartState, _ expected: [String]) throws {
        let chart = try Chart(root: ChartStateTests.top)
        #expect(chart.problems(in: state) == expected)
        // It does no harm either.
        var recorder = Recorder()
        #expect(throws: Never.self) { try chart.handle("go", in: state, &recorder) }
    }

    @Test("a remembered state that the chart does not have any more is passed over")
    func forgotten() throws {
        let chart = try Chart(root: ChartStateTests.top)
        var recorder = Recorder()
        let state = ChartState(active: ["o"], history: ["p/h": ["p/r1/gone"]])
        let outcome = try chart.handle("go", in: state, &recorder)
        #expect(chart.leaves(of: outcome.state) == ["p/r1/a", "p/r2"])
    }
}
