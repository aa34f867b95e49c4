import Statecharts
import Testing

@Suite("Queues, macrosteps and sends (SCXML 3.12, 4.2, 6.2, 6.3)")
struct EventQueueTests {
    @Test("raised events are processed in the order raised (IRP 144)")
    func raisedInOrder() throws {
        var story = try Story([
            state(
                "s", on("go", do: [.raise("one"), .raise("two")]),
                on("one", note: "1"), on("two", note: "2"))
        ])
        try story.tell("go")
        #expect(story.performed() == "1 2")
        #expect(story.outcome.raised == ["one", "two"])
    }

    @Test("internal events come before external ones that were sent earlier (IRP 421)")
    func internalFirst() throws {
        var story = try Story([
            state(
                "s",
                on(
                    "go",
                    do: [
                        .send(event: "external", delay: .zero, id: nil), .raise("one"),
                        .raise("two"),
                    ]),
                on("one", note: "1"), on("two", note: "2"), on("external", note: "E"))
        ])
        try story.tell("go")
        #expect(story.performed() == "1 2 E")
        #expect(story.outcome.raised == ["external", "one", "two"])
    }

    @Test("eventless transitions come before internal events (IRP 419)")
    func eventlessFirst() throws {
        let story = try Story([
            state("s", on("*", to: "bad"), always(to: "good"), entry: [.raise("event")]),
            state("good"), state("bad"),
        ])
        #expect(story.leaves == "good")
    }

    @Test("an event nobody answers is dropped")
    func dropped() throws {
        var story = try Story([
            state("s", on("go", to: "t", do: [.raise("lost")])),
            state("t", on("next", to: "u")), state("u", on("lost", to: "s")),
        ])
        try story.tell("go", "next")
        #expect(story.leaves == "u")
    }

    @Test("raises are interleaved with exit, transition and entry in order")
    func interleaved() throws {
        var story = try Story([
            state("s", on("go", to: "t", do: [.raise("b")]), exit: [.raise("a")]),
            state(
                "t", on("a", note: "a"), on("b", note: "b"), on("c", note: "c"),
                entry: [.raise("c")]),
        ])
        try story.tell("go")
        #expect(story.performed() == "<s >t a b c")
    }

    @Test("an eventless transition is taken as soon as its guard holds within the macrostep")
    func chainOfEventless() throws {
        var story = try Story([
            state("a", on("go", to: "b", note: "+ready")),
            state("b", always(to: "c", if: .flag("ready"))), state("c", always(to: "d")),
            state("d"),
        ])
        try story.tell("go")
        #expect(story.leaves == "d")
        #expect(story.outcome.transitions.map(\.event) == ["go", nil, nil])
    }

    @Test("settle takes the eventless transitions whose guards have come to hold meanwhile")
    func settle() throws {
        var story = try Story([
            state("a", always(to: "b", if: .flag("ready")), on("go", to: "c")), state("b"),
            state("c"),
        ])
        var outcome = try story.chart.settle(story.outcome.state, &story.recorder)
        #expect(!outcome.taken && outcome.state == story.outcome.state)
        story.recorder.flags = ["ready"]
        outcome = try story.chart.settle(story.outcome.state, &story.recorder)
        #expect(outcome.taken && outcome.state.active == ["b"])
        // At rest the appendix waits for an event: it is looked at before anything else.
        try story.tell("go")
        #expect(story.leaves == "c")
    }

    @Test("guards and actions are told the event, also in the eventless steps after it")
    func currentEvent() throws {
        var story = try Story(
            [
                state("a", on("go", to: "b", do: [.raise("inner")])),
                state(
                    "b", always(to: "c", if: .event("go")), on("inner", note: "bad")),
                state("c", on("inner", note: "seen")),
            ], notesEvents: true)
        #expect(story.performed() == ">a for nothing")
        try story.tell("go")
        #expect(story.performed() == "<a for go >b for go <b for go >c for go seen for inner")
    }

    @Test("a delayed send is an order for the caller, a cancel too, in the order written (IRP 208)")
    func timers() throws {
        var story = try Story([
            state(
                "a",
                on(
                    "go",
                    do: [
                        .cancel(id: "w"), .send(event: "wake", delay: Milliseconds(2000), id: "w"),
                        .cancel(id: "x"), .send(event: "now", delay: Milliseconds(-5), id: "x"),
                    ]), on("now", note: "now"))
        ])
        try story.tell("go")
        #expect(
            story.outcome.timers == [
                .cancel(id: "w"),
                .send(PendingSend(event: "wake", delay: Milliseconds(2000), id: "w")),
                .cancel(id: "x"),
            ])
        #expect(story.outcome.raised == ["now"])
        #expect(story.performed() == "now")
    }

    @Test("a send without delay cannot be cancelled any more")
    func notCancelled() throws {
        var story = try Story([
            state(
                "a",
                on("go", do: [.send(event: "now", delay: .zero, id: "x"), .cancel(id: "x")]),
                on("now", to: "b")), state("b"),
        ])
        try story.tell("go")
        #expect(story.leaves == "b")
    }

    @Test("taken tells of the event given, not of those that follow from it")
    func takenOfGivenEvent() throws {
        var story = try Story([
            state("a", on("go", do: [.raise("x")]), on("x", to: "b")), state("b"),
        ])
        try story.tell("x")
        #expect(story.outcome.taken)
        story = try Story([state("a", on("go", do: [.raise("x")]))])
        try story.tell("go")
        #expect(story.outcome.taken)
        try story.tell("x")
        #expect(!story.outcome.taken)
    }

    @Test("an endless loop of eventless transitions is an error that names the cycle")
    func eventlessLoop() throws {
        let chart = try Chart<Condition, String>(
            root: [
                Node("a", transitions: [on("go", to: "b")]),
                Node("b", transitions: [always(to: "c")]),
                Node("c", transitions: [always(to: "b")]),
            ], microstepLimit: 50)
        var recorder = Recorder()
        let start = try chart.start(&recorder)
        let error = try #require(throws: ChartLoop.self) {
            try chart.handle("go", in: start.state, &recorder)
        }
        #expect(Set(error.cycle) == ["b → c (always)", "c → b (always)"])
        #expect(error.cycle.count == 2 && error.limit == 50)
        #expect("\(error)".contains("50 microsteps"))
    }

    @Test("an endless loop of raises or of sends is an error too", arguments: [true, false])
    func eventLoop(raised: Bool) throws {
        let ping: Executable<String> =
            raised ? .raise("ping") : .send(event: "ping", delay: .zero, id: nil)
        let chart = try Chart(
            root: [Node("a", transitions: [on("ping", do: [ping, ping])])])
        var recorder = Recorder()
        let start = try chart.start(&recorder)
        let error = try #require(throws: ChartLoop.self) {
            try chart.handle("ping", in: start.state, &recorder)
        }
        #expect(error == ChartLoop(cycle: ["a (ping)"], limit: 1000))
    }

    @Test("exactly as many microsteps as the limit are allowed")
    func limit() throws {
        let top = (0..<5).map { index in
            return Node("s\(index)", transitions: index < 4 ? [always(to: "s\(index + 1)")] : [])
        }
        var recorder = Recorder()
        #expect(throws: Never.self) {
            try Chart(root: top, microstepLimit: 4).start(&recorder)
        }
        #expect(throws: ChartLoop.self) {
            try Chart(root: top, microstepLimit: 3).start(&recorder)
        }
    }
}
