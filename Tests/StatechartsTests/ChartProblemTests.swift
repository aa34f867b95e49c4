import Statecharts
import Testing

@Suite("What is wrong with a chart is said all at once")
struct ChartProblemTests {
    /// A bad chart with the problems it has, each as place and kind.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let top: [Node]
        var initial: [String]?
        let expected: [ChartProblem]

        init(
            _ name: String, _ top: [Node], initial: [String]? = nil, _ expected: ChartProblem...
        ) {
            self.testDescription = name
            self.top = top
            self.initial = initial
            self.expected = expected
        }
    }

    static func at(
        _ path: String, _ transition: Int?, _ kind: ChartProblem.Kind
    ) -> ChartProblem {
        return ChartProblem(statePath: path, transitionIndex: transition, kind: kind)
    }

    static func at(_ path: String, _ kind: ChartProblem.Kind) -> ChartProblem {
        return at(path, nil, kind)
    }

    static let regions = [
        Node("r1", children: [Node("a"), Node("b")]), Node("r2", children: [Node("c"), Node("d")]),
    ]

    static let cases = [
        Case("nothing", [], at("", .noStates)),
        Case(
            "unknown target", [Node("letter", transitions: [on("x", to: "leter")])],
            at("letter", 0, .unknownTarget("leter", nearest: "letter"))),
        Case(
            "unknown path", [Node("a", transitions: [on("x"), on("x", to: "b/c/d")])],
            at("a", 1, .unknownTarget("b/c/d", nearest: nil))),
        Case(
            "ambiguous bare name",
            [
                Node("a", children: [Node("x")], transitions: [on("e", to: "x")]),
                Node("b", children: [Node("x")]),
            ], at("a", 0, .ambiguousTarget("x", candidates: ["a/x", "b/x"]))),
        Case("same name twice", [Node("a"), Node("a")], at("a", .duplicateName("a"))),
        Case(
            "names that are none", [Node("a/b"), Node(""), Node("c.d"), Node("e f")],
            at("a/b", .illegalName("a/b")), at("", .illegalName("")),
            at("c.d", .illegalName("c.d")), at("e f", .illegalName("e f"))),
        Case("empty parallel", [Node("p", kind: .parallel)], at("p", .emptyParallel)),
        Case(
            "final region", [Node("p", kind: .parallel, children: [Node("f", kind: .final)])],
            at("p/f", .finalInParallel)),
        Case(
            "final with more",
            [Node("f", kind: .final, children: [Node("x")], transitions: [on("e", to: "f")])],
            at("f", .finalWithChildren), at("f", .finalWithTransitions)),
        Case(
            "only history", [Node("s", children: [history("h", "s")])], at("s", .onlyHistory),
            at("s/h", .illegalHistoryDefault("s"))),
        Case(
            "history without default", [Node("s", children: [Node("a"), history("h")])],
            at("s/h", .historyWithoutDefault)),
        Case("history at the top", [Node("a"), history("h", "a")], at("h", .historyAtTop)),
        Case(
            "shallow default too deep",
            [Node("s", children: [Node("a", children: [Node("b")]), history("h", "b")])],
            at("s/h", .illegalHistoryDefault("s/a/b"))),
        Case(
            "deep default outside",
            [Node("s", children: [Node("a"), history("h", deep: true, "o")]), Node("o")],
            at("s/h", .illegalHistoryDefault("o"))),
        Case(
            "history in a circle",
            [Node("s", children: [Node("a"), history("h", "k"), history("k", "h")])],
            at("s/h", .historyLoop), at("s/k", .historyLoop)),
        Case(
            "history with transitions",
            [
                Node(
                    "s",
                    children: [
                        Node("a"),
                        Node(
                            "h", kind: .history(deep: false, default: ["a"]),
                            transitions: [on("e", to: "a")]),
                    ])
            ], at("s/h", .historyWithContent)),
        Case(
            "initial outside", [Node("s", initial: ["o"], children: [Node("a")]), Node("o")],
            at("s", .illegalInitial("o"))),
        Case(
            "initial is the state itself", [Node("s", initial: ["s"], children: [Node("a")])],
            at("s", .illegalInitial("s"))),
        Case(
            "initial without states", [Node("s", initial: ["s"])], at("s", .misplacedInitial)),
        Case(
            "initial of a parallel",
            [Node("p", kind: .parallel, initial: ["r1"], children: regions)],
            at("p", .misplacedInitial)),
        Case(
            "empty initial", [Node("s", initial: [], children: [Node("a")])],
            at("s", .emptyInitial)),
        Case(
            "unknown initial of the chart", [Node("scoping")], initial: ["scopign"],
            at("", .unknownTarget("scopign", nearest: "scoping"))),
        Case(
            "two targets in one region",
            [
                Node("o", transitions: [on("e", to: "a", "b")]),
                Node("p", kind: .parallel, children: regions),
            ], at("o", 0, .targetsNotOrthogonal(["a", "b"]))),
        Case(
            "a target inside another",
            [
                Node("o", transitions: [on("e", to: "p", "d")]),
                Node("p", kind: .parallel, children: regions),
            ], at("o", 0, .targetsNotOrthogonal(["p", "d"]))),
        Case(
            "the same target twice", [Node("o", transitions: [on("e", to: "o", "o")])],
            at("o", 0, .targetsNotOrthogonal(["o", "o"]))),
        Case(
            "initial states that exclude each other", [Node("a"), Node("b")], initial: ["a", "b"],
            at("", .targetsNotOrthogonal(["a", "b"]))),
        Case(
            "a history state and a state beside it",
            [
                Node("o", transitions: [on("e", to: "h", "b")]),
                Node("s", children: [Node("a"), Node("b"), history("h", "a")]),
            ], at("o", 0, .targetsNotOrthogonal(["h", "b"]))),
        Case(
            "a transition that is nothing", [Node("a", transitions: [Step()])],
            at("a", 0, .emptyTransition)),
        Case(
            "bad events",
            [
                Node(
                    "a", transitions: [on("b..c ok", ""), on("e", do: [.raise("x.*")])],
                    entry: [.send(event: "", delay: .zero, id: nil)])
            ], at("a", .illegalEvent("")), at("a", 0, .illegalEvent("b..c")),
            at("a", 0, .illegalEvent("")), at("a", 1, .illegalEvent("x.*"))),
        Case(
            "done of nothing", [Node("meeting", transitions: [on("done.state.meting")])],
            at("meeting", 0, .unknownDoneState("meting", nearest: "meeting"))),
    ]

    @Test("each mistake is reported with its place", arguments: cases)
    func problems(_ bad: Case) throws {
        let errors = try #require(throws: ChartErrors.self) {
            try Chart(root: bad.top, initial: bad.initial)
        }
        #expect(errors.problems == bad.expected)
        for problem in errors.problems {
            #expect(!problem.message.isEmpty && !problem.remedy.isEmpty)
        }
    }

    @Test("every mistake of a chart is reported, in document order")
    func allAtOnce() throws {
        let errors = try #require(throws: ChartErrors.self) {
            try Chart(
                root: [
                    Node("a", transitions: [on("e", to: "bb"), on("e", to: "b", "c")]),
                    Node("b", children: [history("h", "x")]), Node("c", kind: .parallel),
                ])
        }
        #expect(errors.problems.map(\.statePath) == ["a", "a", "b", "b/h", "c"])
        #expect(
            "\(errors)".split(separator: "\n").first
                == "a, transition 1: there is no state \"bb\"; did you mean \"b\"?")
    }

    @Test("a path from the root is preferred to the same text as a bare name")
    func pathFirst() throws {
        let chart = try Chart(
            root: [
                Node("a", children: [Node("x")], transitions: [on("e", to: "x")]), Node("x"),
            ])
        var recorder = Recorder()
        let start = try chart.start(&recorder)
        #expect(try chart.handle("e", in: start.state, &recorder).state.active == ["x"])
        #expect(chart.reference("x") == .state(path: "x"))
        #expect(chart.reference("y") == .unknown(nearest: nil))
    }

    @Test("a chart describes its states in document order")
    func description() throws {
        let chart = try Chart(
            root: [
                Node(
                    "s",
                    children: [
                        history("h", "p"), Node("p", kind: .parallel, children: [Node("r")]),
                        Node("f", kind: .final),
                    ])
            ])
        #expect(chart.states.map(\.path) == ["s", "s/h", "s/p", "s/p/r", "s/f"])
        #expect(chart.states.map(\.kind) == [.compound, .history, .parallel, .atomic, .final])
        #expect(chart.state("p")?.parent == "s")
        #expect(chart.state("s")?.parent == nil)
        #expect(chart.state("s")?.children == ["s/p", "s/f"])
        #expect(chart.state("s")?.descendants == ["s/h", "s/p", "s/p/r", "s/f"])
        #expect(chart.state("q") == nil)
        #expect(!chart.handles("go"))
    }
}
