package import Engine
import Testing

/// One promise of the store port, to be kept by every adapter.
///
/// A twin's test runs each of ``all`` on an empty store:
///
///     @Test("The store keeps the port's promises", arguments: StoreConformance.all)
///     func keeps(_ promise: StoreConformance) async throws {
///         try await promise.check(MemoryStore())
///     }
package struct StoreConformance: Sendable, CustomTestStringConvertible {
    /// The promise, as a sentence.
    package let testDescription: String
    /// Records an issue where an empty store does not keep the promise.
    package let check: @Sendable (any ScrutinyStore) async throws -> Void

    init(_ sentence: String, _ check: @escaping @Sendable (any ScrutinyStore) async throws -> Void)
    {
        testDescription = sentence
        self.check = check
    }

    /// Every promise.
    package static let all =
        saving + listing + history + transactions + deliveries + attempts + keeping
}

/// Expects a failure of the store with a code and a remedy.
func expect(
    _ code: StoreError.Code, at location: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async {
    let error = await #expect(throws: StoreError.self, sourceLocation: location) {
        try await body()
    }
    #expect(error?.code == code, sourceLocation: location)
    #expect(error?.remedy.hasSuffix(".") == true, "It has no remedy.", sourceLocation: location)
}

/// The same inside a transaction.
func expect(
    _ code: StoreError.Code, at location: SourceLocation = #_sourceLocation,
    in body: () throws -> Void
) {
    let error = #expect(throws: StoreError.self, sourceLocation: location) { try body() }
    #expect(error?.code == code, sourceLocation: location)
}

/// What a body throws that is no failure of the store.
struct BodyFailure: Error, Equatable {}
