import Engine

/// What outlives the end of a process: files, or memory that stands for them.
protocol Medium: AnyObject, Sendable {
    /// The store as it is open now.
    var store: any ScrutinyStore { get }
    /// Everything that is committed.
    func image() async throws -> StoreImage
    /// Keeps the medium as it stands at this instant, perhaps inside a transaction.
    func capture()
    /// Opens the store anew, on what was kept last if something was kept.
    func reopen() async throws
    /// Leaves no room on the disk for more than there is, or gives it back; tells whether it can.
    func leaveRoom(_ hasRoom: Bool) async throws -> Bool
    /// Ends the use of the medium and removes what it left.
    func remove() async throws
    /// Requests are read one by one: those whose answers must be in the image.
    func remember(_ key: RequestKey)
}

/// Everything in a store, for comparison: two images are equal where the stores are.
struct StoreImage: Equatable, @unchecked Sendable {
    /// What each part of the store holds, by the part's name. Values are of immutable value types.
    var parts: [String: AnyHashable]

    /// The names of the parts in which another image differs.
    func differences(from other: StoreImage) -> [String] {
        Set(parts.keys).union(other.parts.keys).filter { parts[$0] != other.parts[$0] }.sorted()
    }
}

/// Which store a history is kept in.
package enum StoreKind: String, Sendable, CaseIterable {
    /// The twin in memory.
    case memory
    /// SQLite on files.
    case sqlite
}
