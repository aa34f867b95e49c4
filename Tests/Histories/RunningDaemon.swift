import Deadlines
import Engine
import Logging
import Notifications

/// The parts of the daemon that decide, wake and deliver, over a store that fails as it is told.
///
/// They are what is gone when the process ends; the medium, the clock and what the channels took
/// go on.
final class RunningDaemon: Sendable {
    let store: FaultyStore
    let engine: ScrutinyEngine
    let scheduler: Scheduler
    let pump: DeliveryPump
    /// How many attempts a delivery gets.
    static let budget = 4

    init(
        store: FaultyStore, clock: VirtualClock, library: Library,
        channels: [any DeliveryChannel]
    ) {
        self.store = store
        engine = ScrutinyEngine(store: store, clock: clock, library: library)
        scheduler = Scheduler(engine: engine, clock: clock)
        let policies = Dictionary(
            uniqueKeysWithValues: channels.map { ($0.name, RetryPolicy(budget: Self.budget)) })
        pump = DeliveryPump(
            store: store, clock: clock, channels: channels, policies: policies,
            logger: Logger(label: "history") { _ in SwiftLogNoOpLogHandler() },
            // In virtual time nobody waits for a disk.
            pause: { _ in })
    }
}
