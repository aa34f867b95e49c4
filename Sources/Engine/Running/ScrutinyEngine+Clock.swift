package import Deadlines
internal import Logging

/// That somebody vouched for the system's clock against the store: an entry of the history.
package struct ClockAcceptance: Hashable, Sendable {
    /// The word in the entry's `cause`.
    package static let cause = "clock-accept"

    /// When, by the clock accepted.
    package var at: Instant
    /// Who.
    package var actor: Actor
    /// From what to what.
    package var summary: String
}

extension ScrutinyEngine {
    /// What is to be thought of the clock now; nil: it can be trusted.
    package func clockDoubt() async throws -> ClockDoubt? {
        let clock = clock
        let doubt = try await read { store, _ in
            try ClockDoubt.about(clock, at: clock.now(), in: store)
        }
        standing.note(clock: doubt)
        return doubt
    }

    /// Trusts the clock as it is, and records who said so, in the chain of the history: entries
    /// after it may be dated before those that stand before it. Where nothing is in doubt nothing
    /// is done.
    ///
    /// - Returns: what was recorded, or nil.
    package func acceptClock(as actor: Actor) async throws -> ClockAcceptance? {
        let clock = clock
        let acceptance = try await store.transaction { store -> ClockAcceptance? in
            let now = clock.now()
            guard let doubt = try ClockDoubt.about(clock, at: now, in: store) else { return nil }
            let acceptance = ClockAcceptance(
                at: now, actor: actor, summary: "The clock is trusted as it is: \(doubt)")
            try Self.record(acceptance, in: store)
            return acceptance
        }
        standing.note(clock: nil)
        guard let acceptance else { return nil }
        logger.notice(
            "\(actor.name) accepts the system clock: \(acceptance.summary)",
            metadata: LoggedEvent.clockAccepted.with([
                "scrutiny-actor-uid": actor.uid.map { String($0) } ?? "-"
            ]))
        clock.interrupt()
        return acceptance
    }

    /// The last time that somebody vouched for the clock, or nil.
    package func lastClockAcceptance() async throws -> ClockAcceptance? {
        try await read { store, _ in
            let entries = try store.history(of: HistoryEntry.noScrutiny)
            return entries.last { $0.cause == ClockAcceptance.cause }.map {
                ClockAcceptance(at: $0.at, actor: $0.actor, summary: $0.payload.summary)
            }
        }
    }

    private static func record(
        _ acceptance: ClockAcceptance, in store: any StoreTransaction
    ) throws {
        let sequence = try store.history(of: HistoryEntry.noScrutiny).last?.sequence ?? 0
        try store.append(
            HistoryEntry.link(
                after: try store.head(), scrutiny: HistoryEntry.noScrutiny,
                sequence: sequence + 1, at: acceptance.at, actor: acceptance.actor,
                cause: ClockAcceptance.cause,
                payload: HistoryEntry.Payload(
                    effects: [], note: nil, summary: acceptance.summary)))
        for name in [Meta.lastCommit, Meta.lastKnown] {
            try store.setMeta(name, String(acceptance.at.milliseconds))
        }
    }
}
