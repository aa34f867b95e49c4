/// That a history broke a promise: which seed, at which step, and how to see it again.
package struct HistoryFailure: Error, CustomStringConvertible {
    /// The seed.
    package let seed: UInt64
    /// The store.
    package let store: StoreKind
    /// The step's number, and what it did.
    package let step: String
    /// The promise that was broken, and how.
    package let text: String

    package var description: String {
        "seed \(seed), store \(store.rawValue), \(step): \(text)\n"
            + "see it again: make soak SEED=\(seed) STORE=\(store.rawValue)"
    }
}

/// A broken promise, before it is known in which history.
struct BrokenPromise: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Breaks off where something is not so.
func insist(_ isSo: Bool, _ text: @autoclosure () -> String) throws {
    if !isSo { throw BrokenPromise(text()) }
}
