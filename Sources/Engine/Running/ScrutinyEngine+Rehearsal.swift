import Deadlines

extension ScrutinyEngine {
    /// Does what a submission asks in a transaction that is undone, and reads there what became so:
    /// whatever the submission would bring about, in other scrutinies too, is brought about.
    ///
    /// - Throws: what the submission would be refused with, ``EngineError/clockNotTrusted(_:)``,
    ///   ``StoreError``, or what `reading` throws.
    package func rehearse<Result: Sendable>(
        _ submission: Submission,
        reading: @Sendable @escaping (Answer, any StoreReader, Library) throws -> Result
    ) async throws -> Result {
        let (store, clock, library) = (store, clock, currentLibrary)
        let now = clock.now()
        do {
            try await store.transaction { transaction in
                if let doubt = try ClockDoubt.about(clock, at: now, in: transaction) {
                    throw EngineError.clockNotTrusted(doubt)
                }
                var committing = Committing(store: transaction, library: library, now: now)
                let answer = try committing.execute(submission)
                throw Rehearsed(result: try reading(answer, transaction, committing.library))
            }
        } catch let rehearsed as Rehearsed<Result> {
            return rehearsed.result
        }
        preconditionFailure("a rehearsal was committed")
    }
}

/// That a rehearsal has come to its end; thrown so that it is undone.
private struct Rehearsed<Result: Sendable>: Error {
    let result: Result
}
