internal import Synchronization

/// The thread behind one client: it does the client's jobs one after another, and may block.
///
/// No more jobs wait than tasks do: each is awaited by the task that asked for it.
final class ClientWorker: Sendable {
    /// Whether the task that waits for a job was cancelled.
    final class Cancellation: Sendable {
        private let flag = Atomic(false)

        var isRequested: Bool { flag.load(ordering: .acquiring) }
        fileprivate func request() { flag.store(true, ordering: .releasing) }
    }

    private struct Queue {
        var jobs: [@Sendable () -> Void] = []
        var isFinished = false
    }

    /// Tells a job that blocks to look whether it was cancelled.
    let interruption: Wakeup
    private let arrival: Wakeup
    private let queue = Mutex(Queue())

    /// A worker with its thread; nil where the system has no thread or descriptor left.
    init?() {
        guard let interruption = Wakeup(), let arrival = Wakeup() else { return nil }
        self.interruption = interruption
        self.arrival = arrival
        guard OwnThread.start({ self.work() }) else { return nil }
    }

    /// Puts a job behind those that wait.
    func enqueue(_ job: @escaping @Sendable () -> Void) {
        queue.withLock { $0.jobs.append(job) }
        arrival.signal()
    }

    /// Wakes the job that blocks; it or a later one will find itself cancelled.
    func cancel(_ cancellation: Cancellation) {
        cancellation.request()
        interruption.signal()
    }

    /// Ends the thread after the jobs that wait.
    func finish() {
        queue.withLock { $0.isFinished = true }
        arrival.signal()
    }

    private func work() {
        while true {
            let (jobs, isFinished) = queue.withLock { queue in
                defer { queue.jobs = [] }
                return (queue.jobs, queue.isFinished)
            }
            for job in jobs { job() }
            if jobs.isEmpty {
                if isFinished { return }
                arrival.wait()
            }
        }
    }
}
