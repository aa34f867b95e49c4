import Deadlines
import Engine
import Logging

/// One attempt at a delivery: begun by what the store holds then, and ended by what it holds by
/// then, for a redaction may have come in between.
extension DeliveryPump {
    /// Makes an attempt, if the delivery still waits for one.
    func attempt(_ id: String) async throws {
        let started = clock.now()
        guard let begun = try await begin(id, at: started) else { return }
        // Its time may have passed: a try that was due in time and could not be made, because the
        // daemon, the disk or the clock stood still, is made all the same. It is the last one.
        KillPoint.afterAttempt.reach()
        guard let channel = channels[begun.channel] else {
            let answer = ChannelAnswer(
                .tryAgain(after: nil),
                detail: "there is no channel \"\(begun.channel)\"",
                remedy: "Put the channel back into the configuration and reload.")
            return try await end(begun, startedAt: started, answer)
        }
        let answer = await channel.deliver(begun, attempt: begun.attempts)
        try await end(begun, startedAt: started, answer)
    }

    /// Writes the attempt's row.
    ///
    /// - Returns: the delivery as it is handed over; nil where it no longer waits.
    private func begin(_ id: String, at started: Instant) async throws -> Delivery? {
        let clock = clock
        return try await store.transaction { store in
            try Self.insistOnTrust(in: clock, at: started, store)
            guard var delivery = try store.delivery(id), delivery.status == .pending else {
                return nil
            }
            delivery.attempts += 1
            try Self.interruptAttempts(at: id, started, Self.unstored, in: store)
            try store.put(Attempt(delivery: id, number: delivery.attempts, startedAt: started))
            try store.update(delivery)
            return delivery
        }
    }

    /// Writes the answer beside what has become of the delivery meanwhile.
    private func end(
        _ begun: Delivery, startedAt started: Instant, _ answer: ChannelAnswer
    ) async throws {
        let now = clock.now()
        let policy = policies[begun.channel] ?? RetryPolicy()
        let (ended, kept) = try await keep { store in
            // Nothing but a redaction changes a delivery while it is under way.
            let present = try store.delivery(begun.id) ?? begun
            let kept = present == begun ? answer : answer.redacted
            var attempt = Attempt(
                delivery: begun.id, number: begun.attempts, startedAt: started)
            attempt.endedAt = now
            attempt.outcome = kept.attemptOutcome
            attempt.detail = kept.detail
            try store.put(attempt)
            // What a redaction gave up stays so, whatever became of the copy that was handed over.
            guard present.status == .pending else { return (present, kept) }
            let ended = present.ended(by: kept, policy: policy, now: now)
            try store.update(ended)
            return (ended, kept)
        }
        log(ended, kept)
        observer()
    }

    func log(_ delivery: Delivery, _ answer: ChannelAnswer) {
        let fields = [
            "scrutiny-id": delivery.scrutiny, "scrutiny-deadline": delivery.family,
            "scrutiny-channel": delivery.channel, "scrutiny-delivery": delivery.id,
        ]
        let remedy = answer.remedy.map { " \($0)" } ?? ""
        switch delivery.status {
        case .delivered:
            logger.info(
                "delivered: \(delivery.subject)", metadata: LoggedEvent.delivered.with(fields))
        case .pending:
            logger.warning(
                "channel \(delivery.channel): \(answer.detail); tried again later.\(remedy)",
                metadata: LoggedEvent.willRetry.with(fields))
        case .dead where delivery.address == Redaction.mark:
            logger.error(
                """
                channel \(delivery.channel): \(answer.detail); given up after \
                \(delivery.attempts) attempts: its address was redacted
                """,
                metadata: LoggedEvent.givenUp.with(fields))
        case .dead:
            logger.error(
                """
                channel \(delivery.channel): \(answer.detail); given up after \
                \(delivery.attempts) attempts: scrutinyctl notify retry \(delivery.id).\(remedy)
                """,
                metadata: LoggedEvent.givenUp.with(fields))
        }
    }
}

extension ChannelAnswer {
    /// The answer without its words: they may repeat what was handed over.
    fileprivate var redacted: ChannelAnswer {
        switch outcome {
        case .delivered(let reference):
            ChannelAnswer(
                .delivered(reference: reference.map { _ in Redaction.mark }),
                detail: Redaction.mark)
        case .tryAgain, .permanent: ChannelAnswer(outcome, detail: Redaction.mark)
        }
    }

    fileprivate var attemptOutcome: Attempt.Outcome {
        switch outcome {
        case .delivered: .delivered
        case .tryAgain: .tryAgain
        case .permanent: .permanent
        }
    }
}
