import Statecharts
import Testing

@Suite("History states (SCXML 3.10, IRP 387, 388, 579, 580)")
struct HistoryTests {
    private static func chart(deep: Bool) -> [Node] {
        return [
            state(
                "s", on("leave", to: "out"),
                states: [
                    history("h", deep: deep, deep ? "s/a/a1" : "a"),
                    state(
                        "a", on("next", to: "b"),
                        states: [state("a1"), state("a2")]),
                    state(
                        "b",
                        states: [state("b1", on("further", to: "b2")), state("b2")]),
                ]),
            state("out", on("back", to: "h")),
        ]
    }

    @Test("a history state is neither a default child nor ever active (IRP 580)")
    func neverActive() throws {
        var story = try Story(HistoryTests.chart(deep: false))
        #expect(story.leaves == "s/a/a1")
        try story.tell("next", "leave", "back")
        #expect(!story.outcome.state.active.contains("s/h"))
    }

    @Test("without a record the default is taken", arguments: [true, false])
    func defaults(deep: Bool) throws {
        var story = try Story(HistoryTests.chart(deep: deep), initial: ["out"])
        try story.tell("back")
        #expect(story.leaves == "s/a/a1")
    }

    @Test("a shallow history brings back the child, which begins anew")
    func shallow() throws {
        var story = try Story(HistoryTests.chart(deep: false))
        try story.tell("next", "further", "leave")
        #expect(story.outcome.state.history == ["s/h": ["s/b"]])
        try story.tell("back")
        #expect(story.performed() == "<out >s >b >b1")
    }

    @Test("a deep history brings back the leaves")
    func deep() throws {
        var story = try Story(HistoryTests.chart(deep: true))
        try story.tell("next", "further", "leave")
        #expect(story.outcome.state.history == ["s/h": ["s/b/b2"]])
        try story.tell("back")
        #expect(story.performed() == "<out >s >b >b2")
    }

    @Test("the latest departure counts")
    func latest() throws {
        var story = try Story(HistoryTests.chart(deep: true))
        try story.tell("leave", "back", "next", "leave", "back")
        #expect(story.leaves == "s/b/b1")
    }

    @Test("a history state recorded in the same microstep is used by it")
    func sameMicrostep() throws {
        var story = try Story([
            state(
                "s", on("again", to: "h"),
                states: [history("h", "a"), state("a", on("next", to: "b")), state("b")])
        ])
        try story.tell("next", "again")
        #expect(story.leaves == "s/b")
        #expect(story.performed() == "<a >b <b <s >s >b")
    }

    @Test("a deep history of a parallel state brings back every region")
    func deepParallel() throws {
        var story = try Story([
            parallel(
                "p", on("leave", to: "out"),
                states: [
                    history("h", deep: true, "p/r1/a", "p/r2/c"),
                    state("r1", states: [state("a", on("x", to: "b")), state("b")]),
                    state("r2", states: [state("c", on("y", to: "d")), state("d")]),
                ]),
            state("out", on("back", to: "h")),
        ])
        try story.tell("y", "leave", "back")
        #expect(story.leaves == "p/r1/a p/r2/d")
        try story.tell("x", "leave", "back")
        #expect(story.leaves == "p/r1/b p/r2/d")
    }

    @Test("a shallow history of a parallel state brings back its regions from the start")
    func shallowParallel() throws {
        var story = try Story([
            parallel(
                "p", on("leave", to: "out"),
                states: [
                    history("h", "p/r1", "p/r2"),
                    state("r1", states: [state("a", on("x", to: "b")), state("b")]),
                    state("r2", states: [state("c")]),
                ]),
            state("out", on("back", to: "h")),
        ])
        try story.tell("x", "leave", "back")
        #expect(story.leaves == "p/r1/a p/r2/c")
        #expect(story.performed() == "<a >b <c <r2 <b <r1 <p >out <out >p >r1 >a >r2 >c")
    }

    @Test("a history inside one region restores it while the others begin anew")
    func regionHistory() throws {
        var story = try Story([
            parallel(
                "p", on("leave", to: "out"),
                states: [
                    state(
                        "r1",
                        states: [history("h", "a"), state("a", on("x", to: "b")), state("b")]),
                    state("r2", states: [state("c", on("x", to: "d")), state("d")]),
                ]),
            state("out", on("back", to: "h")),
        ])
        try story.tell("x", "leave", "back")
        #expect(story.leaves == "p/r1/b p/r2/c")
    }

    @Test("initial may name a history state (IRP 579)")
    func initialHistory() throws {
        var story = try Story([
            state(
                "s", on("leave", to: "out"), initial: ["h"],
                states: [state("a"), history("h", "b"), state("b", on("n", to: "a"))]),
            state("out", on("back", to: "s")),
        ])
        #expect(story.leaves == "s/b")
        try story.tell("n", "leave", "back")
        #expect(story.leaves == "s/a")
    }

    @Test("a default may lead to another history state, deeper inside")
    func chained() throws {
        var story = try Story([
            state("out", on("back", to: "h")),
            state(
                "s",
                states: [
                    state("x"), history("h", deep: true, "s/y/k"),
                    state("y", states: [history("k", "z2"), state("z1"), state("z2")]),
                ]),
        ])
        try story.tell("back")
        #expect(story.leaves == "s/y/z2")
    }

    @Test("a restored state that is final announces its end again")
    func restoredFinal() throws {
        var story = try Story([
            state(
                "s", on("leave", to: "out"), on("done.state.s", note: "done"),
                states: [history("h", "a"), state("a", on("x", to: "f")), final("f")]),
            state("out", on("back", to: "h")),
        ])
        try story.tell("x", "leave")
        #expect(story.performed() == "<a >f done <f <s >out")
        try story.tell("back")
        #expect(story.performed() == "<out >s >f done")
    }
}
