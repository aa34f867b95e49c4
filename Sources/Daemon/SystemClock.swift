import CLinux
import Deadlines
import Engine
import Foundation
import Synchronization

/// The system's clock: sleeps until wall time, and wakes at once when the clock is stepped.
///
/// One thread waits on a timerfd of CLOCK_REALTIME with TFD_TIMER_CANCEL_ON_SET, timerfd_create(2):
/// the timers of Dispatch and of Swift's tasks do not tell of a step or a resume.
final class SystemClock: WallClock, Sendable {
    private struct Held {
        var nextSleeper = 0
        var interruptions = 0
        var sleepers: [Int: (until: Instant?, wake: CheckedContinuation<Void, Never>)] = [:]
    }

    private let held = Mutex(Held())
    private let timer: Int32
    private let rearm: Int32
    private let onStep: @Sendable () -> Void

    /// Why there is no clock.
    struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    /// A clock.
    ///
    /// - Parameter onStep: called after the system's clock was stepped.
    init(onStep: @escaping @Sendable () -> Void = {}) throws(Unavailable) {
        timer = clinux_realtime_timer()
        rearm = clinux_eventfd()
        self.onStep = onStep
        guard timer >= 0, rearm >= 0 else {
            throw Unavailable(
                description: "no timer can be made: \(String(cString: strerror(errno)))")
        }
        Thread.detachNewThread { self.wait() }
    }

    func now() -> Instant {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// Whether the kernel says that a time service keeps the clock right: adjtimex(2), without
    /// STA_UNSYNC. A kernel that may not be asked vouches for nothing.
    var isSynchronised: Bool { clinux_clock_is_synchronised() == 1 }

    var interruptions: Int { held.withLock { $0.interruptions } }

    func interrupt() {
        wake { held in
            held.interruptions += 1
            return { _ in true }
        }
    }

    func sleep(until instant: Instant?, interruptions: Int) async {
        let number = held.withLock { held in
            held.nextSleeper += 1
            return held.nextSleeper
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = held.withLock { held in
                    if Task.isCancelled || held.interruptions != interruptions { return true }
                    held.sleepers[number] = (instant, continuation)
                    return false
                }
                if isOver { return continuation.resume() }
                _ = clinux_eventfd_signal(rearm)
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

    /// The thread: arms the timer for the earliest sleeper, waits, wakes whoever is due.
    private func wait() {
        while true {
            arm()
            var polled = [
                pollfd(fd: timer, events: Int16(POLLIN), revents: 0),
                pollfd(fd: rearm, events: Int16(POLLIN), revents: 0),
            ]
            _ = poll(&polled, 2, -1)
            _ = clinux_eventfd_drain(rearm)
            if clinux_timer_read(timer) < 0, errno == ECANCELED {
                interrupt()
                onStep()
            }
            let now = now()
            wake { _ in { until in until.map { $0 <= now } ?? false } }
        }
    }

    /// A sleeper without an instant still learns of a step: the timer is always armed.
    private func arm() {
        let earliest = held.withLock { $0.sleepers.values.compactMap(\.until).min() }
        let farAway: Int64 = 4_102_444_800_000
        let milliseconds = max(1, earliest?.milliseconds ?? farAway)
        _ = clinux_timer_arm_at(
            timer, milliseconds / 1000, max(1, milliseconds % 1000 * 1_000_000))
    }
}
