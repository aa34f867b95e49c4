package import Deadlines
package import Logging

/// The one writer: takes submissions in order, decides and commits them in groups, and answers
/// only after the commit.
package actor ScrutinyEngine {
    /// The most submissions that may wait; another is answered ``EngineError/busy``.
    package static let longestQueue = 4_096
    /// The most submissions that share one transaction.
    package static let largestGroup = 256

    let store: any ScrutinyStore
    let clock: any WallClock
    let logger: Logger
    /// What is thought of the clock, and of the store.
    package nonisolated let standing: Standing
    private var library: Library
    private var waiting: [Waiting] = []
    private var isDraining = false
    private var isStopping = false
    private var observer: @Sendable () -> Void = {}

    private struct Waiting {
        let submission: Submission
        let answer: CheckedContinuation<Answer, any Error>
    }

    /// An engine over a store.
    package init(
        store: any ScrutinyStore, clock: any WallClock, library: Library,
        logger: Logger = Logger(label: "scrutinyd", factory: { _ in SwiftLogNoOpLogHandler() }),
        standing: Standing? = nil
    ) {
        self.store = store
        self.standing = standing ?? Standing(logger: logger)
        self.clock = clock
        self.library = library
        self.logger = logger
    }

    /// Called after each commit that may have changed what falls due or what is to be delivered.
    package func observeCommits(_ observer: @escaping @Sendable () -> Void) {
        self.observer = observer
    }

    /// The definitions, calendars and rules in force.
    package var currentLibrary: Library { library }

    /// Decides and commits a submission.
    ///
    /// - Throws: ``Refusal``, ``EngineError``, ``StoreError``. Whatever is thrown, nothing changed.
    package func submit(_ submission: Submission) async throws -> Answer {
        guard !isStopping else { throw EngineError.stopping }
        guard waiting.count < Self.longestQueue else { throw EngineError.busy }
        return try await withCheckedThrowingContinuation { continuation in
            waiting.append(Waiting(submission: submission, answer: continuation))
            guard !isDraining else { return }
            isDraining = true
            Task { await drain() }
        }
    }

    /// Takes no more submissions, and returns when those accepted are answered.
    package func stop() async {
        isStopping = true
        while isDraining { await Task.yield() }
    }

    /// Reads from the store.
    package func read<Result: Sendable>(
        _ body: @Sendable @escaping (any StoreReader, Library) throws -> Result
    ) async throws -> Result {
        let library = library
        return try await store.read { try body($0, library) }
    }

    /// When something falls due next: in a scrutiny, or by a schedule.
    package func nextWake() async throws -> Instant? {
        try await read { store, library in try library.nextWake(in: store) }
    }

    /// The present moment by the engine's clock.
    package nonisolated func now() -> Instant { clock.now() }

    private func drain() async {
        while !waiting.isEmpty {
            let group = Array(waiting.prefix(Self.largestGroup))
            waiting.removeFirst(group.count)
            await commit(group)
        }
        isDraining = false
    }

    private func commit(_ group: [Waiting]) async {
        let library = library
        let now = clock.now()
        let clock = clock
        let submissions = group.map(\.submission)
        do {
            let (answers, adopted) = try await store.transaction { transaction in
                if let doubt = try ClockDoubt.about(clock, at: now, in: transaction) {
                    throw EngineError.clockNotTrusted(doubt)
                }
                return try Self.execute(submissions, in: transaction, library: library, now: now)
            }
            if let adopted { self.library = adopted }
            for (waiting, answer) in zip(group, answers) { waiting.answer.resume(with: answer) }
            answers.forEach(log)
            standing.note(clock: nil)
            if answers.contains(where: Self.hasChanged) {
                observer()
            }
        } catch {
            if case EngineError.clockNotTrusted(let doubt) = error { standing.note(clock: doubt) }
            for waiting in group { waiting.answer.resume(throwing: error) }
        }
    }

    private func log(_ answer: Result<Answer, any Error>) {
        guard case .success(let answer) = answer else { return }
        for event in answer.schedules ?? [] { event.log(to: logger) }
        for deadline in answer.passed {
            logger.notice(
                """
                \(deadline.scrutiny): \(deadline.deadline) \(deadline.status), \
                was due \(deadline.due)
                """,
                metadata: LoggedEvent.deadlinePassed.with([
                    "scrutiny-id": deadline.scrutiny, "scrutiny-deadline": deadline.deadline,
                ]))
        }
    }

    private static func hasChanged(_ answer: Result<Answer, any Error>) -> Bool {
        guard case .success(let answer) = answer else { return false }
        return answer.outcome == .changed
    }

    private static func execute(
        _ submissions: [Submission], in transaction: any StoreTransaction, library: Library,
        now: Instant
    ) throws -> (answers: [Result<Answer, any Error>], adopted: Library?) {
        var committing = Committing(store: transaction, library: library, now: now)
        var adopted: Library?
        let answers = try submissions.map { submission -> Result<Answer, any Error> in
            var attempt = committing
            do {
                let answer = try transaction.savepoint { try attempt.execute(submission) }
                if submission.changesLibrary {
                    committing = attempt
                    adopted = attempt.library
                }
                return .success(answer)
            } catch let error as StoreError where error.code != .constraint {
                // The store's own failures undo the whole group: after one of them nobody knows
                // whether the transaction still stands. A row that must not be undoes its own
                // submission alone.
                throw error
            } catch {
                return .failure(error)
            }
        }
        return (answers, adopted)
    }
}
