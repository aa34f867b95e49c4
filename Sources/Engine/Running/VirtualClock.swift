package import Deadlines
internal import Synchronization

/// A clock that stands still until it is told: the twin of the system's clock.
package final class VirtualClock: WallClock, Sendable {
    private struct Held {
        var now: Instant
        var isSynchronised = true
        var nextSleeper = 0
        var interruptions = 0
        var sleepers: [Int: (until: Instant?, wake: CheckedContinuation<Void, Never>)] = [:]
    }

    private let held: Mutex<Held>

    /// A clock that shows a moment.
    package init(at moment: Instant) {
        held = Mutex(Held(now: moment))
    }

    package func now() -> Instant { held.withLock { $0.now } }

    package var isSynchronised: Bool { held.withLock { $0.isSynchronised } }

    package var interruptions: Int { held.withLock { $0.interruptions } }

    /// Shows another moment and wakes whoever waited for it; a step back wakes all.
    package func set(_ moment: Instant) {
        wake { held in
            let isStepBack = moment < held.now
            if isStepBack { held.interruptions += 1 }
            held.now = moment
            return { until in isStepBack || until.map { $0 <= moment } ?? false }
        }
    }

    /// Says whether somebody keeps the clock right; of that nobody is told, as of the system's.
    package func setSynchronised(_ isSynchronised: Bool) {
        held.withLock { $0.isSynchronised = isSynchronised }
    }

    package func interrupt() {
        wake { held in
            held.interruptions += 1
            return { _ in true }
        }
    }

    package func sleep(until instant: Instant?, interruptions: Int) async {
        let number = held.withLock { held in
            held.nextSleeper += 1
            return held.nextSleeper
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = held.withLock { held in
                    if Task.isCancelled || held.interruptions != interruptions { return true }
                    if let instant, instant <= held.now { return true }
                    held.sleepers[number] = (instant, continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            held.withLock { $0.sleepers.removeValue(forKey: number) }?.wake.resume()
        }
    }

    private func wake(_ change: (inout Held) -> (Instant?) -> Bool) {
        let woken = held.withLock { held in
            let isWoken = change(&held)
            let woken = held.sleepers.filter { isWoken($0.value.until) }
            for number in woken.keys { held.sleepers.removeValue(forKey: number) }
            return woken.values.map(\.wake)
        }
        for continuation in woken { continuation.resume() }
    }
}
