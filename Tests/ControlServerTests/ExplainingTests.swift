import ControlProtocol
import Engine
import Testing

@Suite("Explaining a deadline")
struct ExplainingTests {
    static let id = "rural-crime-2017"
    let fixture: ControlFixture

    init() async throws {
        fixture = try ControlFixture()
        try await fixture.openReview()
    }

    private func explain(_ deadline: String = "response") async throws -> Register.Explain.Reply {
        try await fixture.call(Register.Explain(id: Self.id, deadline: deadline))
    }

    /// What the channel did with the only delivery there is.
    private func settle(_ status: Delivery.Status, error: String? = nil) async throws {
        try await fixture.store.transaction { store in
            for var delivery in try store.deliveries(DeliveryFilter()) {
                delivery.status = status
                delivery.lastError = error
                try store.update(delivery)
            }
        }
    }

    @Test("The steps lead from the rule to the day")
    func steps() async throws {
        let steps = try await explain().steps
        #expect(steps.first?.kind == "point")
        #expect(steps.contains { $0.date == "2017-09-14" })
    }

    @Test("The ladder stands in order of time, with the zone's offset")
    func ladder() async throws {
        let ladder = try await explain().ladder
        #expect(
            ladder.map(\.phrase) == [
                "10 working days before", "10 working days before", "on the day", "on the day",
                "every 1 week after (1)", "every 1 week after (1)", "every 1 week after (2)",
                "every 1 week after (2)", "every 1 week after (3)", "every 1 week after (3)",
            ])
        #expect(ladder.first?.at == "2017-08-31T09:00:00+01:00")
        #expect(Set(ladder.map(\.outcome)) == ["owed"])
        #expect(ladder.map(\.to).prefix(2) == ["clerk", "commissioner-office"])
    }

    @Test("A reminder handed over is owed until its delivery ends, then delivered or dead")
    func outcomes() async throws {
        try await fixture.advance(to: "2017-08-31T09:00")
        let waiting = try await explain().ladder[0]
        #expect(waiting.outcome == "owed")
        #expect(waiting.reason == "handed over, no answer yet")
        try await settle(.dead, error: "the address does not exist")
        let dead = try await explain().ladder[0]
        #expect(dead.outcome == "dead-letter")
        #expect(dead.reason == "the address does not exist")
        try await settle(.delivered)
        #expect(try await explain().ladder[0].outcome == "delivered")
    }

    @Test("After the day has moved, what went out for the old day still shows")
    func moved() async throws {
        try await fixture.advance(to: "2017-08-31T09:00")
        _ = try await fixture.call(
            Clerk.Set(
                part: Self.id,
                facts: [.init(name: "response-period-ends", values: ["2017-10-12"])]))
        let explained = try await explain()
        #expect(explained.deadline.generation == 2)
        #expect(explained.deadline.due == "2017-10-12")
        let sent = explained.ladder.filter { $0.reason == "handed over, no answer yet" }
        #expect(
            sent.map(\.phrase) == [
                "10 working days before", "10 working days before", "changed", "changed",
                "changed",
            ])
        #expect(!explained.ladder.contains { $0.outcome == "superseded" })
    }

    @Test("Where the day is not known, the ladder is what the definition foresees")
    func foreseen() async throws {
        _ = try await fixture.call(
            Clerk.Set(part: Self.id, facts: [.init(name: "response-period-ends", values: [])]))
        let explained = try await explain()
        #expect(explained.deadline.status == "not-started")
        #expect(explained.deadline.due == nil)
        #expect(explained.deadline.workingDaysLeft == nil)
        let foreseen = explained.ladder.filter { $0.at == nil }
        #expect(foreseen.count == 6)
        #expect(Set(foreseen.map(\.reason)) == ["the day it is due is not known yet"])
    }

    @Test("The history tells entries in order, page by page, each with its lines")
    func history() async throws {
        try await fixture.advance(to: "2017-08-31T09:00")
        let all = try await fixture.call(Register.History(id: Self.id)).entries
        #expect(all.map(\.cause) == ["open", "record", "add", "record", "time"])
        #expect(all.map(\.sequence) == Array(1...5))
        #expect(all.last?.uid == nil)
        #expect(all.last?.actor == "scrutinyd")
        #expect(all.first?.at == "2017-06-01T10:00:00+01:00")
        #expect(all[0].lines.first == "opened as review version 3 on Thu 1 Jun 2017")
        let page = try await fixture.call(Register.History(id: Self.id, after: 1, limit: 2))
        #expect(page.entries == Array(all[1...2]))
        #expect(page.next == 3)
        let last = try await fixture.call(Register.History(id: Self.id, after: 5))
        #expect(last.entries == [])
        #expect(last.next == nil)
    }

    @Test("A ledger holds no more text than a reply may, and its last line says so")
    func longLedger() async throws {
        let reason = String(repeating: "x", count: 300_000)
        for day in ["2017-10-02", "2017-10-03", "2017-10-04"] {
            _ = try await fixture.call(
                Clerk.Extend(id: Self.id, deadline: "response", to: day, reason: reason))
        }
        let ledger = try await explain().ledger
        #expect(ledger.map(\.sequence) == [4, 5, 5, 6, 6])
        #expect(ledger.last?.text == "from here on there is more than fits: see the history")
        #expect(ledger.map(\.text.utf8.count).reduce(0, +) < 1_048_576 + 100)
    }

    @Test("Messages show their text only where asked, and go on page by page")
    func deliveries() async throws {
        try await fixture.advance(to: "2017-08-31T09:00")
        let all = try await fixture.call(Register.Deliveries()).deliveries
        #expect(all.map(\.deadline) == ["response", "objection"])
        #expect(all.allSatisfy { $0.text == nil && $0.status == "pending" })
        #expect(all.allSatisfy { $0.nextAttemptAt != nil })
        let texts = try await fixture.call(Register.Deliveries(withText: true)).deliveries
        #expect(texts.map(\.text) == all.map { _ in "Dear clerk" })
        let first = try await fixture.call(Register.Deliveries(limit: 1))
        #expect(first.next == all.first?.id)
        try await settle(.delivered)
        let rest = try await fixture.call(
            Register.Deliveries(status: "delivered", after: first.next))
        #expect(rest.deliveries.map(\.id) == all.dropFirst().map(\.id))
        #expect(rest.deliveries.allSatisfy { $0.nextAttemptAt == nil })
        #expect(try await fixture.call(Register.Deliveries(status: "dead")).deliveries == [])
        #expect(try await fixture.call(Register.Deliveries(channel: "none")).deliveries == [])
        #expect(
            all[0].reminders == [
                "response: 10 working days before, to clerk",
                "response: 10 working days before, to commissioner-office",
            ])
    }
}
