import Deadlines
import Engine
import Logging
import Notifications
import Simulation
import Synchronization
import Testing
import Workflows

/// A pump over a store in memory, at a moment that stands still until the test moves it on.
final class Outbox: Sendable {
    /// 8 January 2018, 10:00 UTC.
    static let beginning = Instant(milliseconds: 1_515_405_600_000)

    /// What the pump uses; a test lets it fail.
    let store: FailingStore
    let clock = VirtualClock(at: beginning)
    let log = KeptLog()
    let pump: DeliveryPump

    /// - Parameter pause: what happens between two tries to keep an answer.
    init(
        _ channels: any DeliveryChannel..., policies: [String: RetryPolicy] = [:],
        pause: @escaping @Sendable (FailingStore) async throws -> Void = { _ in }
    ) {
        let store = FailingStore()
        self.store = store
        pump = DeliveryPump(
            store: store, clock: clock, channels: channels, policies: policies,
            logger: log.logger
        ) { _ in try await pause(store) }
    }

    /// Puts messages into the outbox.
    func add(
        _ ids: String..., by channel: String = "mail", lifetime: Int64 = 7 * 86_400_000
    ) async throws {
        try await add(ids, by: channel, lifetime: lifetime)
    }

    func add(
        _ ids: [String], by channel: String, lifetime: Int64 = 7 * 86_400_000
    ) async throws {
        let now = clock.now()
        try await store.transaction { store in
            for id in ids {
                try store.insert(
                    Delivery(
                        id: id, scrutiny: "rural-crime-2017", family: "response",
                        channel: channel, person: "clerk", address: "clerk@example.org",
                        kind: .rung, severity: .warning, subject: "Due", payload: "{}",
                        reminders: [], createdAt: now,
                        notAfter: now.adding(milliseconds: lifetime)))
            }
        }
    }

    func delivery(_ id: String) async throws -> Delivery {
        try #require(try await store.read { try $0.delivery(id) })
    }

    func attempts(_ id: String) async throws -> [Attempt] {
        try await store.read { try $0.attempts(of: id) }
    }

    /// Moves the clock and delivers what is ready then.
    func deliver(after milliseconds: Int64 = 0) async throws {
        clock.set(clock.now().adding(milliseconds: milliseconds))
        try await pump.deliverReady()
    }
}

/// What was logged, as `level: message`.
final class KeptLog: Sendable {
    private let held = Mutex<[String]>([])

    var lines: [String] { held.withLock { $0 } }

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: KeptLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            log.held.withLock { $0.append("\(event.level): \(event.message)") }
        }
    }
}
