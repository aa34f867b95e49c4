import Deadlines
import Engine
import Logging

/// What the pump does where the store or the clock stands in the way.
extension DeliveryPump {
    /// The first pause before an answer is committed again, and the longest; they double.
    private static let answerPauses = (
        first: Duration.milliseconds(250), longest: Duration.seconds(2)
    )

    /// - Throws: ``EngineError/clockNotTrusted(_:)`` where the clock is in doubt.
    static func insistOnTrust(
        in clock: any WallClock, at now: Instant, _ store: any StoreReader
    ) throws {
        if let doubt = try ClockDoubt.about(clock, at: now, in: store) {
            throw EngineError.clockNotTrusted(doubt)
        }
    }

    /// Ends the waits that were counted from a moment still to come: the clock was ahead when they
    /// were set, and has been set back since. Else a step back by a year would park them as long.
    func endVoidWaits(at now: Instant) async throws {
        if let latestLook, latestLook <= now {
            self.latestLook = now
            return
        }
        let waiting = try await store.read { store in
            try store.deliveries(DeliveryFilter(status: .pending, limit: .max)).filter { delivery in
                guard delivery.nextAttemptAt > now else { return false }
                let set = try store.attempts(of: delivery.id).last?.endedAt
                return set ?? delivery.createdAt > now
            }.map(\.id)
        }
        if !waiting.isEmpty {
            try await store.transaction { store in
                for id in waiting {
                    guard var delivery = try store.delivery(id), delivery.status == .pending
                    else { continue }
                    delivery.nextAttemptAt = now
                    try store.update(delivery)
                }
            }
        }
        latestLook = now
    }

    /// Commits an answer, and tries until the store takes it: what a channel has taken is not to
    /// be handed over again because a disk was full. Told to stop, it gives up; the attempt is then
    /// found open at the next start.
    func keep<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        var next = Self.answerPauses.first
        while true {
            do {
                return try await store.transaction(body)
            } catch let failure as StoreError where failure.code.mayPass && !isStopping {
                // The store's standing tells of it, once.
                try await pause(next)
                next = min(next * 2, Self.answerPauses.longest)
            }
        }
    }

    /// What the standing tells once is not told again with each try.
    func log(_ error: any Error) {
        switch error {
        case EngineError.clockNotTrusted: return
        case let failure as StoreError where failure.code.isTrouble: return
        default: logger.error("the outbox cannot be used: \(error); trying again")
        }
    }
}
