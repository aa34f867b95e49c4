import ControlProtocol
import Synchronization
import Testing

/// What was sent under which request's id, and what was answered first.
final class DrillRequests: Sendable {
    /// Counts of what was done.
    struct Counts {
        /// Commands that were answered.
        var answered = 0
        /// Requests that were sent again.
        var resent = 0
        /// Answers to those that had been answered before.
        var checked = 0
    }

    private struct Held {
        var sent: Set<String> = []
        var answers: [String: Clerk.Receipt] = [:]
        var counts = Counts()
    }

    private let held = Mutex(Held())

    var counts: Counts { held.withLock { $0.counts } }

    /// Sends a command; where it was answered before, the answer must be the first one again.
    func send(_ command: DrillCommand, by client: ControlClient) async throws {
        let request = try #require(command.request)
        held.withLock { held in
            if !held.sent.insert(request).inserted { held.counts.resent += 1 }
        }
        let answer = try await DrillBook.calling { try await command.send(by: client) }
        let first = held.withLock { held in
            if let first = held.answers[request] {
                held.counts.checked += 1
                return first
            }
            held.answers[request] = answer
            held.counts.answered += 1
            return answer
        }
        #expect(answer == first, "\(request) got another answer than at first")
    }
}
