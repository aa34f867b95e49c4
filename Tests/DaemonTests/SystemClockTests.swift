import Deadlines
import Engine
import Testing

@testable import Daemon

/// Each test that fails by never ending is ended by the limit.
@Suite("The system's clock", .timeLimit(.minutes(1)))
struct SystemClockTests {
    private let clock: SystemClock

    init() throws { clock = try SystemClock() }

    @Test("It sleeps until wall time has reached the instant, not shorter")
    func sleeps() async {
        let instant = clock.now().adding(milliseconds: 30)
        await clock.sleep(until: instant, interruptions: clock.interruptions)
        #expect(clock.now() >= instant)
    }

    @Test("A moment that has passed is not waited for", arguments: [0, -1, -86_400_000])
    func past(milliseconds: Int64) async {
        let instant = clock.now().adding(milliseconds: milliseconds)
        let before = clock.interruptions
        await clock.sleep(until: instant, interruptions: before)
        #expect(clock.interruptions == before)
    }

    @Test("Of several sleepers none wakes before its own time, and none is forgotten")
    func several() async {
        let begun = clock.now()
        let early = await withTaskGroup(of: Int64?.self) { tasks in
            for delay: Int64 in [90, 10, 50, 10] {
                tasks.addTask {
                    let instant = begun.adding(milliseconds: delay)
                    await clock.sleep(until: instant, interruptions: clock.interruptions)
                    return clock.now() < instant ? delay : nil
                }
            }
            return await tasks.reduce(into: []) { $0 += [$1].compactMap(\.self) }
        }
        #expect(early.isEmpty)
    }

    @Test("An interruption wakes whoever sleeps, with and without an instant")
    func interrupted() async {
        let count = clock.interruptions
        let farAway = clock.now().adding(milliseconds: 86_400_000)
        async let first: Void = clock.sleep(until: nil, interruptions: count)
        async let second: Void = clock.sleep(until: farAway, interruptions: count)
        clock.interrupt()
        await first
        await second
        #expect(clock.interruptions == count + 1)
        #expect(clock.now() < farAway)
    }

    @Test("An interruption between looking and sleeping is not lost")
    func notLost() async {
        let count = clock.interruptions
        clock.interrupt()
        await clock.sleep(until: nil, interruptions: count)
        #expect(clock.interruptions == count + 1)
    }

    @Test("A cancelled task sleeps no longer, and wakes nobody else")
    func cancelled() async {
        let count = clock.interruptions
        let farAway = clock.now().adding(milliseconds: 86_400_000)
        let other = Task { await clock.sleep(until: farAway, interruptions: count) }
        let sleeper = Task { await clock.sleep(until: nil, interruptions: count) }
        sleeper.cancel()
        await sleeper.value
        #expect(clock.interruptions == count)
        #expect(clock.now() < farAway)
        other.cancel()
        await other.value
    }
}
