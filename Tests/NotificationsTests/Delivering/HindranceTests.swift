import Deadlines
import Engine
import Notifications
import Simulation
import Testing

/// What the pump does while the store takes nothing, and when the clock is stepped.
@Suite("The delivery pump, hindered", .timeLimit(.minutes(1)))
struct HindranceTests {
    private static let year: Int64 = 365 * 86_400_000

    @Test("What cannot be written down is not begun, and goes out once when it can be")
    func notBegun() async throws {
        let channel = ScriptedChannel("mail")
        let outbox = Outbox(channel)
        try await outbox.add("d-1", "d-2")
        outbox.store.fail()
        await #expect(throws: FailingStore.full) { try await outbox.deliver() }
        #expect(channel.handOvers.isEmpty)
        #expect(try await outbox.delivery("d-1").attempts == 0)
        outbox.store.mend()
        try await outbox.deliver()
        #expect(
            Set(channel.handOvers)
                == [.init(delivery: "d-1", attempt: 1), .init(delivery: "d-2", attempt: 1)])
    }

    @Test("One that cannot be begun ends none of the others that are under way")
    func others() async throws {
        let gated = GatedChannel("gated")
        let outbox = Outbox(gated, ScriptedChannel("mail"))
        try await outbox.add("d-1", by: "gated")
        try await outbox.add("d-2")
        outbox.store.fail(after: 1)
        let round = Task { try await outbox.pump.deliverReady() }
        await gated.waitForDelivery()
        while outbox.store.refused == 0 { await Task.yield() }
        outbox.store.mend()
        gated.open()
        await #expect(throws: FailingStore.full) { try await round.value }
        let statuses = try await [outbox.delivery("d-1"), outbox.delivery("d-2")].map(\.status)
        #expect(statuses.filter { $0 == .delivered }.count == 1)
    }

    @Test("An answer that cannot be kept is kept later; the message is not handed over again")
    func answerWaits() async throws {
        let channel = ScriptedChannel("mail", answers: [.delivered(reference: "m-7")])
        let outbox = Outbox(channel) { store in
            if store.refused == 5 { store.mend() }
        }
        try await outbox.add("d-1")
        outbox.store.fail(after: 1)
        try await outbox.deliver()
        #expect(outbox.store.refused == 5)
        #expect(channel.handOvers == [.init(delivery: "d-1", attempt: 1)])
        #expect(try await outbox.delivery("d-1").reference == "m-7")
        #expect(try await outbox.attempts("d-1").map(\.outcome) == [.delivered])
    }

    @Test("Told to stop while an answer waits, it ends; the next start makes the attempt again")
    func stopped() async throws {
        let channel = ScriptedChannel("mail")
        let (waits, wait) = AsyncStream.makeStream(of: Void.self)
        let outbox = Outbox(channel) { _ in
            wait.yield()
            await Task.yield()
        }
        try await outbox.add("d-1")
        outbox.store.fail(after: 1)
        let running = Task { await outbox.pump.run() }
        for await _ in waits { break }
        await outbox.pump.stop()
        await running.value
        outbox.store.mend()
        #expect(try await outbox.attempts("d-1").map(\.endedAt) == [nil])

        let next = DeliveryPump(
            store: outbox.store, clock: outbox.clock, channels: [channel],
            logger: outbox.log.logger)
        try await next.recover()
        try await next.deliverReady()
        #expect(channel.handOvers == (1...2).map { .init(delivery: "d-1", attempt: $0) })
        #expect(try await outbox.delivery("d-1").status == .delivered)
    }

    @Test("What a former process left open is closed before anything is made again")
    func recoveredLate() async throws {
        let channel = ScriptedChannel("mail")
        let outbox = Outbox(channel)
        try await outbox.add("d-1")
        try await outbox.store.transaction {
            try $0.put(Attempt(delivery: "d-1", number: 1, startedAt: Outbox.beginning))
            var delivery = try #require(try $0.delivery("d-1"))
            delivery.attempts = 1
            try $0.update(delivery)
        }
        outbox.store.fail()
        await #expect(throws: FailingStore.full) { try await outbox.pump.recover() }
        await #expect(throws: FailingStore.full) { try await outbox.deliver() }
        outbox.store.mend()
        try await outbox.deliver()
        #expect(try await outbox.attempts("d-1").map(\.outcome) == [.interrupted, .delivered])
        #expect(channel.handOvers == [.init(delivery: "d-1", attempt: 2)])
    }

    @Test("A failure that cannot pass is not tried again and again")
    func lasting() async throws {
        let outbox = Outbox(ScriptedChannel("mail"))
        let damage = StoreError(.corrupt, cause: "torn", remedy: "Restore it.")
        try await outbox.add("d-1")
        outbox.store.fail(with: damage, after: 1)
        await #expect(throws: damage) { try await outbox.deliver() }
        #expect(outbox.store.refused == 1)
    }

    @Test("A step back parks no message, whether the pump saw it or not", arguments: [true, false])
    func stepBack(seesIt: Bool) async throws {
        let channel = ScriptedChannel("mail", answers: [.tryAgain(after: nil)])
        let outbox = Outbox(channel)
        outbox.clock.set(Outbox.beginning.adding(milliseconds: Self.year))
        try await outbox.add("d-1")
        try await outbox.deliver()
        #expect(try await outbox.delivery("d-1").nextAttemptAt > outbox.clock.now())
        outbox.clock.set(Outbox.beginning)
        let pump =
            seesIt
            ? outbox.pump
            : DeliveryPump(
                store: outbox.store, clock: outbox.clock, channels: [channel],
                logger: outbox.log.logger)
        try await pump.deliverReady()
        #expect(channel.handOvers.map(\.attempt) == [1, 2])
        #expect(try await outbox.delivery("d-1").status == .delivered)
    }

    @Test("A wait that was set by the right clock is kept after a step back")
    func waitStands() async throws {
        let channel = ScriptedChannel("mail", answers: [.tryAgain(after: 86_400_000)])
        let outbox = Outbox(channel)
        try await outbox.add("d-1")
        try await outbox.deliver()
        outbox.clock.set(Outbox.beginning.adding(milliseconds: 3_600_000))
        try await outbox.pump.deliverReady()
        outbox.clock.set(Outbox.beginning.adding(milliseconds: 1_800_000))
        try await outbox.pump.deliverReady()
        #expect(channel.handOvers.count == 1)
    }

    @Test("While the clock is not to be trusted nothing is begun", arguments: [-year, year])
    func held(step: Int64) async throws {
        let channel = ScriptedChannel("mail")
        let outbox = Outbox(channel)
        let beginning = Outbox.beginning
        try await outbox.store.transaction {
            try $0.setMeta(Meta.lastCommit, String(beginning.milliseconds))
        }
        try await outbox.add("d-1")
        outbox.clock.setSynchronised(false)
        outbox.clock.set(beginning.adding(milliseconds: step))
        await #expect(throws: EngineError.self) { try await outbox.pump.deliverReady() }
        #expect(channel.handOvers.isEmpty)
        outbox.clock.set(beginning)
        try await outbox.pump.deliverReady()
        #expect(channel.handOvers.count == 1)
    }
}
