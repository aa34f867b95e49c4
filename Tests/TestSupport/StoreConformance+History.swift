import Deadlines
import Engine
import Testing

extension StoreConformance {
    static let history = [
        StoreConformance("An empty store's head is the genesis") { store in
            try await store.read { store throws in
                let head = try store.head()
                #expect(head.position == 0)
                #expect(head.hash == HistoryEntry.genesis)
                #expect(try store.history(of: "rural-crime") == [])
            }
        },
        StoreConformance("Entries come back as appended, of one scrutiny and of all") { store in
            let appended = try await store.transaction { store throws in
                try [("a", 1), ("b", 1), ("a", 2)].map { scrutiny, sequence in
                    let entry = try StoreSamples.entry(
                        after: try store.head(), of: scrutiny, sequence: sequence)
                    try store.append(entry)
                    return entry
                }
            }
            try await store.read { store throws in
                let head = try store.head()
                #expect(head.position == 3)
                #expect(head.hash == appended[2].hash)
                #expect(try store.history(of: "a") == [appended[0], appended[2]])
                #expect(try store.history(of: "a\u{0}") == [])
                var visited: [HistoryEntry] = []
                try store.visitHistory { entry, storedHash in
                    visited.append(entry)
                    #expect(storedHash == entry.payloadHash)
                    #expect(entry.computedHash == entry.hash)
                }
                #expect(visited == appended)
            }
        },
        StoreConformance("One scrutiny's entries are visited from any, as far as asked") { store in
            try await store.transaction { store throws in
                for (scrutiny, sequence) in [("a", 1), ("b", 1), ("a", 2), ("a", 3), ("b", 2)] {
                    let entry = try StoreSamples.entry(
                        after: try store.head(), of: scrutiny, sequence: sequence)
                    try store.append(entry)
                }
            }
            try await store.read { store throws in
                func visited(after sequence: Int, atMost count: Int = .max) throws -> [Int] {
                    var seen: [Int] = []
                    try store.visitHistory(of: "a", after: sequence) { entry in
                        #expect(entry.scrutiny == "a")
                        seen.append(entry.sequence)
                        return seen.count < count
                    }
                    return seen
                }
                #expect(try visited(after: 0) == [1, 2, 3])
                #expect(try visited(after: 1) == [2, 3])
                #expect(try visited(after: 0, atMost: 2) == [1, 2])
                #expect(try visited(after: 0, atMost: 1) == [1])
                #expect(try visited(after: 3) == [])
                #expect(try visited(after: .max) == [])
                #expect(try store.entry(2, of: "b") == store.history(of: "b").last)
                #expect(try store.entry(3, of: "b") == nil)
                #expect(try store.entry(0, of: "a") == nil)
            }
        },
        StoreConformance("An actor without a user id stays without one") { store in
            try await store.transaction { store throws in
                for (number, uid) in [nil, 0, UInt32.max].enumerated() {
                    let entry = try HistoryEntry.link(
                        after: try store.head(), scrutiny: "a", sequence: number + 1,
                        at: StoreSamples.hour(-1_000_000), actor: Actor(uid: uid, name: "Zoë\u{0}"),
                        cause: "time",
                        payload: HistoryEntry.Payload(effects: [], note: nil, summary: ""))
                    try store.append(entry)
                    #expect(try store.history(of: "a").last == entry)
                }
            }
        },
        StoreConformance("An entry that does not follow the head is refused and leaves nothing") {
            store in
            try await store.transaction { store throws in
                let first = try StoreSamples.entry(after: try store.head(), sequence: 1)
                try store.append(first)
                let head = try store.head()
                let refused = [
                    first,
                    try StoreSamples.entry(after: (head.position + 1, head.hash), sequence: 2),
                    try StoreSamples.entry(after: (0, head.hash), sequence: 2),
                    try StoreSamples.entry(
                        after: (head.position, HistoryEntry.genesis), sequence: 2),
                ]
                for entry in refused { expect(.constraint) { try store.append(entry) } }
                #expect(try store.head() == head)
                #expect(try store.history(of: "rural-crime") == [first])
            }
        },
        StoreConformance("An entry whose payload or hash is not what it says is refused") { store in
            try await store.transaction { store throws in
                var entry = try StoreSamples.entry(after: try store.head(), sequence: 1)
                entry.payload.summary = "something else"
                expect(.constraint) { try store.append(entry) }
                entry = try StoreSamples.entry(after: try store.head(), sequence: 1)
                entry.actor.name = "somebody else"
                expect(.constraint) { try store.append(entry) }
                #expect(try store.head().position == 0)
            }
        },
        StoreConformance("A redacted entry keeps its hashes and tells of another payload") {
            store in
            try await store.transaction { store throws in
                for sequence in 1...2 {
                    try store.append(
                        try StoreSamples.entry(after: try store.head(), sequence: sequence))
                }
            }
            let left = HistoryEntry.Payload(effects: [], note: "[redacted]", summary: "left")
            let before = try await store.read { try $0.history(of: "rural-crime") }
            try await store.transaction { store throws in
                try store.redact(
                    position: 1,
                    to: HistoryEntry.Payload(
                        effects: [], note: nil, summary: "first"))
                try store.redact(position: 1, to: left)
                expect(.constraint) { try store.redact(position: 3, to: left) }
            }
            try await store.read { store throws in
                var expected = before
                expected[0].payload = left
                expected[0].isRedacted = true
                #expect(try store.history(of: "rural-crime") == expected)
                var hashes: [String] = []
                try store.visitHistory { entry, storedHash in
                    #expect(entry.computedHash == entry.hash)
                    hashes.append(storedHash)
                }
                #expect(hashes == [sha256(try CanonicalJSON.encode(left)), before[1].payloadHash])
            }
        },
        StoreConformance("A number that a scrutiny's history has already is refused") { store in
            try await store.transaction { store throws in
                try store.append(try StoreSamples.entry(after: try store.head(), sequence: 1))
                let head = try store.head()
                let again = try StoreSamples.entry(after: head, sequence: 1, summary: "again")
                expect(.constraint) { try store.append(again) }
                #expect(try store.head() == head)
                try store.append(try StoreSamples.entry(after: head, sequence: 2))
            }
            #expect(try await store.read { try $0.history(of: "rural-crime").count } == 2)
        },
        StoreConformance("Whoever visits history may stop it by throwing") { store in
            try await store.transaction { store throws in
                for sequence in 1...3 {
                    try store.append(
                        try StoreSamples.entry(after: try store.head(), sequence: sequence))
                }
            }
            try await store.read { store throws in
                var count = 0
                #expect(throws: BodyFailure()) {
                    try store.visitHistory { _, _ in
                        count += 1
                        throw BodyFailure()
                    }
                }
                #expect(count == 1)
            }
        },
    ]
}
