import Deadlines
import Engine
import Testing

extension StoreConformance {
    static let transactions = [
        StoreConformance("What a transaction's body throws undoes all and is thrown unchanged") {
            store in
            try await store.transaction { try $0.setMeta("kept", "yes") }
            await #expect(throws: BodyFailure()) {
                try await store.transaction { store throws in
                    try store.setMeta("kept", "no")
                    try store.save(StoreSamples.record("rural-crime"))
                    try store.append(try StoreSamples.entry(after: try store.head(), sequence: 1))
                    try store.insert(StoreSamples.delivery("d1"))
                    throw BodyFailure()
                }
            }
            try await store.read { store throws in
                #expect(try store.meta("kept") == "yes")
                #expect(try store.ids() == [])
                #expect(try store.head().position == 0)
                #expect(try store.delivery("d1") == nil)
            }
        },
        StoreConformance("What a savepoint's body throws undoes that step only") { store in
            try await store.transaction { store throws in
                try store.save(StoreSamples.record("before"))
                #expect(throws: BodyFailure()) {
                    try store.savepoint {
                        try store.save(StoreSamples.record("inside", wake: StoreSamples.hour(1)))
                        var changed = StoreSamples.record("before")
                        changed.state.withdrawn = "inside"
                        changed.state.deadlines = [try StoreSamples.run("response")]
                        try store.save(changed)
                        try store.append(
                            try StoreSamples.entry(after: try store.head(), sequence: 1))
                        throw BodyFailure()
                    }
                }
                #expect(try store.scrutiny("before")?.withdrawn == nil)
                #expect(try store.scrutiny("inside") == nil)
                try store.save(StoreSamples.record("after"))
            }
            try await store.read { store throws in
                #expect(try store.ids() == ["after", "before"])
                #expect(try store.scrutiny("before") == StoreSamples.record("before").state)
                #expect(try store.deadlines(DeadlineFilter(statuses: [.running])).isEmpty)
                #expect(try store.nextWake() == nil)
                #expect(try store.head().position == 0)
            }
        },
        StoreConformance("Savepoints nest, and give back what their bodies give") { store in
            try await store.transaction { store throws in
                let count = try store.savepoint {
                    try store.setMeta("outer", "1")
                    #expect(throws: BodyFailure()) {
                        try store.savepoint {
                            try store.setMeta("inner", "1")
                            throw BodyFailure()
                        }
                    }
                    return try store.savepoint {
                        try store.setMeta("second", "1")
                        return 42
                    }
                }
                #expect(count == 42)
            }
            try await store.read { store throws in
                #expect(try store.meta("outer") == "1")
                #expect(try store.meta("inner") == nil)
                #expect(try store.meta("second") == "1")
            }
        },
        StoreConformance("A refused row does not cost the transaction") { store in
            try await store.transaction { store throws in
                try store.insert(StoreSamples.delivery("d1"))
                expect(.constraint) {
                    try store.savepoint {
                        try store.setMeta("undone", "1")
                        try store.insert(StoreSamples.delivery("d1"))
                    }
                }
                try store.setMeta("kept", "1")
            }
            try await store.read { store throws in
                #expect(try store.meta("undone") == nil)
                #expect(try store.meta("kept") == "1")
                #expect(try store.deliveries(DeliveryFilter()).count == 1)
            }
        },
        StoreConformance("Transactions of many tasks come one after the other") { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await store.transaction { store throws in
                            let count = Int(try store.meta("count") ?? "0") ?? -1
                            try store.append(
                                try StoreSamples.entry(
                                    after: try store.head(), sequence: count + 1))
                            try store.setMeta("count", String(count + 1))
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await store.read { store throws in
                #expect(try store.meta("count") == "50")
                #expect(try store.history(of: "rural-crime").map(\.position) == Array(1...50))
            }
        },
        StoreConformance("A read sees what was committed before it, and nothing half done") {
            store in
            for round in 1...20 {
                try await store.transaction { store throws in
                    try store.setMeta("left", String(round))
                    try store.setMeta("right", String(round))
                }
                let seen = try await store.read { [try $0.meta("left"), try $0.meta("right")] }
                #expect(seen == [String(round), String(round)])
            }
        },
        StoreConformance("A transaction of a task that is being ended is committed all the same") {
            store in
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                try await store.transaction { try $0.setMeta("recorded", "yes") }
                await #expect(throws: CancellationError.self) {
                    try await store.read { _ = try $0.meta("recorded") }
                }
            }
            task.cancel()
            try await task.value
            #expect(try await store.read { try $0.meta("recorded") } == "yes")
        },
        StoreConformance("A closed store answers that it is closed") { store in
            try await store.transaction { try $0.setMeta("name", "value") }
            try await store.close()
            await expect(.closed) { try await store.read { _ = try $0.meta("name") } }
            await expect(.closed) { try await store.transaction { try $0.setMeta("name", "x") } }
            await expect(.closed) { try await store.close() }
        },
    ]
}
