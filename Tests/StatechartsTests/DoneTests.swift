import Statecharts
import Testing

@Suite("Final states and done events (SCXML 3.7, IRP 372, 416, 417, 570)")
struct DoneTests {
    @Test("entering a final child raises done.state of its parent, with the whole path (IRP 416)")
    func compound() throws {
        var story = try Story([
            state(
                "s",
                states: [
                    state(
                        "t", on("done.state.s/t", to: "after"),
                        states: [state("a", on("go", to: "f")), final("f")]),
                    state("after"),
                ])
        ])
        try story.tell("go")
        #expect(story.leaves == "s/after")
        #expect(story.performed() == "<a >f <f <t >after")
        #expect(story.outcome.raised.isEmpty)
        #expect(story.outcome.transitions.map(\.event) == ["go", "done.state.s/t"])
    }

    @Test("a done event may be named by the state's bare name where that is unique")
    func bareName() throws {
        var story = try Story([
            state(
                "s",
                states: [
                    state(
                        "t", on("done.state.t", to: "after"),
                        states: [state("a", on("go", to: "f")), final("f")]),
                    state("after"),
                ])
        ])
        #expect(story.chart.descriptors == ["done.state.s/t", "go"])
        try story.tell("go")
        #expect(story.leaves == "s/after")
    }

    @Test("the entry actions of the final state come before its done event (IRP 372)")
    func entryFirst() throws {
        var story = try Story([
            state(
                "s", on("made", note: "made"), on("done.state.s", note: "done"),
                states: [state("a", on("go", to: "f")), final("f", entry: [.raise("made")])])
        ])
        try story.tell("go")
        #expect(story.performed() == "<a >f made done")
    }

    @Test("a parallel state is done when its last region is (IRP 417, 570)")
    func parallelState() throws {
        var story = try Story([
            parallel(
                "p", on("done.state.p", to: "after"), on("done.state.*", note: "region"),
                states: [
                    state("r1", states: [state("a", on("x", to: "f")), final("f")]),
                    state("r2", states: [state("b", on("y", to: "g")), final("g")]),
                ]),
            state("after"),
        ])
        try story.tell("x")
        #expect(story.performed() == "<a >f region")
        #expect(story.leaves == "p/r1/f p/r2/b")
        try story.tell("y")
        // done.state.p/r2 comes first, then done.state.p.
        #expect(story.performed() == "<b >g region <g <r2 <f <r1 <p >after")
        #expect(story.leaves == "after")
    }

    @Test("a parallel state whose regions are compound and parallel is done by its own last region")
    func nestedParallel() throws {
        let inner = parallel(
            "q",
            states: [
                state("t1", states: [state("b", on("y", to: "g")), final("g")]),
                state("t2", states: [state("c", on("y", to: "k")), final("k")]),
            ])
        let chart = [
            parallel(
                "p", on("done.state.p", note: "P"), on("done.state.q", note: "Q"),
                states: [
                    state("r1", states: [state("a", on("x", to: "f")), final("f")]), inner,
                ])
        ]
        var story = try Story(chart)
        try story.tell("y", "x")
        #expect(story.performed() == "<c <b >g >k Q <a >f P")
        // Appendix D looks no further out than the grandparent of the final state.
        story = try Story(chart)
        try story.tell("x", "y")
        #expect(story.performed() == "<a >f <c <b >g >k Q")
    }

    @Test("a final state at the top ends the chart, whose exit actions run and whose states stay")
    func top() throws {
        var story = try Story([
            state("a", on("go", to: "end")),
            final("end", entry: [.raise("late")]), state("never", on("late", to: "a")),
        ])
        try story.tell("go")
        #expect(story.outcome.state == ChartState(active: ["end"], isDone: true))
        #expect(story.performed() == "<a >end <end")
        #expect(story.outcome.exited == ["a"])
        try story.tell("go")
        #expect(!story.outcome.taken)
        #expect(story.performed().isEmpty)
        #expect(story.chart.accepted(in: story.outcome.state).isEmpty)
    }

    @Test("a chart that has ended takes no eventless transition either")
    func settledAtEnd() throws {
        var story = try Story([state("a", on("go", to: "end")), final("end")])
        try story.tell("go")
        story.recorder.log = []
        let outcome = try story.chart.settle(story.outcome.state, &story.recorder)
        #expect(!outcome.taken && story.recorder.log.isEmpty)
        #expect(outcome.state == story.outcome.state)
    }

    @Test("a chart may end as soon as it starts")
    func atOnce() throws {
        let story = try Story([final("end")])
        #expect(story.outcome.state.isDone)
        #expect(story.recorder.log == [">end", "<end"])
    }

    @Test("the rest of the microstep that ends the chart is still done, and no more")
    func restOfMicrostep() throws {
        var story = try Story([
            state(
                "a",
                on("go", to: "end", do: [.raise("x"), .send(event: "y", delay: .zero, id: nil)])),
            final("end", entry: [.perform("after")]),
        ])
        try story.tell("go")
        #expect(story.performed() == "<a >end after <end")
        #expect(story.outcome.transitions.count == 1)
    }
}
