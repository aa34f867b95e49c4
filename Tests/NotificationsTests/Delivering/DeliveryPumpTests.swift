import Deadlines
import Engine
import Notifications
import Simulation
import Testing

@Suite("The delivery pump", .timeLimit(.minutes(1)))
struct DeliveryPumpTests {
    private let policy = RetryPolicy(budget: 3, firstWait: 60_000, longestWait: 600_000)

    @Test("A message that is taken is delivered once, under the channel's own reference")
    func delivered() async throws {
        let channel = ScriptedChannel("mail", answers: [.delivered(reference: "m-7")])
        let outbox = Outbox(channel)
        try await outbox.add("d-1")
        try await outbox.deliver()
        try await outbox.deliver(after: 86_400_000)
        let delivery = try await outbox.delivery("d-1")
        #expect(delivery.status == .delivered)
        #expect(delivery.reference == "m-7")
        #expect(channel.handOvers == [.init(delivery: "d-1", attempt: 1)])
        let attempt = try #require(try await outbox.attempts("d-1").first)
        #expect(attempt.outcome == .delivered)
        #expect(attempt.endedAt == Outbox.beginning)
    }

    @Test("A failure for now is tried again after the back-off, under the same id")
    func triedAgain() async throws {
        let channel = ScriptedChannel(
            "mail", answers: [.tryAgain(after: nil), .tryAgain(after: nil)])
        let outbox = Outbox(channel, policies: ["mail": policy])
        try await outbox.add("d-1")
        try await outbox.deliver()
        let first = policy.wait(after: 1, delivery: "d-1")
        #expect(
            try await outbox.delivery("d-1").nextAttemptAt
                == Outbox.beginning.adding(milliseconds: first))
        try await outbox.deliver(after: first - 1)
        #expect(channel.handOvers.count == 1)
        try await outbox.deliver(after: 1)
        #expect(channel.handOvers.count == 2)
        try await outbox.deliver(after: policy.wait(after: 2, delivery: "d-1"))
        #expect(
            channel.handOvers == (1...3).map { .init(delivery: "d-1", attempt: $0) })
        let delivery = try await outbox.delivery("d-1")
        #expect(delivery.status == .delivered)
        #expect(delivery.lastError == nil)
    }

    @Test("With its attempts used up a message is a dead letter, and the log says how to go on")
    func budget() async throws {
        let channel = ScriptedChannel(
            "mail", answers: Array(repeating: .tryAgain(after: nil), count: 9))
        let outbox = Outbox(channel, policies: ["mail": policy])
        try await outbox.add("d-1")
        for _ in 0..<9 { try await outbox.deliver(after: 3_600_000) }
        let delivery = try await outbox.delivery("d-1")
        #expect(delivery.status == .dead)
        #expect(delivery.lastError == "as told")
        #expect(channel.handOvers.count == 3)
        #expect(
            outbox.log.lines.last == """
                error: channel mail: as told; given up after 3 attempts: \
                scrutinyctl notify retry d-1. Tell it otherwise.
                """)
    }

    @Test("A permanent failure is never tried again")
    func permanent() async throws {
        let channel = ScriptedChannel("mail", answers: [.permanent])
        let outbox = Outbox(channel)
        try await outbox.add("d-1")
        try await outbox.deliver()
        try await outbox.deliver(after: 86_400_000)
        #expect(try await outbox.delivery("d-1").status == .dead)
        #expect(try await outbox.attempts("d-1").map(\.outcome) == [.permanent])
        #expect(channel.handOvers.count == 1)
    }

    @Test(
        "The channel's own wait is honoured where it is longer than the back-off",
        arguments: [(asked: 900_000, isLonger: true), (asked: 1_000, isLonger: false)])
    func retryAfter(asked: Int64, isLonger: Bool) async throws {
        let outbox = Outbox(
            ScriptedChannel("mail", answers: [.tryAgain(after: asked)]),
            policies: ["mail": policy])
        try await outbox.add("d-1")
        try await outbox.deliver()
        let wait = isLonger ? asked : policy.wait(after: 1, delivery: "d-1")
        #expect(
            try await outbox.delivery("d-1").nextAttemptAt
                == Outbox.beginning.adding(milliseconds: wait))
    }

    @Test("A try that was due in time and could not be made is made late, and is the last one")
    func late() async throws {
        let channel = ScriptedChannel("mail", answers: [.tryAgain(after: nil)])
        let outbox = Outbox(channel)
        try await outbox.add("d-1", lifetime: 3_600_000)
        try await outbox.deliver(after: 365 * 86_400_000)
        #expect(channel.handOvers == [.init(delivery: "d-1", attempt: 1)])
        #expect(try await outbox.delivery("d-1").status == .dead)
        try await outbox.add("d-2")
        try await outbox.deliver(after: 365 * 86_400_000)
        #expect(try await outbox.delivery("d-2").status == .delivered)
    }

    @Test("A message whose next try would come too late is given up at once")
    func noTimeLeft() async throws {
        let outbox = Outbox(
            ScriptedChannel("mail", answers: [.tryAgain(after: 7_200_000)]))
        try await outbox.add("d-1", lifetime: 3_600_000)
        try await outbox.deliver()
        #expect(try await outbox.delivery("d-1").status == .dead)
    }

    @Test("An attempt that a former process left open counts, and is made again under the same id")
    func recovered() async throws {
        let channel = ScriptedChannel("mail")
        let outbox = Outbox(channel)
        try await outbox.add("d-1", "d-2")
        try await outbox.store.transaction { store in
            var delivery = try #require(try store.delivery("d-1"))
            delivery.attempts = 1
            try store.update(delivery)
            try store.put(Attempt(delivery: "d-1", number: 1, startedAt: Outbox.beginning))
        }
        outbox.clock.set(Outbox.beginning.adding(milliseconds: 60_000))
        try await outbox.pump.recover()
        let open = try #require(try await outbox.attempts("d-1").first)
        #expect(open.outcome == .interrupted)
        #expect(open.endedAt == outbox.clock.now())
        #expect(try await outbox.attempts("d-2").isEmpty)
        try await outbox.deliver()
        #expect(
            Set(channel.handOvers)
                == [.init(delivery: "d-1", attempt: 2), .init(delivery: "d-2", attempt: 1)])
        #expect(try await outbox.attempts("d-1").map(\.outcome) == [.interrupted, .delivered])
    }

    @Test("An attempt whose answer could not be stored has ended when the next one begins")
    func unstoredAnswer() async throws {
        let outbox = Outbox(ScriptedChannel("mail"))
        try await outbox.add("again")
        try await outbox.store.transaction { store in
            var delivery = try #require(try store.delivery("again"))
            delivery.attempts = 1
            try store.update(delivery)
            try store.put(Attempt(delivery: "again", number: 1, startedAt: Outbox.beginning))
        }
        try await outbox.deliver()
        #expect(try await outbox.attempts("again").map(\.outcome) == [.interrupted, .delivered])
    }

    @Test("Rounds at the same time hand nothing over twice, and four at once at the most")
    func concurrent() async throws {
        let channel = ScriptedChannel("mail")
        let outbox = Outbox(channel)
        let ids = (1...30).map { "d-\($0)" }
        try await outbox.add(ids, by: "mail")
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<8 { tasks.addTask { try await outbox.pump.deliverReady() } }
            try await tasks.waitForAll()
        }
        #expect(channel.handOvers.map(\.delivery).sorted() == ids.sorted())
        #expect((2...DeliveryPump.concurrency).contains(channel.mostUnderWay))
    }

    @Test("A message whose last attempt was interrupted is a dead letter, and the log says so")
    func interruptedToTheEnd() async throws {
        let channel = ScriptedChannel("mail")
        let outbox = Outbox(channel, policies: ["mail": policy])
        try await outbox.add("d-1", "d-2")
        for (id, attempts) in [("d-1", 3), ("d-2", 2)] {
            try await outbox.store.transaction { store in
                var delivery = try #require(try store.delivery(id))
                delivery.attempts = attempts
                try store.update(delivery)
                try store.put(
                    Attempt(delivery: id, number: attempts, startedAt: Outbox.beginning))
            }
        }
        try await outbox.pump.recover()
        let delivery = try await outbox.delivery("d-1")
        #expect(delivery.status == .dead)
        #expect(delivery.lastError == "the daemon stopped before the channel answered")
        #expect(
            outbox.log.lines.first?.contains(
                "given up after 3 attempts: scrutinyctl notify retry d-1") == true)
        #expect(outbox.log.lines.last == "notice: 1 interrupted deliveries are made again")
        try await outbox.deliver()
        #expect(channel.handOvers == [.init(delivery: "d-2", attempt: 3)])
    }

    @Test("A message by a channel that is not configured waits for it, and the log says so")
    func unknownChannel() async throws {
        let outbox = Outbox(ScriptedChannel("mail"))
        try await outbox.add("d-1", by: "pager")
        try await outbox.add("d-2")
        try await outbox.deliver()
        let delivery = try await outbox.delivery("d-1")
        #expect(delivery.status == .pending)
        #expect(delivery.lastError == #"there is no channel "pager""#)
        #expect(try await outbox.delivery("d-2").status == .delivered)
        #expect(
            outbox.log.lines.contains {
                $0.hasPrefix("warning: channel pager: ")
                    && $0.hasSuffix("Put the channel back into the configuration and reload.")
            })
        let pager = ScriptedChannel("pager")
        await outbox.pump.adopt(channels: [pager], policies: [:])
        try await outbox.deliver(after: 3_600_000)
        #expect(pager.handOvers == [.init(delivery: "d-1", attempt: 2)])
    }

    @Test("Told to stop, the pump ends what is under way and begins nothing more")
    func stops() async throws {
        let gated = GatedChannel("gated")
        let mail = ScriptedChannel("mail")
        let outbox = Outbox(gated, mail)
        try await outbox.add("d-1", by: "gated")
        let running = Task { await outbox.pump.run() }
        await gated.waitForDelivery()
        try await outbox.add("d-2")
        await outbox.pump.stop()
        gated.open()
        await running.value
        #expect(try await outbox.delivery("d-1").reference == "late")
        #expect(try await outbox.delivery("d-2").status == .pending)
        #expect(mail.handOvers.isEmpty)
    }

    @Test("A message put into the outbox while the pump sleeps goes out when it is woken")
    func woken() async throws {
        let gated = GatedChannel("gated")
        let outbox = Outbox(gated)
        let running = Task { await outbox.pump.run() }
        try await outbox.add("d-1", by: "gated")
        outbox.clock.interrupt()
        await gated.waitForDelivery()
        gated.open()
        await outbox.pump.stop()
        await running.value
        #expect(try await outbox.delivery("d-1").status == .delivered)
    }
}
