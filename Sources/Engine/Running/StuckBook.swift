/// The scrutinies that could not do what had fallen due: kept in the store until they can.
struct StuckBook: Hashable, Sendable, Codable {
    /// Why, by their ids.
    var reasons: [String: String] = [:]

    /// The book a store holds.
    static func read(_ store: any StoreReader) throws -> StuckBook {
        guard let text = try store.meta(Meta.stuck) else { return StuckBook() }
        return try CanonicalJSON.decode(StuckBook.self, from: text)
    }

    /// Writes the book where it has changed.
    func keep(insteadOf old: StuckBook, in store: any StoreTransaction) throws {
        guard self != old else { return }
        try store.setMeta(Meta.stuck, try CanonicalJSON.text(self))
    }
}

extension Library {
    /// What does not go on by itself, a sentence each: what schedules could not open, and
    /// scrutinies that could not do what had fallen due.
    package func problems(in store: any StoreReader) throws -> [String] {
        let stuck = try StuckBook.read(store).reasons.sorted { $0.key < $1.key }
        return try scheduleProblems(in: store)
            + stuck.map { "\($0) cannot go on, and is tried again each hour: \($1)" }
    }
}
