import Dispatch

/// Runs blocking work one after the other on a queue of its own, off the shared thread pool.
///
/// Unlike GRDB's asynchronous accesses it does not heed cancellation: a transaction that has to
/// be recorded is recorded though its task is being ended.
actor WriterThread {
    private let executor = QueueExecutor(label: "scrutinyd.store")

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Runs the work to its end.
    func run<Result: Sendable>(_ work: @Sendable () throws -> Result) throws -> Result {
        try work()
    }
}

/// A serial queue as an actor's executor.
private final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}
