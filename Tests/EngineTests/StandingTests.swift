import Engine
import Logging
import Simulation
import Synchronization
import Testing

@Suite("What keeps the daemon from its work")
struct StandingTests {
    private let full = StoreError(.full, cause: "no room", remedy: "Make room.")

    @Test("A disk that stays full is logged once, and once that it is well again")
    func once() {
        let log = EventLog()
        let standing = Standing(logger: log.logger)
        let changes = Mutex(0)
        standing.observe { changes.withLock { $0 += 1 } }
        for _ in 0..<5 { standing.note(full) }
        #expect(log.events == [LoggedEvent.storeFailed.rawValue])
        #expect(standing.problems.first?.contains("no room") == true)
        #expect(standing.problems.first?.hasSuffix("Make room.") == true)
        for _ in 0..<5 { standing.storeWorks() }
        #expect(log.events.dropFirst() == [LoggedEvent.storeWorks.rawValue])
        #expect(standing.problems.isEmpty)
        #expect(changes.withLock { $0 } == 2)
    }

    @Test("Another cause is told as well")
    func another() {
        let log = EventLog()
        let standing = Standing(logger: log.logger)
        standing.note(full)
        standing.note(StoreError(.readOnly, cause: "no writing", remedy: "Remount it."))
        #expect(log.events == Array(repeating: LoggedEvent.storeFailed.rawValue, count: 2))
    }

    @Test(
        "What says nothing of the disk is none of its business",
        arguments: [StoreError.Code.constraint, .closed, .transactionLost])
    func others(code: StoreError.Code) {
        let standing = Standing()
        standing.note(StoreError(code, cause: "c", remedy: "r"))
        #expect(standing.store == nil)
    }

    @Test(
        "After damage nothing is written any more, and the daemon is told to end, once",
        arguments: [StoreError.Code.corrupt, .notDurable])
    func damage(code: StoreError.Code) async throws {
        let log = EventLog()
        let standing = Standing(logger: log.logger)
        let ends = Mutex<[StoreError]>([])
        standing.onEnd { failure in ends.withLock { $0.append(failure) } }
        let store = WatchedStore(MemoryStore(), for: standing)
        let damage = StoreError(code, cause: "c", remedy: "r")
        for _ in 0..<2 {
            await #expect(throws: damage) { try await store.read { _ in throw damage } }
        }
        #expect(ends.withLock { $0 } == [damage])
        #expect(log.events == [LoggedEvent.storeUnusable.rawValue])
        standing.storeWorks()
        standing.note(full)
        await #expect(throws: damage) { try await store.transaction { try $0.setMeta("a", "b") } }
        let kept = try await store.read { try $0.meta("a") }
        #expect(kept == nil)
    }

    @Test("A store that takes the trial works again; nothing of the trial is kept")
    func probe() async throws {
        let standing = Standing()
        let store = WatchedStore(MemoryStore(), for: standing)
        standing.note(full)
        try await store.probe()
        #expect(standing.store == nil)
        let kept = try await store.read { try $0.meta("probe") }
        #expect(kept == "")
    }

    @Test("A command that is recorded ends it; a commit of nothing, and a look, prove nothing")
    func work() async throws {
        let log = EventLog()
        let standing = Standing(logger: log.logger)
        let store = WatchedStore(MemoryStore(), for: standing)
        standing.note(full)
        try await store.transaction { _ = try $0.meta("a") }
        _ = try await store.read { try $0.meta("a") }
        #expect(standing.store == full)
        try await store.transaction { try $0.setMeta("a", "b") }
        #expect(standing.store == nil)
        #expect(log.events.last == LoggedEvent.storeWorks.rawValue)
    }
}

/// The MESSAGE_IDs logged, in order.
private final class EventLog: Sendable {
    private let held = Mutex<[String]>([])

    var events: [String] { held.withLock { $0 } }

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: EventLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let id = event.metadata?["message-id"].map { "\($0)" }
            log.held.withLock { $0.append(id ?? "") }
        }
    }
}
