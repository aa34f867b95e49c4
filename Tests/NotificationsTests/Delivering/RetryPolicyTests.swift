import Notifications
import Testing

@Suite("The retry policy")
struct RetryPolicyTests {
    @Test("The wait doubles with each failure up to the longest, and is a quarter longer at most")
    func doubles() {
        let policy = RetryPolicy(budget: 10, firstWait: 30_000, longestWait: 200_000)
        let bases: [Int64] = [30_000, 60_000, 120_000, 200_000, 200_000]
        for (index, base) in bases.enumerated() {
            let wait = policy.wait(after: index + 1, delivery: "d-1")
            #expect((base...(base + base / 4)).contains(wait), "after failure \(index + 1)")
        }
    }

    @Test("Messages that failed at once do not all come back at once, yet each always alike")
    func spread() {
        let policy = RetryPolicy()
        let waits = (1...50).map { policy.wait(after: 1, delivery: "d-\($0)") }
        #expect(Set(waits).count > 25)
        #expect(waits == (1...50).map { policy.wait(after: 1, delivery: "d-\($0)") })
    }

    @Test("No number of failures is too many", arguments: [-1, 0, 31, 64, Int.max])
    func extremes(attempt: Int) {
        let policy = RetryPolicy(firstWait: 1_000, longestWait: 5_000)
        let wait = policy.wait(after: attempt, delivery: "d-1")
        #expect((1_000...6_250).contains(wait))
    }

    @Test("A policy that makes no sense is mended: one attempt, one millisecond, in order")
    func mended() {
        let policy = RetryPolicy(budget: 0, firstWait: 0, longestWait: -5)
        #expect(policy.budget == 1)
        #expect(policy.firstWait == 1)
        #expect(policy.longestWait >= policy.firstWait)
    }
}
