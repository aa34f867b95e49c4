package import Deadlines
package import Logging

/// Wakes the engine when something falls due.
package struct Scheduler: Sendable {
    private let engine: ScrutinyEngine
    private let clock: any WallClock
    private let logger: Logger

    /// After a failure the next try comes so much later, in milliseconds.
    private static let retryAfter: Int64 = 5_000

    /// A scheduler of an engine's store.
    package init(
        engine: ScrutinyEngine, clock: any WallClock,
        logger: Logger = Logger(label: "scrutinyd", factory: { _ in SwiftLogNoOpLogHandler() })
    ) {
        self.engine = engine
        self.clock = clock
        self.logger = logger
    }

    /// Sleeps until something falls due, wakes the engine, and so on until cancelled.
    ///
    /// - Parameters:
    ///   - interval: the longest sleep in milliseconds, so that a watchdog hears of the loop.
    ///   - beat: called in each round.
    package func run(every interval: Int64? = nil, beat: @Sendable () -> Void = {}) async {
        while !Task.isCancelled {
            beat()
            let interruptions = clock.interruptions
            do {
                let next = try await engine.read { store, _ in try store.nextWake() }
                if let next, next <= clock.now() {
                    try await wakeAll(through: clock.now())
                } else {
                    let latest = interval.map { clock.now().adding(milliseconds: $0) }
                    await clock.sleep(
                        until: [next, latest].compactMap(\.self).min(),
                        interruptions: interruptions)
                }
            } catch {
                if Task.isCancelled { return }
                let isClock = if case EngineError.clockBehind = error { true } else { false }
                logger.error(
                    "what is due could not be done: \(Self.text(error)); trying again",
                    metadata: isClock ? LoggedEvent.clockNotTrusted.with() : nil)
                await clock.sleep(
                    until: clock.now().adding(milliseconds: Self.retryAfter),
                    interruptions: clock.interruptions)
            }
        }
    }

    /// Wakes the engine until nothing is due.
    ///
    /// - Returns: how many deliveries were put in the outbox.
    @discardableResult
    package func wakeAll(through moment: Instant) async throws -> Int {
        var deliveries = 0
        // Bounded: a wake that leaves something due again waits for the next round.
        for _ in 0..<100_000 {
            let answer = try await engine.submit(Submission(.wake, actor: .daemon))
            deliveries += answer.deliveries
            for failure in answer.flags {
                logger.error("a scrutiny could not be woken and is tried again later: \(failure)")
            }
            let next = try await engine.read { store, _ in try store.nextWake() }
            guard let next, next <= moment else { break }
        }
        return deliveries
    }

    private static func text(_ error: any Error) -> String {
        (error as? EngineError)?.message ?? (error as? Refusal)?.message ?? "\(error)"
    }
}
