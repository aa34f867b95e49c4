import Deadlines
import Engine
import Testing

extension StoreConformance {
    static let deliveries = [
        StoreConformance("A delivery comes back as inserted and updated") { store in
            var delivery = StoreSamples.delivery("d1")
            delivery.person = "a\u{0}b"
            let first = delivery
            try await store.transaction { try $0.insert(first) }
            #expect(try await store.read { try $0.delivery("d1") } == first)
            delivery.status = .dead
            delivery.attempts = 3
            delivery.nextAttemptAt = StoreSamples.hour(7)
            delivery.notAfter = StoreSamples.hour(8)
            delivery.reference = ""
            delivery.lastError = "no\u{0}route"
            let second = delivery
            try await store.transaction { try $0.update(second) }
            #expect(try await store.read { try $0.delivery("d1") } == second)
            #expect(try await store.read { try $0.delivery("d1\u{0}") } == nil)
        },
        StoreConformance("An update leaves what a message says and whom it is for") { store in
            try await store.transaction { store throws in
                let delivery = StoreSamples.delivery("d1")
                try store.insert(delivery)
                var other = StoreSamples.delivery("d1", of: "other", by: "file", at: 5)
                other.nextAttemptAt = delivery.nextAttemptAt
                other.notAfter = delivery.notAfter
                other.payload = "{}"
                other.reminders = []
                try store.update(other)
                #expect(try store.delivery("d1") == delivery)
            }
        },
        StoreConformance("An id that exists already, and an update of none, are refused") { store in
            try await store.transaction { store throws in
                let first = StoreSamples.delivery("d1")
                try store.insert(first)
                expect(.constraint) {
                    try store.insert(StoreSamples.delivery("d1", of: "other", at: 9))
                }
                #expect(try store.deliveries(DeliveryFilter()) == [first])
                expect(.constraint) { try store.update(StoreSamples.delivery("d2")) }
            }
        },
        StoreConformance("Deliveries are listed in the order created, by what is asked") { store in
            try await store.transaction { store throws in
                // Created later by the clock, but earlier in the store.
                try store.insert(StoreSamples.delivery("z", by: "mail", at: 9))
                try store.insert(StoreSamples.delivery("b", of: "roads", by: "file", at: 2))
                var dead = StoreSamples.delivery("c", by: "file", at: 1)
                dead.status = .dead
                try store.insert(dead)
                var delivered = StoreSamples.delivery("a", of: "roads", at: 1)
                delivered.status = .delivered
                try store.insert(delivered)
                var later = StoreSamples.delivery("d", at: 1)
                later.nextAttemptAt = StoreSamples.hour(20)
                try store.insert(later)
            }
            try await store.read { store throws in
                let cases: [(DeliveryFilter, [String])] = [
                    (DeliveryFilter(), ["z", "b", "c", "a", "d"]),
                    (DeliveryFilter(limit: 2), ["z", "b"]), (DeliveryFilter(limit: 0), []),
                    (DeliveryFilter(limit: -1), []),
                    (DeliveryFilter(status: .pending), ["z", "b", "d"]),
                    (DeliveryFilter(status: .dead), ["c"]),
                    (DeliveryFilter(status: .dead, channel: "file"), ["c"]),
                    (DeliveryFilter(scrutiny: "roads"), ["b", "a"]),
                    (DeliveryFilter(channel: "file"), ["b", "c"]),
                    (DeliveryFilter(status: .pending, scrutiny: "roads", channel: "mail"), []),
                    (DeliveryFilter(readyAt: StoreSamples.hour(9)), ["z", "b", "c", "a"]),
                    (DeliveryFilter(status: .pending, readyAt: StoreSamples.hour(8)), ["b"]),
                    (
                        DeliveryFilter(status: .pending, readyAt: StoreSamples.hour(20)),
                        ["z", "b", "d"]
                    ),
                    (DeliveryFilter(hasOpenAttempt: true), []),
                    (DeliveryFilter(after: "b"), ["c", "a", "d"]),
                    (DeliveryFilter(after: "b", limit: 2), ["c", "a"]),
                    (DeliveryFilter(status: .pending, after: "c"), ["d"]),
                    (DeliveryFilter(after: "d"), []),
                    (DeliveryFilter(after: "nobody"), []),
                ]
                for (filter, ids) in cases {
                    #expect(try store.deliveries(filter).map(\.id) == ids, "\(filter)")
                }
                #expect(try Delivery.Status.allCases.map(store.count) == [3, 1, 1])
            }
        },
        StoreConformance("The next attempt is the earliest of those that are pending") { store in
            try await store.transaction { store throws in
                #expect(try store.nextAttempt() == nil)
                #expect(try Delivery.Status.allCases.map(store.count) == [0, 0, 0])
                var dead = StoreSamples.delivery("d1", at: 1)
                dead.status = .dead
                try store.insert(dead)
                #expect(try store.nextAttempt() == nil)
                try store.insert(StoreSamples.delivery("d2", at: 5))
                var moved = StoreSamples.delivery("d3", at: 6)
                try store.insert(moved)
                #expect(try store.nextAttempt() == StoreSamples.hour(5))
                moved.nextAttemptAt = StoreSamples.hour(4)
                try store.update(moved)
                #expect(try store.nextAttempt() == StoreSamples.hour(4))
            }
        },
    ]

    static let attempts = [
        StoreConformance("Attempts come in order; one under way shows in its delivery") { store in
            try await store.transaction { store throws in
                try store.insert(StoreSamples.delivery("d1"))
                try store.insert(StoreSamples.delivery("d2"))
                var second = Attempt(
                    delivery: "d1", number: 2, startedAt: StoreSamples.hour(2))
                try store.put(second)
                let open = DeliveryFilter(hasOpenAttempt: true)
                #expect(try store.deliveries(open).map(\.id) == ["d1"])
                #expect(try store.attempts(of: "d1") == [second])
                second.endedAt = StoreSamples.hour(3)
                second.outcome = .tryAgain
                second.detail = "451 “later”\u{0}"
                try store.put(second)
                #expect(try store.deliveries(open).isEmpty)
                let first = Attempt(delivery: "d1", number: 1, startedAt: StoreSamples.hour(1))
                try store.put(first)
                #expect(try store.attempts(of: "d1") == [first, second])
                #expect(try store.attempts(of: "d2") == [])
            }
        },
        StoreConformance("A redacted delivery says nothing more, and its attempts neither") {
            store in
            try await store.transaction { store throws in
                try store.insert(StoreSamples.delivery("d1"))
                var attempt = Attempt(
                    delivery: "d1", number: 1, startedAt: StoreSamples.hour(1))
                attempt.outcome = .permanent
                attempt.detail = "no such user"
                try store.put(attempt)
                var delivery = StoreSamples.delivery("d1")
                (delivery.subject, delivery.payload) = ("[redacted]", "{}")
                (delivery.address, delivery.person) = ("[redacted]", "[redacted]")
                (delivery.lastError, delivery.reference) = ("[redacted]", "[redacted]")
                try store.redact(delivery)
                #expect(try store.delivery("d1") == delivery)
                attempt.detail = nil
                #expect(try store.attempts(of: "d1") == [attempt])
                expect(.constraint) { try store.redact(StoreSamples.delivery("d2")) }
            }
        },
        StoreConformance("Every outcome of an attempt comes back") { store in
            try await store.transaction { store throws in
                try store.insert(StoreSamples.delivery("d1"))
                for (index, outcome) in Attempt.Outcome.allCases.enumerated() {
                    var attempt = Attempt(
                        delivery: "d1", number: index + 1, startedAt: StoreSamples.hour(0))
                    attempt.outcome = outcome
                    try store.put(attempt)
                }
                #expect(
                    try store.attempts(of: "d1").map(\.outcome) == Attempt.Outcome.allCases)
            }
        },
        StoreConformance("An attempt at a delivery that is not there is refused") { store in
            try await store.transaction { store throws in
                expect(.constraint) {
                    try store.put(
                        Attempt(delivery: "none", number: 1, startedAt: StoreSamples.hour(0)))
                }
            }
        },
    ]
}
