import Deadlines
import Engine

extension Delivery {
    /// The delivery after an attempt: delivered, dead, or pending until the next try.
    func ended(by answer: ChannelAnswer, policy: RetryPolicy, now: Instant) -> Delivery {
        var delivery = self
        switch answer.outcome {
        case .delivered(let reference):
            delivery.status = .delivered
            delivery.reference = reference
            delivery.lastError = nil
        case .permanent:
            delivery.status = .dead
            delivery.lastError = answer.detail
        case .tryAgain(let after):
            delivery.lastError = answer.detail
            let wait = max(policy.wait(after: attempts, delivery: id), after ?? 0)
            delivery.nextAttemptAt = now.adding(milliseconds: wait)
            if attempts >= policy.budget || delivery.nextAttemptAt > notAfter {
                delivery.status = .dead
            }
        }
        return delivery
    }
}
