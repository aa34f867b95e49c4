import Deadlines
import Engine
import Testing

extension StoreConformance {
    static let listing = [
        StoreConformance("Rows and ids are ordered by id, and filters combine") { store in
            try await store.transaction { store throws in
                for id in ["roads-10", "roads-9", "abc", "roads"] {
                    try store.save(StoreSamples.record(id))
                }
                var meeting = StoreSamples.record(
                    "meeting-1", workflow: "panel-meeting",
                    states: ["held/minutes", "public/published"])
                meeting.row.year = "2017/18"
                meeting.row.isFinal = true
                try store.save(meeting)
                meeting.state.id = "meeting-2"
                meeting.row.id = "meeting-2"
                meeting.row.isFinal = false
                meeting.row.states = ["heldover"]
                try store.save(meeting)
            }
            try await store.read { store throws in
                #expect(
                    try store.ids() == [
                        "abc", "meeting-1", "meeting-2", "roads", "roads-10", "roads-9",
                    ])
                #expect(try store.rows(ScrutinyFilter()).map(\.id) == store.ids())
                let cases: [(ScrutinyFilter, [String])] = [
                    (ScrutinyFilter(workflow: "panel-meeting"), ["meeting-1", "meeting-2"]),
                    (ScrutinyFilter(workflow: "panel"), []),
                    (ScrutinyFilter(year: "2017/18"), ["meeting-1", "meeting-2"]),
                    (ScrutinyFilter(year: ""), []),
                    (ScrutinyFilter(isOpen: false), ["meeting-1"]),
                    (ScrutinyFilter(year: "2017/18", isOpen: true), ["meeting-2"]),
                    (ScrutinyFilter(state: "held"), ["meeting-1"]),
                    (ScrutinyFilter(state: "public/published"), ["meeting-1"]),
                    (ScrutinyFilter(state: "published"), []),
                    (ScrutinyFilter(state: "h%"), []),
                    (ScrutinyFilter(state: ""), []),
                    (
                        ScrutinyFilter(workflow: "proactive-scrutiny", state: "scoping"),
                        ["abc", "roads", "roads-10", "roads-9"]
                    ),
                ]
                for (filter, ids) in cases {
                    #expect(try store.rows(filter).map(\.id) == ids, "\(filter)")
                    #expect(try store.count(filter) == ids.count, "\(filter)")
                }
            }
        },
        StoreConformance("Dependents are those that named what changed, ordered") { store in
            try await store.transaction { store throws in
                for id in ["c", "a", "b"] {
                    var record = StoreSamples.record(id)
                    record.dependencies = [.scrutiny("x"), .calendar("x")]
                    if id == "b" { record.dependencies = [.workflow("x"), .calendar("x")] }
                    try store.save(record)
                }
            }
            try await store.read { store throws in
                #expect(try store.dependents(on: .scrutiny("x")) == ["a", "c"])
                #expect(try store.dependents(on: .workflow("x")) == ["b"])
                #expect(try store.dependents(on: .calendar("x")) == ["a", "b", "c"])
                #expect(try store.dependents(on: .calendar("X")) == [])
            }
        },
        StoreConformance("Wakes come by time, then id, up to the limit, through the moment") {
            store in
            try await store.transaction { store throws in
                #expect(try store.nextWake() == nil)
                for (id, hour) in [("b", 2), ("a", 2), ("later", 3), ("first", 1)] as [(_, Int64)] {
                    try store.save(StoreSamples.record(id, wake: StoreSamples.hour(hour)))
                }
                try store.save(StoreSamples.record("never"))
            }
            try await store.read { store throws in
                #expect(try store.nextWake() == StoreSamples.hour(1))
                let two = StoreSamples.hour(2)
                let wakes = try store.wakes(through: two, limit: 10)
                #expect(wakes.map(\.id) == ["first", "a", "b"])
                #expect(wakes.map(\.at) == [StoreSamples.hour(1), two, two])
                #expect(try store.wakes(through: two, limit: 2).map(\.id) == ["first", "a"])
                let before = two.adding(milliseconds: -1)
                #expect(try store.wakes(through: before, limit: 10).map(\.id) == ["first"])
                for limit in [0, -1] {
                    #expect(try store.wakes(through: two, limit: limit).isEmpty)
                }
            }
        },
        StoreConformance("Deadlines come by due day with unknown ones last, then scrutiny and name")
        {
            store in
            try await store.transaction { store throws in
                var first = StoreSamples.record("b")
                var left = try StoreSamples.run("left", .missed, due: "2018-01-05")
                left.isArmed = false
                first.state.deadlines = [
                    try StoreSamples.run("unknown", .notStarted),
                    try StoreSamples.run("papers", due: "2018-02-01"),
                    try StoreSamples.run("agenda", due: "2018-02-01"),
                    try StoreSamples.run("done", .met, due: "2018-01-01"), left,
                ]
                try store.save(first)
                var second = StoreSamples.record("a")
                second.state.deadlines = [
                    try StoreSamples.run("z", due: "2018-02-01"),
                    try StoreSamples.run(
                        "evidence", item: ItemID(kind: "witness", key: "halc"), .missed,
                        due: "0999-12-31"),
                ]
                try store.save(second)
            }
            try await store.read { store throws in
                func names(_ filter: DeadlineFilter) throws -> [String] {
                    try store.deadlines(filter).map { "\($0.scrutiny):\($0.run.id)" }
                }
                let open: Set<DeadlineStatus> = [.running, .notStarted, .missed]
                #expect(
                    try names(DeadlineFilter(statuses: open)) == [
                        "a:witness/halc/evidence", "a:z", "b:agenda", "b:papers", "b:unknown",
                    ])
                let early = try StoreSamples.day("2018-01-31")
                let late = try StoreSamples.day("2018-02-01")
                #expect(
                    try names(DeadlineFilter(statuses: open, dueThrough: early))
                        == ["a:witness/halc/evidence"])
                #expect(
                    try names(DeadlineFilter(statuses: open, dueThrough: late, scrutiny: "b"))
                        == ["b:agenda", "b:papers"])
                #expect(
                    try names(DeadlineFilter(statuses: [.missed], armedOnly: false))
                        == ["a:witness/halc/evidence", "b:left"])
                #expect(try names(DeadlineFilter(statuses: [.met])) == ["b:done"])
                #expect(try names(DeadlineFilter(statuses: [])) == [])
            }
        },
        StoreConformance("Armed deadlines are counted by definition and name") { store in
            let witness = ItemID(kind: "witness", key: "halc")
            try await store.transaction { store throws in
                #expect(try store.countDeadlines([.missed]).isEmpty)
                for (id, workflow) in [("b", "review"), ("a", "review"), ("c", "meeting")] {
                    var record = StoreSamples.record(id, workflow: workflow)
                    var left = try StoreSamples.run("left", .missed, due: "2018-01-05")
                    left.isArmed = false
                    record.state.deadlines = [
                        try StoreSamples.run("papers", .missed, due: "2018-02-01"),
                        try StoreSamples.run("answer", .lapsed), left,
                        try StoreSamples.run("open", due: "2018-02-01"),
                    ]
                    if id == "a" {
                        record.state.deadlines.append(
                            try StoreSamples.run("evidence", item: witness, .missed))
                    }
                    try store.save(record)
                }
            }
            try await store.read { store throws in
                func counts(_ statuses: Set<DeadlineStatus>) throws -> [String] {
                    try store.countDeadlines(statuses).map {
                        "\($0.definition.name) \($0.deadline) \($0.count)"
                    }
                }
                #expect(
                    try counts([.missed, .lapsed]) == [
                        "meeting answer 1", "meeting papers 1", "review answer 2",
                        "review papers 2", "review witness/halc/evidence 1",
                    ])
                #expect(try counts([.running]) == ["meeting open 1", "review open 2"])
                #expect(try counts([.met]) == [])
                #expect(try counts([]) == [])
            }
        },
    ]
}
