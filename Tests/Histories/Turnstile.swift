import Synchronization

/// Lets one through at a time, in the order of coming. A cancelled task waits like any other.
final class Turnstile: Sendable {
    private struct Held {
        var isTaken = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let held = Mutex(Held())

    /// Returns when nobody is inside.
    func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = held.withLock { held in
                if held.isTaken {
                    held.waiting.append(continuation)
                    return false
                }
                held.isTaken = true
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    /// Lets the next one in.
    func leave() {
        let next = held.withLock { held -> CheckedContinuation<Void, Never>? in
            if held.waiting.isEmpty {
                held.isTaken = false
                return nil
            }
            return held.waiting.removeFirst()
        }
        next?.resume()
    }
}
