/// A store whose failures are taken note of, wherever they are met. After one that nobody may go
/// on from, nothing more is written.
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
        return try await noting { try await store.transaction(body) }
    }

    package func read<Result: Sendable>(
        _ body: @Sendable (any StoreReader) throws -> Result
    ) async throws -> Result {
        try await noting { try await store.read(body) }
    }

    package func close() async throws {
        try await noting { try await store.close() }
    }

    /// Tries whether the store takes as much as a large step writes. Nothing of it is kept.
    package func probe() async throws {
        try await transaction { try $0.setMeta(Self.probeName, Self.probeText) }
        try await transaction { try $0.setMeta(Self.probeName, "") }
        standing.storeWorks()
    }

    private static let probeName = "probe"
    /// One mebibyte.
    private static let probeText = String(repeating: "x", count: 1 << 20)

    private func noting<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let failure as StoreError {
            standing.note(failure)
            throw failure
        }
    }
}
