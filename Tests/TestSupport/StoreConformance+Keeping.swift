import Deadlines
import Engine
import Testing

extension StoreConformance {
    static let keeping = [
        StoreConformance("A request is told by user, method and id, to the last byte") { store in
            func request(_ uid: UInt32, _ method: String, _ id: String) -> StoredRequest {
                StoredRequest(
                    key: RequestKey(uid: uid, method: method, id: id), parametersHash: "\(uid)",
                    answer: #"{"id":"a\u0000"}"#, at: StoreSamples.hour(1))
            }
            let requests = [
                request(1, "Open", "x"), request(2, "Open", "x"), request(1, "Record", "x"),
                request(1, "Open", "x\u{0}"), request(1, "Open", "x\u{0}y"), request(1, "Open", ""),
                request(.max, "Open", "Zoë"), request(.max, "Open", "Zoe\u{308}"),
            ]
            try await store.transaction { store throws in
                for request in requests {
                    #expect(try store.request(request.key) == nil)
                    try store.put(request)
                }
            }
            try await store.read { store throws in
                for request in requests { #expect(try store.request(request.key) == request) }
                let unknown = RequestKey(uid: 3, method: "Open", id: "x")
                #expect(try store.request(unknown) == nil)
            }
        },
        StoreConformance("A request's first answer stands") { store in
            let key = RequestKey(uid: 1, method: "Open", id: "x")
            try await store.transaction { store throws in
                let first = StoredRequest(
                    key: key, parametersHash: "1", answer: "first", at: StoreSamples.hour(1))
                try store.put(first)
                let second = StoredRequest(
                    key: key, parametersHash: "1", answer: "second", at: StoreSamples.hour(2))
                expect(.constraint) { try store.put(second) }
                #expect(try store.request(key) == first)
            }
        },
        StoreConformance("Requests before a moment are forgotten, and may come again") { store in
            @Sendable func request(_ hour: Int64) -> StoredRequest {
                StoredRequest(
                    key: RequestKey(uid: 1, method: "Open", id: "\(hour)"), parametersHash: "",
                    answer: "", at: StoreSamples.hour(hour))
            }
            try await store.transaction { store throws in
                for hour in 1...3 as ClosedRange<Int64> { try store.put(request(hour)) }
                try store.forgetRequests(before: StoreSamples.hour(2))
                #expect(try store.request(request(1).key) == nil)
                #expect(try store.request(request(2).key) == request(2))
                #expect(try store.request(request(3).key) == request(3))
                try store.put(request(1))
            }
        },
        StoreConformance(
            "Definitions are kept by name, version and hash; the same again is harmless"
        ) {
            store in
            let ids = [
                DefinitionID(name: "precept", version: 2, hash: "b"),
                DefinitionID(name: "precept", version: 10, hash: "a"),
                DefinitionID(name: "annual-report", version: 3, hash: "c"),
            ]
            try await store.transaction { store throws in
                for id in ids { try store.put(definition: id, text: "workflow: \(id)\u{0}") }
                try store.put(definition: ids[0], text: "workflow: \(ids[0])\u{0}")
                expect(.constraint) { try store.put(definition: ids[0], text: "another") }
            }
            try await store.read { store throws in
                #expect(try store.definitions() == [ids[2], ids[0], ids[1]])
                #expect(try store.definitionText(ids[0]) == "workflow: precept version 2\u{0}")
                let other = DefinitionID(name: "precept", version: 2, hash: "z")
                #expect(try store.definitionText(other) == nil)
            }
        },
        StoreConformance("Calendars are kept by name, the newest text of each") { store in
            try await store.transaction { store throws in
                #expect(try store.calendars() == [])
                for name in ["wales", "england", "scotland"] {
                    try store.put(calendar: name, text: "first")
                }
                try store.put(calendar: "wales", text: "second")
            }
            try await store.read { store throws in
                #expect(try store.calendars() == ["england", "scotland", "wales"])
                #expect(try store.calendarText("wales") == "second")
                #expect(try store.calendarText("england") == "first")
                #expect(try store.calendarText("Wales") == nil)
            }
        },
        StoreConformance("Values about the store are kept by name") { store in
            try await store.transaction { store throws in
                #expect(try store.meta("clock") == nil)
                try store.setMeta("clock", "virtual")
                try store.setMeta("clock", "real\u{0}")
                try store.setMeta("empty", "")
            }
            try await store.read { store throws in
                #expect(try store.meta("clock") == "real\u{0}")
                #expect(try store.meta("empty") == "")
            }
        },
    ]
}
