import Simulation
import Testing

/// SCXML's charts end to end: written in YAML, run as `workflow simulate` runs them.
@Suite("Charts in YAML")
struct ChartTests {
    /// States after the opening and after each event.
    private func walk(_ states: String, _ steps: String...) async throws -> [[String]] {
        let script = steps.map { step in
            step.hasPrefix("+") ? "- { advance: \(step.dropFirst()) }" : "- { record: \(step) }"
        }
        let frames = try await Told.script(
            "workflow: chart\nversion: 1\n" + states,
            (["- { open: c }"] + script).joined(separator: "\n"))
        #expect(frames.allSatisfy { $0.refused == nil }, "\(frames.compactMap(\.refused))")
        return frames.dropFirst().map(\.states)
    }

    @Test("Regions run side by side and are done together")
    func parallel() async throws {
        let states = """
            states:
              work:
                parallel: true
                states:
                  answers: { states: { awaited: { events: { received: checked } }, checked: { final: true } } }
                  publication: { states: { unpublished: { events: { published: out } }, out: { final: true } } }
                when-done: closed
              closed: { final: true }
            """
        #expect(
            try await walk(states, "published", "received") == [
                ["work/answers/awaited", "work/publication/unpublished"],
                ["work/answers/awaited", "work/publication/out"],
                ["closed"],
            ])
    }

    @Test(
        "History enters what was left, shallow to one level, deep to the leaf",
        arguments: [("shallow", "job/two/front"), ("deep", "job/two/back")])
    func history(kind: String, leaf: String) async throws {
        let states = """
            states:
              job:
                states:
                  one: { events: { next: two } }
                  two: { states: { front: { events: { deeper: "job/two/back" } }, back: {} } }
                  past: { history: \(kind), default: one }
                events: { pause: paused }
              paused: { events: { resume: job/past } }
            """
        #expect(
            try await walk(states, "pause", "resume", "next", "deeper", "pause", "resume") == [
                ["job/one"], ["paused"], ["job/one"], ["job/two/front"], ["job/two/back"],
                ["paused"],
                [leaf],
            ])
    }

    @Test("A delayed event comes when its time has come, and not before")
    func delayed() async throws {
        let states = """
            states:
              a: { events: { go: { to: b, do: [ { send: ring, after: 2s, id: bell } ] } } }
              b: { events: { ring: c, stop: { to: a, do: [ { cancel: bell } ] } } }
              c: {}
            """
        #expect(try await walk(states, "go", "+1s", "+1s") == [["a"], ["b"], ["b"], ["c"]])
        #expect(
            try await walk(states, "go", "stop", "+5s", "go", "+1999ms", "+1ms") == [
                ["a"], ["b"], ["a"], ["a"], ["b"], ["b"], ["c"],
            ])
    }

    @Test("Raised events come before anything from outside, in the order raised")
    func raiseOrder() async throws {
        let states = """
            states:
              a:
                events: { go: { to: b, do: [ { raise: first }, { raise: second } ] } }
              b: { events: { second: wrong, first: c } }
              c: { events: { second: d } }
              d: {}
              wrong: {}
            """
        #expect(try await walk(states, "go") == [["a"], ["d"]])
    }

    @Test("Eventless transitions are taken until the chart rests")
    func always() async throws {
        let states = """
            facts: { sure: { type: boolean } }
            states:
              a: { events: { go: b } }
              b: { always: [ { to: wrong, if: sure is true }, { to: c } ] }
              c: { always: { to: d, if: in c } }
              d: {}
              wrong: {}
            """
        #expect(try await walk(states, "go") == [["a"], ["d"]])
    }

    @Test("An internal transition does not leave its state, an external one does")
    func internalTransition() async throws {
        let states = """
            facts: { left: { type: boolean } }
            states:
              a:
                exit: [ { set: { left: true } } ]
                events:
                  inside: { to: a/other, internal: true }
                  outside: { to: a/other }
                states:
                  x: { events: { test: { to: b, if: left is true } } }
                  other: { events: { back: x, test: { to: b, if: left is true } } }
              b: {}
            """
        let inside = try await Told.script(
            "workflow: chart\nversion: 1\n" + states,
            "- { open: c }\n- { record: inside }\n- { record: test }")
        #expect(inside.map(\.states).suffix(2) == [["a/other"], ["a/other"]])
        #expect(inside.last?.refused != nil)
        #expect(try await walk(states, "outside", "test").last == ["b"])
    }

    @Test("The inner state's transition goes before the outer's; keys in the order written")
    func selection() async throws {
        let states = """
            states:
              out:
                events: { go: wrong, "*": other }
                states:
                  inner: { events: { "go.*": done, go: wrong } }
              done: {}
              wrong: {}
              other: {}
            """
        #expect(try await walk(states, "go.now") == [["out/inner"], ["done"]])
        #expect(try await walk(states, "anything") == [["out/inner"], ["other"]])
    }

    @Test("Several targets enter several regions; initial may name a descendant")
    func targets() async throws {
        let states = """
            initial: start
            states:
              work:
                parallel: true
                states:
                  left: { states: { a: {}, b: {} } }
                  right: { initial: q, states: { p: {}, q: {} } }
              start: { events: { both: [work/left/b, work/right/p], plain: work } }
            """
        #expect(
            try await walk(states, "both") == [["start"], ["work/left/b", "work/right/p"]])
        #expect(
            try await walk(states, "plain") == [["start"], ["work/left/a", "work/right/q"]])
    }

    @Test("A final child raises done.state of its parent, once")
    func done() async throws {
        let states = """
            states:
              a:
                states: { x: { events: { end: fin } }, fin: { final: true } }
                events: { done.state.a: b }
              b: { events: { done.state.a: wrong } }
              wrong: {}
            """
        #expect(try await walk(states, "end") == [["a/x"], ["b"]])
    }
}
