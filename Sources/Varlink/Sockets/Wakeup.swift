internal import CLinux
internal import Glibc

/// Wakes a poll loop from another thread: an eventfd.
final class Wakeup: Sendable {
    private let descriptor: Descriptor

    /// A wake-up that has not been given; nil where the process has no descriptors left.
    init?() {
        let number = clinux_eventfd()
        guard number >= 0 else { return nil }
        descriptor = Descriptor(owning: number)
    }

    /// What to poll for reading.
    var number: Int32 { descriptor.number }

    /// Makes the descriptor readable until `clear`.
    func signal() {
        let outcome = clinux_eventfd_signal(number)
        precondition(outcome == 0, "an eventfd takes a signal as long as it is open")
    }

    /// Blocks the thread until there is a signal, and takes it back.
    func wait() {
        var polled = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        _ = poll(&polled, 1, -1)
        clear()
    }

    /// Takes back all signals given so far.
    func clear() {
        let outcome = clinux_eventfd_drain(number)
        precondition(outcome == 0, "an eventfd can be read as long as it is open")
    }
}
