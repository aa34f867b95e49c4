/// A store whose failures are taken note of, wherever they are met, and that it works again once
/// something was written and committed. After a failure that nobody may go on from, nothing more is
/// written.
package struct WatchedStore: ScrutinyStore {
    private let store: any ScrutinyStore
    private let standing: Standing

    /// A store watched for a standing.
    package init(_ store: any ScrutinyStore, for standing: Standing) {
        self.store = store
        self.standing = standing
    }

    package func transaction<Result: Sendable>(
        _ body: @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        if let failure = standing.store, failure.code.mustEnd { throw failure }
        let (result, hasWritten) = try await noting {
            try await store.transaction { (try body($0), $0.hasWritten) }
        }
        if hasWritten { standing.storeWorks() }
        return result
    }

    package func read<Result: Sendable>(
        _ body: @Sendable (any StoreReader) throws -> Result
    ) async throws -> Result {
        try await noting { try await store.read(body) }
    }

    package func close() async throws {
        try await noting { try await store.close() }
    }

    /// Tries whether the store takes a small change; nothing of it is kept. It is small, so that
    /// what an operator frees is left to the work.
    package func probe() async throws {
        try await transaction { store in
            try store.setMeta(Self.probeName, Self.probeText)
            try store.setMeta(Self.probeName, "")
        }
    }

    private static let probeName = "probe"
    /// Two pages: it does not fit where the database cannot grow.
    private static let probeText = String(repeating: "x", count: 8_192)

    private func noting<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let failure as StoreError {
            standing.note(failure)
            throw failure
        }
    }
}
