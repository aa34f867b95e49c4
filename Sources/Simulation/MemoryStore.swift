package import Engine
internal import Synchronization

/// The store's twin in memory: for simulations and tests. It is gone with the process.
package final class MemoryStore: ScrutinyStore, Sendable {
    private let session = Mutex(MemorySession())
    private let isClosed = Mutex(false)

    /// An empty store.
    package init() {}

    package func transaction<Result: Sendable>(
        _ body: @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        try insistOnOpen()
        return try session.withLock { session in
            let before = session.tables
            session.hasWritten = false
            do {
                return try body(session)
            } catch {
                session.tables = before
                throw error
            }
        }
    }

    /// A cancelled task's read ends with `CancellationError`.
    package func read<Result: Sendable>(
        _ body: @Sendable (any StoreReader) throws -> Result
    ) async throws -> Result {
        try insistOnOpen()
        try Task.checkCancellation()
        return try session.withLock { try body($0) }
    }

    package func close() async throws {
        try insistOnOpen()
        isClosed.withLock { $0 = true }
    }

    private func insistOnOpen() throws {
        if isClosed.withLock({ $0 }) {
            throw StoreError(.closed, cause: "the store is closed", remedy: "Open it again.")
        }
    }
}
