import Deadlines
import Engine
import Notifications

extension History {
    /// The most moments one stretch of time may hold; more means that something feeds itself.
    private static var mostMoments: Int { 3_000 }

    /// Lets time pass: what falls due on the way comes at its own moment.
    func advance(to moment: Instant) async throws {
        for _ in 0..<Self.mostMoments {
            let next = try await medium.store.read { try $0.nextWake() }
            guard let next, next <= moment else { break }
            if next > clock.now() { clock.set(next) }
            try await wake()
            if dice.roll(4) > 0 { try await deliver() }
        }
        if moment > clock.now() { clock.set(moment) }
        try await expectNothingDue()
    }

    /// Lets time pass while the daemon is down or the machine sleeps: what fell due on the way is
    /// found at the end.
    func sleep(to moment: Instant) async throws {
        let until = max(moment, clock.now())
        sleeps.append(Sleep(from: clock.now(), to: until))
        clock.set(until)
        if dice.oneIn(2) { try await restart(expecting: nil) }
        try await wake()
        try await expectNothingDue()
    }

    private func expectNothingDue() async throws {
        let next = try await medium.store.read { try $0.nextWake() }
        guard let next, next <= clock.now() else { return }
        throw BrokenPromise("something due since \(zone.civil(at: next)) is unsettled")
    }

    /// Does what is due now, perhaps through faults.
    func wake() async throws {
        // Bounded: of two tries the second meets no fault.
        for isLast in [false, true] {
            let fault = !isLast && !weather.isKind && dice.oneIn(8) ? Fault.any(&dice) : nil
            daemon.store.arm(fault, sparing: dice.roll(2))
            defer { daemon.store.arm(nil) }
            do {
                try await daemon.scheduler.wakeAll(through: clock.now())
                if case .refusal = daemon.store.struck { sleeps.append(.refused(at: clock.now())) }
                forgottenBefore = max(
                    forgottenBefore, clock.now().adding(milliseconds: -7 * 86_400_000))
                return
            } catch {
                forgottenBefore = max(
                    forgottenBefore, clock.now().adding(milliseconds: -7 * 86_400_000))
                try await settle(after: error)
            }
        }
    }

    /// The clock goes back: nothing is done until it is right again, or accepted.
    func goBack() async throws {
        let back = [3_600_000, 86_400_000, 365 * 86_400_000 as Int64]
        let right = clock.now()
        clock.set(right.adding(milliseconds: -(dice.pick(back) ?? 0)))
        begin("the clock has gone back")
        tally.backwards += 1
        let before = try await medium.image()
        let last = try await medium.store.read { try $0.meta(Meta.lastCommit) }
        let isBehind = last.flatMap { Int64($0) }.map { clock.now().milliseconds + 1_000 < $0 }
        guard isBehind ?? false else { return clock.set(right) }
        do {
            _ = try await daemon.engine.submit(Submission(.wake, actor: .daemon))
            throw BrokenPromise("the daemon woke at a time before the last commit")
        } catch EngineError.clockNotTrusted {
            try await expectUnchanged(since: before, "a wake before the last commit")
        }
        if let subject = try await command() {
            do {
                _ = try await daemon.engine.submit(Submission(subject, actor: Self.clerk))
                throw BrokenPromise("a command was accepted at a time before the last commit")
            } catch EngineError.clockNotTrusted {
                try await expectUnchanged(since: before, "a command before the last commit")
            }
        }
        if dice.oneIn(2) {
            begin("the clock is right again")
            clock.set(right)
        } else {
            begin("the clock is accepted as it is")
            let acceptance = try await daemon.engine.acceptClock(as: Self.clerk)
            try insist(acceptance != nil, "there was nothing to accept of a clock gone back")
        }
        try await wake()
    }

    /// Lets time run until nothing more falls due and nothing waits in the outbox.
    func drain() async throws {
        begin("time runs out")
        weather.becomeKind()
        for _ in 0..<Self.mostMoments {
            try await deliver()
            let pump = daemon.pump
            let wake = try await medium.store.read { try $0.nextWake() }
            let attempt = try await pump.nextAttempt()
            guard let next = [wake, attempt].compactMap(\.self).min() else { return }
            if next > clock.now() { clock.set(next) }
            if let wake, wake <= clock.now() { try await self.wake() }
        }
        throw BrokenPromise("time does not run out: something always falls due")
    }

    // MARK: The outbox

    /// Hands over what is ready, through whatever befalls the attempts.
    func deliver() async throws {
        // Bounded: each fate strikes an attempt once.
        for _ in 0..<200 {
            do {
                try await daemon.pump.deliverReady()
                return
            } catch {
                try await settle(after: error)
            }
        }
        throw BrokenPromise("the outbox does not empty")
    }
}
