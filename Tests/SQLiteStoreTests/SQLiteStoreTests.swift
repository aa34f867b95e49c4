import Engine
import Foundation
import TestSupport
import Testing

@testable import SQLiteStore

@Suite("The SQLite store")
struct SQLiteStoreTests {
    @Test("It keeps the port's promises", arguments: StoreConformance.all)
    func keeps(_ promise: StoreConformance) async throws {
        let folder = try StoreFolder()
        try await promise.check(try folder.open())
    }
}
