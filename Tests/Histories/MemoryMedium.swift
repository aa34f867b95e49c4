import Engine
import Simulation
import Synchronization

/// The twin in memory: it stands for the disk, so it outlives the end of a process.
final class MemoryMedium: Medium {
    private let memory = MemoryStore()
    private let keys = Mutex<[RequestKey]>([])

    var store: any ScrutinyStore { memory }

    func image() async throws -> StoreImage {
        let keys = keys.withLock { $0 }
        return try await memory.read { store in
            let ids = try store.ids()
            let deliveries = try store.deliveries(DeliveryFilter(limit: .max))
            return StoreImage(parts: [
                "scrutinies": try ids.map { try store.scrutiny($0) },
                "rows": try ids.map { try store.row($0) },
                "head": [try store.head().hash],
                "histories": try ids.map { try store.history(of: $0).count },
                "reminders": try ids.map { try store.reminders(of: $0) },
                "deliveries": deliveries,
                "attempts": try deliveries.map { try store.attempts(of: $0.id) },
                "definitions": try store.definitions(),
                "requests": try keys.map { try store.request($0)?.answer },
                "meta": [try store.meta(Meta.lastCommit), try store.meta(Meta.clock)],
            ])
        }
    }

    func capture() {}
    func reopen() async throws {}
    func leaveRoom(_ hasRoom: Bool) async throws -> Bool { false }
    func remove() async throws {}
    func remember(_ key: RequestKey) { keys.withLock { $0.append(key) } }
}
