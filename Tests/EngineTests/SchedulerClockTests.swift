import Deadlines
import Engine
import Simulation
import Testing

/// The scheduler's own loop, which has to notice by itself what becomes of the clock.
@Suite("The scheduler and the clock", .timeLimit(.minutes(1)))
struct SchedulerClockTests {
    /// Lets the loop run on a desk's engine while a test does something else.
    private func running(
        _ desk: Desk, _ body: (AsyncStream<ClockDoubt?>) async throws -> Void
    ) async throws {
        let (changes, change) = AsyncStream.makeStream(of: ClockDoubt?.self)
        let standing = desk.engine.standing
        standing.observe { change.yield(standing.clock) }
        let scheduler = Scheduler(engine: desk.engine, clock: desk.clock)
        let loop = Task { await scheduler.run() }
        try await body(changes)
        loop.cancel()
        await loop.value
    }

    private func desk() async throws -> Desk {
        let desk = try Desk(at: "2018-01-08T10:00", ClockStepTests.letter)
        try await desk.open("letter-1", as: "letter", ["due-day": "2018-12-20"])
        return desk
    }

    private func set(_ desk: Desk, _ moment: String) {
        desk.clock.set(desk.zone.instant(of: Desk.moment(moment)))
    }

    @Test("A step back is noticed at once though nothing is due, and so is that it was undone")
    func stepBack() async throws {
        let desk = try await desk()
        try await running(desk) { changes in
            var next = changes.makeAsyncIterator()
            set(desk, "2017-01-08T10:00")
            guard case .behind = await next.next() else {
                Issue.record("the step back was not noticed as one")
                return
            }
            #expect(desk.engine.standing.problems.first?.contains("Timers stand still") == true)
            set(desk, "2018-01-08T10:05")
            #expect(await next.next() == .some(nil))
            #expect(desk.engine.standing.problems.isEmpty)
        }
    }

    @Test("A quiet quarter is no step, though nobody keeps the clock right and nothing happens")
    func quiet() async throws {
        let desk = try await desk()
        desk.clock.setSynchronised(false)
        try await running(desk) { (_) async throws in
            let beginning = desk.clock.now()
            for day: Int64 in 1...90 {
                let now = beginning.adding(milliseconds: day * ClockDoubt.writtenEvery)
                desk.clock.set(now)
                #expect(try await settled { try await desk.lastKnown() == now })
            }
        }
        #expect(desk.engine.standing.clock == nil)
    }

    /// Gives others their turn until a condition holds; false where it does not come to.
    private func settled(_ condition: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<100_000 {
            if try await condition() { return true }
            await Task.yield()
        }
        return false
    }
}

extension Desk {
    fileprivate func lastKnown() async throws -> Instant? {
        try await store.read { try $0.meta(Meta.lastKnown) }
            .flatMap { Int64($0) }.map { Instant(milliseconds: $0) }
    }
}
