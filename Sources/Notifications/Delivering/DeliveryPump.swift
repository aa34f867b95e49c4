package import Deadlines
package import Engine
package import Logging

/// Hands the outbox's deliveries to their channels.
///
/// The row of an attempt is committed before the channel is asked, and its answer after; an
/// attempt still open at start-up was interrupted, counts, and is made again under the same id.
/// While the store takes no row nothing is begun, and an answer waits until it can be kept. While
/// the clock is not to be trusted nothing is begun either.
package actor DeliveryPump {
    /// How many deliveries of one channel are under way at once.
    package static let concurrency = 4
    /// How many deliveries one round takes up.
    private static let batch = 100
    /// How long the pump rests after a failure of the store or while the clock is in doubt, in
    /// milliseconds; it is woken before where the cause is gone.
    private static let rest: Int64 = 5_000

    let store: any ScrutinyStore
    let clock: any WallClock
    let logger: Logger
    let pause: @Sendable (Duration) async throws -> Void
    private(set) var observer: @Sendable () -> Void = {}
    /// The latest moment at which the pump looked; nil before the first.
    var latestLook: Instant?
    private(set) var channels: [String: any DeliveryChannel]
    private(set) var policies: [String: RetryPolicy]
    var isStopping = false
    /// Whether attempts that a former process left open could not be ended yet.
    private var owesRecovery = false
    private var underWay: Task<Void, any Error>?

    /// A pump of a store's outbox.
    ///
    /// - Parameter pause: waits before an answer is committed again.
    package init(
        store: any ScrutinyStore, clock: any WallClock, channels: [any DeliveryChannel],
        policies: [String: RetryPolicy] = [:], logger: Logger,
        pause: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        }
    ) {
        self.pause = pause
        self.store = store
        self.clock = clock
        self.logger = logger
        self.policies = policies
        self.channels = Dictionary(
            channels.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Uses other channels from the next attempt on.
    package func adopt(
        channels: [any DeliveryChannel], policies: [String: RetryPolicy]
    ) {
        self.policies = policies
        self.channels = Dictionary(
            channels.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Called after each answer that was kept.
    package func observeAnswers(_ observer: @escaping @Sendable () -> Void) {
        self.observer = observer
    }

    /// Ends attempts that a former process left open. They count: a delivery without any left is
    /// given up, for handing it over may be what ends the process.
    ///
    /// Where the store does not take that, it is done before anything else is delivered.
    package func recover() async throws {
        owesRecovery = true
        let now = clock.now()
        let policies = policies
        let interrupted = try await store.transaction { store in
            try store.deliveries(DeliveryFilter(hasOpenAttempt: true)).map { delivery in
                try Self.interruptAttempts(
                    at: delivery.id, now, Self.interruption.detail, in: store)
                let policy = policies[delivery.channel] ?? RetryPolicy()
                let interrupted = delivery.interrupted(policy: policy, now: now)
                try store.update(interrupted)
                return interrupted
            }
        }
        owesRecovery = false
        for delivery in interrupted where delivery.status == .dead {
            log(delivery, Self.interruption)
        }
        let again = interrupted.count { $0.status == .pending }
        if again > 0 { logger.notice("\(again) interrupted deliveries are made again") }
    }

    /// What stands for the answer of a channel that could not give one.
    static let interruption = ChannelAnswer(
        .tryAgain(after: nil), detail: "the daemon stopped before the channel answered",
        remedy: "See in the log before this why the daemon ended.")

    /// Ends attempts whose answers were never committed.
    static func interruptAttempts(
        at delivery: String, _ now: Instant, _ detail: String, in store: any StoreTransaction
    ) throws {
        for var attempt in try store.attempts(of: delivery) where attempt.endedAt == nil {
            attempt.endedAt = now
            attempt.outcome = .interrupted
            attempt.detail = detail
            try store.put(attempt)
        }
    }

    /// What is said of an attempt whose answer the store would not take.
    static let unstored = "the channel's answer could not be stored"

    /// Delivers until nothing is ready, then sleeps until something is, until told to stop.
    package func run() async {
        while !isStopping {
            let interruptions = clock.interruptions
            do {
                try await deliverReady()
                let next = try await nextAttempt()
                if !isStopping { await clock.sleep(until: next, interruptions: interruptions) }
            } catch {
                log(error)
                let retry = clock.now().adding(milliseconds: Self.rest)
                if !isStopping { await clock.sleep(until: retry, interruptions: interruptions) }
            }
        }
    }

    /// Begins no further attempt; those under way are waited for.
    package func stop() {
        isStopping = true
        clock.interrupt()
    }

    /// Makes every attempt that is ready now; returns when none is left that was ready. Calls at
    /// the same time follow one another, so that no delivery is taken up twice.
    package func deliverReady() async throws {
        while let other = underWay {
            _ = await other.result
            // Whoever comes first after a round ends it: to wait for one that is over lets nobody
            // else have a turn, not even its owner.
            if underWay == other { underWay = nil }
        }
        let round = Task { try await deliverAllReady() }
        underWay = round
        defer { if underWay == round { underWay = nil } }
        try await round.value
    }

    private func deliverAllReady() async throws {
        // Bounded by the rows there are: each round ends or postpones what it took up.
        while !isStopping {
            if owesRecovery { try await recover() }
            let now = clock.now()
            try await endVoidWaits(at: now)
            let clock = clock
            let ready = try await store.read { store in
                try Self.insistOnTrust(in: clock, at: now, store)
                return try store.deliveries(
                    DeliveryFilter(status: .pending, readyAt: now, limit: Self.batch))
            }
            if ready.isEmpty { return }
            for group in Self.groups(of: ready) { try await attempt(group) }
        }
    }

    /// Makes attempts at the same time. One that the store keeps from beginning ends none of the
    /// others: what a channel has in hand is answered.
    private func attempt(_ group: [Delivery]) async throws {
        let failure = await withTaskGroup(of: (any Error)?.self) { tasks in
            for delivery in group {
                tasks.addTask {
                    do {
                        try await self.attempt(delivery.id)
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            var first: (any Error)?
            for await failure in tasks where first == nil { first = failure }
            return first
        }
        if let failure { throw failure }
    }

    /// The moment of the earliest attempt that waits, or nil.
    package func nextAttempt() async throws -> Instant? {
        try await store.read { try $0.nextAttempt() }
    }

    /// Groups in which no channel has more than its share.
    private static func groups(of deliveries: [Delivery]) -> [[Delivery]] {
        var groups: [[Delivery]] = []
        var taken: [String: Int] = [:]
        for delivery in deliveries {
            let place = taken[delivery.channel, default: 0] / concurrency
            taken[delivery.channel, default: 0] += 1
            if place == groups.count { groups.append([]) }
            groups[place].append(delivery)
        }
        return groups
    }
}

extension Delivery {
    /// The delivery after an attempt that the daemon's end interrupted: dead, or ready at once.
    fileprivate func interrupted(policy: RetryPolicy, now: Instant) -> Delivery {
        guard status == .pending else { return self }
        var delivery = self
        delivery.lastError = DeliveryPump.interruption.detail
        delivery.nextAttemptAt = now
        if attempts >= policy.budget { delivery.status = .dead }
        return delivery
    }
}
