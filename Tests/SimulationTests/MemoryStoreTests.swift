import Engine
import Simulation
import TestSupport
import Testing

@Suite("The memory store")
struct MemoryStoreTests {
    @Test("It keeps the port's promises", arguments: StoreConformance.all)
    func keeps(_ promise: StoreConformance) async throws {
        try await promise.check(MemoryStore())
    }

    @Test("Two stores share nothing")
    func separate() async throws {
        let store = MemoryStore()
        try await store.transaction { try $0.setMeta("name", "value") }
        #expect(try await MemoryStore().read { try $0.meta("name") } == nil)
    }
}
