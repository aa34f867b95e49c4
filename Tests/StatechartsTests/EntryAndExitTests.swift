import Statecharts
import Testing

@Suite("What is left and entered, in which order (Appendix D exitStates, enterStates)")
struct EntryAndExitTests {
    @Test("the first child is entered by default, through all levels (IRP 355, 376)")
    func defaultInitial() throws {
        let story = try Story([
            state("a", states: [state("a1", states: [state("a11"), state("a12")])]), state("b"),
        ])
        #expect(story.recorder.log == [">a", ">a1", ">a11"])
        #expect(story.outcome.entered == ["a", "a/a1", "a/a1/a11"])
        #expect(story.outcome.state.active == ["a", "a/a1", "a/a1/a11"])
        #expect(story.leaves == "a/a1/a11")
        #expect(story.outcome.taken)
    }

    @Test("initial names a descendant, or one for each region (IRP 364, 413, 576)")
    func givenInitial() throws {
        let regions = [
            state("r1", states: [state("a"), state("b")]),
            state("r2", states: [state("c"), state("d")]),
            state("r3", states: [state("e"), state("f")]),
        ]
        let inside = try Story([
            state(
                "s", initial: ["s/p/r1/b", "d"], states: [parallel("p", states: regions)])
        ])
        #expect(inside.leaves == "s/p/r1/b s/p/r2/d s/p/r3/e")
        let atTop = try Story([state("x"), parallel("p", states: regions)], initial: ["f"])
        #expect(atTop.leaves == "p/r1/a p/r2/c p/r3/f")
        #expect(atTop.outcome.state.active.first == "p")
    }

    @Test("exit goes from the inside out and backwards, entry from the outside in (IRP 404, 406)")
    func order() throws {
        var story = try Story([
            parallel(
                "p", on("go", to: "q", note: "content"),
                states: [
                    state("r1", states: [state("a")]), state("r2", states: [state("b")]),
                ]),
            parallel(
                "q",
                states: [
                    state("t1", states: [state("c")]), state("t2", states: [state("d")]),
                ]),
        ])
        try story.tell("go")
        #expect(story.performed() == "<b <r2 <a <r1 <p content >q >t1 >c >t2 >d")
        #expect(story.outcome.exited == ["p/r2/b", "p/r2", "p/r1/a", "p/r1", "p"])
    }

    @Test("an external transition to itself leaves and enters the state again (IRP 533)")
    func externalSelf() throws {
        var story = try Story([
            state("s", on("again", to: "s"), states: [state("a", on("go", to: "b")), state("b")])
        ])
        try story.tell("go", "again")
        #expect(story.leaves == "s/a")
        #expect(story.performed() == "<a >b <b <s >s >a")
    }

    @Test("an external transition to a descendant leaves the source (IRP 504)")
    func externalToDescendant() throws {
        var story = try Story([
            state("s", on("go", to: "b"), states: [state("a"), state("b")])
        ])
        try story.tell("go")
        #expect(story.performed() == "<a <s >s >b")
    }

    @Test("an internal transition to descendants does not leave a compound source (IRP 505)")
    func internalOfCompound() throws {
        var story = try Story([
            state("s", on("go", to: "b", internal: true), states: [state("a"), state("b")])
        ])
        try story.tell("go")
        #expect(story.performed() == "<a >b")
    }

    @Test("an internal transition to the source itself is external (IRP 506)")
    func internalToSelf() throws {
        var story = try Story([
            state("s", on("go", to: "s", internal: true), states: [state("a"), state("b")])
        ])
        try story.tell("go")
        #expect(story.performed() == "<a <s >s >a")
    }

    @Test("an internal transition of a parallel state is external (IRP 533)")
    func internalOfParallel() throws {
        var story = try Story([
            parallel(
                "p", on("go", to: "b", internal: true),
                states: [
                    state("r1", states: [state("a"), state("b")]),
                    state("r2", states: [state("c")]),
                ])
        ])
        try story.tell("go")
        #expect(story.performed() == "<c <r2 <a <r1 <p >p >r1 >b >r2 >c")
    }

    @Test("a transition with several targets enters all, and other regions by default")
    func severalTargets() throws {
        var story = try Story([
            state("start", on("go", to: "p/r3/f", "p/r1/b")),
            parallel(
                "p",
                states: [
                    state("r1", states: [state("a"), state("b")]),
                    state("r2", states: [state("c"), state("d")]),
                    state("r3", states: [state("e"), state("f")]),
                ]),
        ])
        try story.tell("go")
        #expect(story.performed() == "<start >p >r1 >b >r2 >c >r3 >f")
    }

    @Test("a transition inside one region leaves the others alone")
    func insideRegion() throws {
        var story = try Story([
            parallel(
                "p",
                states: [
                    state("r1", states: [state("a", on("go", to: "b")), state("b")]),
                    state("r2", states: [state("c")]),
                ])
        ])
        try story.tell("go")
        #expect(story.performed() == "<a >b")
    }

    @Test("a transition from one region into another leaves the whole parallel state")
    func acrossRegions() throws {
        var story = try Story([
            parallel(
                "p",
                states: [
                    state("r1", states: [state("a", on("go", to: "p/r2/d"))]),
                    state("r2", states: [state("c"), state("d")]),
                ])
        ])
        try story.tell("go")
        #expect(story.performed() == "<c <r2 <a <r1 <p >p >r1 >a >r2 >d")
    }

    @Test("a region entered deep inside by a target is not entered by default as well")
    func deepTarget() throws {
        var story = try Story([
            state("start", on("go", to: "b2")),
            parallel(
                "p",
                states: [
                    state("r1", states: [state("a")]),
                    state(
                        "r2",
                        states: [state("b", states: [state("b1"), state("b2")]), state("c")]),
                ]),
        ])
        try story.tell("go")
        #expect(story.leaves == "p/r1/a p/r2/b/b2")
    }
}
