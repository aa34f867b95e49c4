package import Deadlines
package import Logging

/// Wakes the engine when something falls due.
package struct Scheduler: Sendable {
    private let engine: ScrutinyEngine
    private let clock: any WallClock
    private let logger: Logger

    /// How long the loop leaves alone what failed, in milliseconds; it is woken before where
    /// something tells that the cause is gone. Whether the clock is synchronised, nobody tells.
    private static let retryAfter: Int64 = 5_000
    /// The longest sleep, in milliseconds: an hour.
    private static let longestSleep: Int64 = 3_600_000

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
    ///   - beat: called in each round, and before each transaction.
    package func run(
        every interval: Int64? = nil, beat: @escaping @Sendable () -> Void = {}
    ) async {
        var written: Instant?
        let rest = min(interval ?? Self.retryAfter, Self.retryAfter)
        while !Task.isCancelled {
            beat()
            let interruptions = clock.interruptions
            do {
                let (next, doubt) = try await look()
                engine.standing.note(clock: doubt)
                let now = clock.now()
                if doubt != nil {
                    await sleep(rest, orUntil: nil, interruptions)
                } else if Self.isDue(next, at: now) || Self.isStale(written, at: now) {
                    try await wakeAll(through: now, beat: beat)
                    written = now
                } else {
                    await sleep(interval ?? Self.longestSleep, orUntil: next, interruptions)
                }
            } catch {
                if Task.isCancelled { return }
                log(error)
                await sleep(rest, orUntil: nil, interruptions)
            }
        }
    }

    private func look() async throws -> (next: Instant?, doubt: ClockDoubt?) {
        let clock = clock
        return try await engine.read { store, library in
            (
                try library.nextWake(in: store),
                try ClockDoubt.about(clock, at: clock.now(), in: store)
            )
        }
    }

    private static func isDue(_ next: Instant?, at now: Instant) -> Bool {
        next.map { $0 <= now } ?? false
    }

    /// Whether the moment known to be right has to be written down again; a step back counts too.
    private static func isStale(_ written: Instant?, at now: Instant) -> Bool {
        guard let written else { return true }
        return abs(now.milliseconds - written.milliseconds) >= ClockDoubt.writtenEvery
    }

    private func sleep(
        _ span: Int64, orUntil next: Instant?, _ interruptions: Int
    ) async {
        let latest = clock.now().adding(milliseconds: span)
        await clock.sleep(until: min(next ?? latest, latest), interruptions: interruptions)
    }

    /// What the standing tells once is not told again with each try.
    private func log(_ error: any Error) {
        switch error {
        case EngineError.clockNotTrusted: return
        case let failure as StoreError where failure.code.isTrouble: return
        default:
            logger.error("what is due could not be done: \(Self.text(error)); trying again")
        }
    }

    /// Wakes the engine until nothing is due.
    ///
    /// - Parameter beat: called before each transaction: many of them on a slow disk are no hang.
    /// - Returns: how many deliveries were put in the outbox.
    @discardableResult
    package func wakeAll(
        through moment: Instant, beat: @Sendable () -> Void = {}
    ) async throws -> Int {
        var deliveries = 0
        // Bounded: a wake that leaves something due again waits for the next round.
        for _ in 0..<100_000 {
            beat()
            let answer = try await engine.submit(Submission(.wake, actor: .daemon))
            deliveries += answer.deliveries
            for failure in answer.flags {
                logger.error("a scrutiny could not be woken and is tried again later: \(failure)")
            }
            let next = try await engine.nextWake()
            guard let next, next <= moment else { break }
        }
        return deliveries
    }

    private static func text(_ error: any Error) -> String {
        (error as? EngineError)?.message ?? (error as? Refusal)?.message ?? "\(error)"
    }
}
