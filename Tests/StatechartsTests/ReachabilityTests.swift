import Statecharts
import Testing

@Suite("What can be proved of a chart without running it")
struct ReachabilityTests {
    @Test("states no transition leads to are found, with what only they lead to")
    func unreachable() throws {
        let chart = try Chart(
            root: [
                Node("a", transitions: [on("go", to: "b", if: .never)]), Node("b"),
                Node("c", children: [Node("c1"), Node("c2")], transitions: [on("go", to: "d")]),
                Node("d"),
            ])
        #expect(chart.unreachableStates() == ["c", "c/c1", "c/c2", "d"])
    }

    @Test("a default child that is always passed over is unreachable")
    func passedOver() throws {
        let chart = try Chart(
            root: [
                Node("a", transitions: [on("go", to: "y")]),
                Node("s", children: [Node("x"), Node("y")]),
            ])
        #expect(chart.unreachableStates() == ["s/x"])
    }

    @Test("a history default and what a shallow history begins anew are reachable")
    func history() throws {
        let chart = try Chart(
            root: [
                Node("a", transitions: [on("go", to: "y2"), on("back", to: "h")]),
                Node(
                    "s",
                    children: [
                        StatechartsTests.history("h", "x"), Node("x"),
                        Node("y", children: [Node("y1"), Node("y2")]), Node("z"),
                    ], transitions: [on("leave", to: "a")]),
            ])
        #expect(chart.unreachableStates() == ["s/z"])
    }

    @Test("what waits for a state that cannot be done is unreachable")
    func doneNever() throws {
        func chart(_ raised: String) throws -> Chart<Condition, String> {
            return try Chart(
                root: [
                    Node(
                        "s", children: [Node("a"), Node("f", kind: .final)],
                        transitions: [on("done.state.s", to: "b"), on("e", do: [.raise(raised)])]),
                    Node("b"),
                ])
        }
        #expect(try chart("x").unreachableStates() == ["s/f", "b"])
        // Somebody may raise the event by hand.
        #expect(try chart("done.state.s").unreachableStates() == ["s/f"])
    }

    @Test("states without a way to the end are found")
    func noWay() throws {
        let chart = try Chart(
            root: [
                Node("a", transitions: [on("x", to: "b"), on("y", to: "end"), on("z", to: "s")]),
                Node("b", transitions: [on("x", to: "c")]),
                Node("c", transitions: [on("x", to: "b")]),
                Node("s", children: [Node("s1", transitions: [on("x", to: "s2")]), Node("s2")]),
                Node("end", kind: .final), Node("lost"),
            ])
        #expect(chart.statesWithNoWayToFinal() == ["b", "c", "s", "s/s1", "s/s2"])
    }

    @Test(
        "a region that cannot finish holds back the parallel state only if nothing else leads out"
    )
    func regionThatSticks() throws {
        func chart(_ transitions: Step...) throws -> Chart<Condition, String> {
            return try Chart(
                root: [
                    Node(
                        "p", kind: .parallel,
                        children: [
                            Node(
                                "r1",
                                children: [
                                    Node(
                                        "a", transitions: [on("x", to: "f"), on("y", to: "stuck")]),
                                    Node("stuck"), Node("f", kind: .final),
                                ]),
                            Node(
                                "r2",
                                children: [
                                    Node("b", transitions: [on("x", to: "g")]),
                                    Node("g", kind: .final),
                                ]),
                        ], transitions: transitions), Node("end", kind: .final),
                ])
        }
        let byDone = try chart(on("done.state.p", to: "end"))
        #expect(byDone.statesWithNoWayToFinal() == ["p/r1/stuck"])
        let byEvent = try chart(on("done.state.p", to: "end"), on("cancel", to: "end"))
        #expect(byEvent.statesWithNoWayToFinal().isEmpty)
    }

    @Test("a region may be left through a transition of the region beside it")
    func otherRegionLeads() throws {
        let chart = try Chart(
            root: [
                Node(
                    "p", kind: .parallel,
                    children: [
                        Node("r1", children: [Node("a")]),
                        Node("r2", children: [Node("b", transitions: [on("x", to: "end")])]),
                    ]), Node("end", kind: .final),
            ])
        #expect(chart.statesWithNoWayToFinal().isEmpty)
    }

    @Test("in a chart without an end every state that can be entered is without a way")
    func noEnd() throws {
        let chart = try Chart(root: [Node("a", transitions: [on("x", to: "a")]), Node("b")])
        #expect(chart.statesWithNoWayToFinal() == ["a"])
    }
}
