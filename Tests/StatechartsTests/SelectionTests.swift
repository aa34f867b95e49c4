import Statecharts
import Testing

@Suite("Which transitions are selected (SCXML 3.13, Appendix D selectTransitions)")
struct SelectionTests {
    @Test("the first matching transition in document order is taken (IRP 155, 503)")
    func documentOrderInState() throws {
        var story = try Story([
            state("a", on("go", to: "b", if: .never), on("go", to: "c"), on("go", to: "d")),
            state("b"), state("c"), state("d"),
        ])
        try story.tell("go")
        #expect(story.leaves == "c")
    }

    @Test("an inner state's transition wins over its ancestor's, wherever it is written (403a)")
    func innerFirst() throws {
        var story = try Story([
            state("s", on("go", to: "outer"), states: [state("s1", on("go", to: "inner"))]),
            state("inner"), state("outer"),
        ])
        try story.tell("go")
        #expect(story.leaves == "inner")
    }

    @Test("an ancestor's transition is taken where the inner state's guard fails (403b)")
    func ancestorAsFallback() throws {
        var story = try Story([
            state(
                "s", on("go", to: "outer"),
                states: [state("s1", on("go", to: "inner", if: .never))]),
            state("inner"), state("outer"),
        ])
        try story.tell("go")
        #expect(story.leaves == "outer")
    }

    @Test("both regions of a parallel state answer the same event in one microstep (403c, 405)")
    func regionsTogether() throws {
        var story = try Story([
            parallel(
                "p",
                states: [
                    state(
                        "r1",
                        states: [state("a", on("go", to: "b", note: "1")), state("b")]),
                    state(
                        "r2",
                        states: [state("c", on("go", to: "d", note: "2")), state("d")]),
                ])
        ])
        try story.tell("go")
        #expect(story.leaves == "p/r1/b p/r2/d")
        #expect(story.performed() == "<c <a 1 2 >b >d")
    }

    @Test("of two conflicting transitions in different regions the first in document order stays")
    func preemptionByOrder() throws {
        var story = try Story([
            parallel(
                "p",
                states: [
                    state("r1", states: [state("a", on("go", to: "out1"))]),
                    state("r2", states: [state("b", on("go", to: "out2"))]),
                ]),
            state("out1"), state("out2"),
        ])
        try story.tell("go")
        #expect(story.leaves == "out1")
        #expect(story.outcome.transitions.map(\.source) == ["p/r1/a"])
    }

    @Test("of two conflicting transitions the one of the descendant stays, though selected later")
    func preemptionByDepth() throws {
        // The first region has no transition of its own and selects the parallel state's.
        var story = try Story([
            parallel(
                "p", on("go", to: "out1"),
                states: [
                    state("r1", states: [state("a")]),
                    state("r2", states: [state("b", on("go", to: "c")), state("c")]),
                ]),
            state("out1"),
        ])
        try story.tell("go")
        #expect(story.leaves == "p/r1/a p/r2/c")
    }

    @Test("a transition preempts two that were selected before it")
    func preemptionOfSeveral() throws {
        var story = try Story([
            state(
                "s", on("go", to: "s", note: "outer"),
                states: [
                    parallel(
                        "p",
                        states: [
                            state("r1", states: [state("a")]),
                            state("r2", states: [state("b", on("go", to: "x", note: "inner"))]),
                        ]),
                    state("x"),
                ])
        ])
        try story.tell("go")
        #expect(story.leaves == "s/x")
        #expect(story.performed() == "<b <r2 <a <r1 <p inner >x")
    }

    @Test("a transition without target conflicts with nothing (IRP 505, 506)")
    func targetless() throws {
        var story = try Story([
            parallel(
                "p", on("go", note: "stay"),
                states: [
                    state("r1", states: [state("a")]),
                    state("r2", states: [state("b", on("go", to: "c", note: "move")), state("c")]),
                ])
        ])
        try story.tell("go")
        #expect(story.performed() == "<b stay move >c")
        #expect(story.leaves == "p/r1/a p/r2/c")
    }

    @Test("an ancestor's transition selected by several leaves is taken once")
    func selectedOnce() throws {
        var story = try Story([
            parallel(
                "p", on("go", note: "once"),
                states: [
                    state("r1", states: [state("a")]), state("r2", states: [state("b")]),
                ])
        ])
        try story.tell("go")
        #expect(story.performed() == "once")
    }

    @Test("an event without a transition changes nothing and is not taken")
    func unknownEvent() throws {
        var story = try Story([state("a", on("go", to: "b")), state("b")])
        let before = story.outcome.state
        try story.tell("stop")
        #expect(story.outcome.state == before)
        #expect(!story.outcome.taken)
        #expect(story.outcome.entered.isEmpty && story.outcome.transitions.isEmpty)
    }

    @Test("a guard sees the configuration by path and by unique name (In(), IRP 411)")
    func inPredicate() throws {
        var story = try Story([
            parallel(
                "p",
                states: [
                    state("r1", states: [state("a", on("next", to: "b")), state("b")]),
                    state(
                        "r2",
                        states: [
                            state(
                                "c", on("go", to: "e", if: .inState("p/r1/b")),
                                on("go", to: "d", if: .inState("a"))),
                            state("d", on("go", to: "c", if: .inState("nowhere"))), state("e"),
                        ]),
                ])
        ])
        try story.tell("go")
        #expect(story.leaves == "p/r1/a p/r2/d")
        try story.tell("next", "go")
        #expect(story.leaves == "p/r1/b p/r2/d")
    }

    @Test("what is accepted is listed from each leaf outwards, once, whatever the guards")
    func accepted() throws {
        let story = try Story([
            parallel(
                "p", on("leave", "go"),
                states: [
                    state("r1", states: [state("a", on("go.on stay", if: .never, tag: 7))]),
                    state("r2", on("go", tag: 8), states: [state("b", always(if: .never))]),
                ])
        ])
        let here = story.outcome.state
        #expect(story.chart.accepted(in: here) == ["go.on", "stay", "leave", "go"])
        #expect(story.chart.candidates(for: "go.on", in: here).map(\.tag) == [7, 0, 8])
        #expect(story.chart.candidates(for: "go", in: here).map(\.source) == ["p", "p/r2"])
        #expect(story.chart.candidates(for: "stay", in: here).map(\.guard) == [.never])
    }
}
