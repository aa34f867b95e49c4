import Engine
import Simulation
import Synchronization

/// A store in memory that takes nothing while it is told to fail; looks are answered all the same.
final class FailingStore: ScrutinyStore {
    private struct Held {
        var failure: StoreError?
        /// How many transactions go through before it fails.
        var untouched = 0
        var refused = 0
    }

    private let store = MemoryStore()
    private let held = Mutex(Held())

    /// A disk without room.
    static let full = StoreError(.full, cause: "no room", remedy: "Make room.")

    /// Fails from the next transaction on, or after so many.
    func fail(with failure: StoreError = full, after untouched: Int = 0) {
        held.withLock { ($0.failure, $0.untouched) = (failure, untouched) }
    }

    /// Works again.
    func mend() { held.withLock { $0.failure = nil } }

    /// How many transactions were refused.
    var refused: Int { held.withLock { $0.refused } }

    func transaction<Result: Sendable>(
        _ body: @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        try held.withLock { held in
            guard let failure = held.failure else { return }
            guard held.untouched == 0 else {
                held.untouched -= 1
                return
            }
            held.refused += 1
            throw failure
        }
        return try await store.transaction(body)
    }

    func read<Result: Sendable>(
        _ body: @Sendable (any StoreReader) throws -> Result
    ) async throws -> Result {
        try await store.read(body)
    }

    func close() async throws { try await store.close() }
}
