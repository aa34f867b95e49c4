import Deadlines
import Engine
import Testing
import Workflows

extension StoreConformance {
    static let saving = [
        StoreConformance("A scrutiny comes back as it was saved, with every kind of value") {
            store in
            let record = try StoreSamples.fullRecord()
            try await store.transaction { store throws in
                try store.save(record)
                #expect(try store.scrutiny("rural-crime-2017") == record.state)
            }
            let read = try await store.read { store throws in
                (try store.scrutiny("rural-crime-2017"), try store.row("rural-crime-2017"))
            }
            #expect(read.0 == record.state)
            #expect(read.1 == record.row)
            // Equal strings may differ in their bytes; these must not.
            for (name, value) in try StoreSamples.factValues() {
                let texts = read.0?.root.facts[name]?.texts ?? []
                #expect(texts.map { Array($0.utf8) } == value.texts.map { Array($0.utf8) })
            }
        },
        StoreConformance("What was never saved is nil, and a name is matched to its last byte") {
            store in
            let record = StoreSamples.record("rural")
            try await store.transaction { try $0.save(record) }
            try await store.read { store throws in
                for id in ["urban", "", "Rural", "rural ", "rural\u{0}", "rural\u{0}x", "%"] {
                    #expect(try store.scrutiny(id) == nil, "\(id.debugDescription)")
                    #expect(try store.row(id) == nil, "\(id.debugDescription)")
                }
            }
        },
        StoreConformance("Saving again replaces the state and everything looked up of it") {
            store in
            var record = StoreSamples.record("meeting-1", wake: StoreSamples.hour(3))
            record.dependencies = [.calendar("scotland"), .workflow("panel-meeting")]
            record.state.deadlines = [
                try StoreSamples.run("agenda", due: "2018-02-01"), try StoreSamples.run("papers"),
            ]
            let first = record
            try await store.transaction { try $0.save(first) }
            record.dependencies = [.calendar("wales"), .workflow("panel-meeting")]
            record.state.deadlines = [try StoreSamples.run("agenda", due: "2018-03-01")]
            record.row.wake = nil
            record.row.title = "Moved"
            let second = record
            try await store.transaction { try $0.save(second) }
            try await store.read { store throws in
                #expect(try store.scrutiny("meeting-1") == second.state)
                #expect(try store.row("meeting-1") == second.row)
                #expect(try store.dependents(on: .calendar("scotland")) == [])
                #expect(try store.dependents(on: .calendar("wales")) == ["meeting-1"])
                let rows = try store.deadlines(DeadlineFilter(statuses: [.running]))
                #expect(rows.map(\.run) == second.state.deadlines)
                #expect(try store.nextWake() == nil)
            }
        },
        StoreConformance("Two saves in one transaction leave what the second says") { store in
            let id = ItemID(kind: "witness", key: "halc")
            try await store.transaction { store throws in
                var record = StoreSamples.record("rural-crime")
                record.state.deadlines = [
                    try StoreSamples.run("a"), try StoreSamples.run("b"),
                ]
                try store.save(record)
                record.state.items = [ItemState(id: id)]
                record.state.deadlines = [
                    try StoreSamples.run("b", .met), try StoreSamples.run("c"),
                ]
                try store.save(record)
            }
            try await store.read { store throws in
                #expect(try store.scrutiny("rural-crime")?.items.map(\.id) == [id])
                let all = DeadlineFilter(statuses: Set(DeadlineStatus.allCases))
                #expect(try store.deadlines(all).map(\.run.id.name) == ["b", "c"])
                #expect(try store.deadlines(all).map(\.run.status) == [.met, .running])
            }
        },
        StoreConformance("A row of another scrutiny than the state is refused") { store in
            await expect(.constraint) {
                try await store.transaction { store throws in
                    var record = StoreSamples.record("rural-crime")
                    record.row.id = "urban-crime"
                    try store.save(record)
                }
            }
            let ids = try await store.read { try $0.ids() }
            #expect(ids == [])
        },
        StoreConformance("A reminder is kept under its key with its latest outcome") { store in
            let owed = StoreSamples.reminder("halfway")
            let keys = [
                StoreSamples.reminder("halfway", to: "chair"), owed,
                StoreSamples.reminder("halfway", generation: 2),
                StoreSamples.reminder("on the day", run: 10),
                StoreSamples.reminder("halfway", run: 2), StoreSamples.reminder("x", of: "papers"),
            ]
            let outcomes: [ReminderOutcome] = [
                .handedOver(["d1", "d 2"]), .superseded("a\u{0}newer"), .silenced(""),
                .acknowledged, .cancelled("met"),
            ]
            try await store.transaction { store throws in
                var record = StoreSamples.record("rural-crime")
                record.reminders = keys.reversed().map {
                    ReminderRow(scrutiny: "rural-crime", reminder: $0, outcome: nil)
                }
                try store.save(record)
                for outcome in outcomes {
                    let row = ReminderRow(scrutiny: "rural-crime", reminder: owed, outcome: outcome)
                    record.reminders = [row]
                    try store.save(record)
                    #expect(try store.reminders(of: "rural-crime").contains(row))
                }
            }
            try await store.read { store throws in
                let rows = try store.reminders(of: "rural-crime")
                #expect(rows.count == keys.count)
                #expect(
                    rows.map(\.reminder.key.description) == [
                        "papers run 1.1 x to clerk", "response run 1.1 halfway to chair",
                        "response run 1.1 halfway to clerk", "response run 1.2 halfway to clerk",
                        "response run 2.1 halfway to clerk",
                        "response run 10.1 on the day to clerk",
                    ])
                #expect(rows.filter { $0.outcome != nil }.map(\.outcome) == [.cancelled("met")])
                #expect(try store.reminders(of: "urban-crime") == [])
            }
        },
        StoreConformance("A reminder of a scrutiny that is not there is refused with its record") {
            store in
            await expect(.constraint) {
                try await store.transaction { store throws in
                    var record = StoreSamples.record("rural-crime")
                    record.reminders = [
                        ReminderRow(
                            scrutiny: "nowhere", reminder: StoreSamples.reminder("halfway"),
                            outcome: nil)
                    ]
                    try store.save(record)
                }
            }
        },
    ]
}
