import Deadlines
import Engine
import Notifications
import Synchronization
import Workflows

/// One history: what a seed makes happen to the daemon's engine, store and outbox in virtual time.
///
/// Everything comes from the seed: definitions, people, commands, steps of the clock, faults. On
/// both stores the same happens, so both must end with the same.
package final class History {
    let seed: UInt64
    let kind: StoreKind
    var dice: Dice
    var cast: Cast
    let zone: any TimeZoneRules
    let clock: VirtualClock
    let medium: any Medium
    let ledger = DeliveryLedger()
    let weather = Weather()
    let fates: AttemptFates
    var daemon: RunningDaemon
    var unheard = UnheardAnswers()
    var tally = Tally()
    /// Ids of scrutinies that were opened, by workflow.
    var opened: [String: [String]] = [:]
    /// Commands that were answered, with their answers.
    var answered: [AnsweredCommand] = []
    /// Requests answered before this moment may be forgotten.
    var forgottenBefore = Instant(milliseconds: .min)
    /// When the daemon was down, or the machine slept.
    var sleeps: [Sleep] = []
    /// Every version of every calendar that was in force, by name and version.
    var calendars: [String: WorkingCalendar] = [:]
    var nextRequest = 0
    /// What is being done.
    var step = "the beginning"
    private let tell: (String) -> Void

    /// The most steps of a history.
    package static let mostSteps = 28
    /// The actor of every command.
    static let clerk = Actor(uid: 1000, name: "clerk")

    /// Plays the history of a seed.
    ///
    /// - Parameters:
    ///   - steps: how many steps it has at most; the seed says where that is fewer.
    ///   - tell: hears of every step.
    /// - Throws: ``HistoryFailure``.
    package static func play(
        seed: UInt64, on kind: StoreKind, steps: Int? = nil,
        tell: @escaping (String) -> Void = { _ in }
    ) async throws(HistoryFailure) -> Chronicle {
        let history: History
        do {
            history = try History(seed: seed, kind: kind, tell: tell)
        } catch {
            throw HistoryFailure(seed: seed, store: kind, step: "the beginning", text: "\(error)")
        }
        do {
            let chronicle = try await history.play(steps: steps)
            try await history.medium.remove()
            return chronicle
        } catch {
            try? await history.medium.remove()
            throw HistoryFailure(seed: seed, store: kind, step: history.step, text: "\(error)")
        }
    }

    private init(seed: UInt64, kind: StoreKind, tell: @escaping (String) -> Void) throws {
        self.seed = seed
        self.kind = kind
        self.tell = tell
        dice = Dice(seed: seed, for: "steps")
        guard let zone = SystemZone.named("Europe/London"),
            let first = CivilDate(year: 2017, month: 1, day: 1),
            let today = first.adding(days: dice.roll(9 * 365)),
            let time = TimeOfDay(hour: dice.roll(24), minute: dice.roll(60))
        else { throw BrokenPromise("there is no such beginning") }
        self.zone = zone
        clock = VirtualClock(at: zone.instant(of: CivilDateTime(date: today, time: time)))
        cast = try Cast(seed: seed, today: today)
        let weather = weather
        fates = AttemptFates(seed: seed, isKind: { weather.isKind })
        medium = kind == .memory ? MemoryMedium() : try SQLiteMedium()
        daemon = Self.daemon(
            medium: medium, clock: clock, cast: cast, kept: KeptCalendars(), ledger: ledger,
            fates: fates, unheard: unheard)
        noteCalendars()
    }

    private func play(steps: Int?) async throws -> Chronicle {
        // As a daemon does at its start: later calendars are told from these.
        _ = try await daemon.engine.submit(Submission(.adopt(cast.library), actor: .daemon))
        let count = dice.roll(8...Self.mostSteps)
        for number in 1...max(1, min(count, steps ?? count)) {
            try await take(step: number)
        }
        try await drain()
        step = "the inspection at the end"
        return try await inspect()
    }

    /// Says what is being done now.
    func begin(_ text: String) {
        step = text
        tell("\(zone.civil(at: clock.now()))  \(text)")
    }

    // MARK: The process

    private static func daemon(
        medium: any Medium, clock: VirtualClock, cast: Cast, kept: KeptCalendars,
        ledger: DeliveryLedger, fates: AttemptFates, unheard: UnheardAnswers
    ) -> RunningDaemon {
        let store = FaultyStore(medium) { unheard.fault(at: $0) ?? fates.fault(at: $0) }
        let channels = cast.channels.map { name in
            RecordingChannel(
                name, ledger: ledger, fates: fates, clock: clock, unheard: unheard)
        }
        return RunningDaemon(
            store: store, clock: clock, library: cast.library.amended(by: kept),
            channels: channels)
    }

    /// Starts the daemon anew on what the last one left.
    ///
    /// - Parameter image: what the store must hold when it is opened again; nil: what it holds.
    func restart(expecting image: StoreImage?) async throws {
        var expected = try await medium.image()
        if let image { try insist(image == expected, "the process changed the store as it ended") }
        tally.faults += daemon.store.count
        // Bounded: each fate strikes an attempt once.
        for _ in 0..<100 {
            try await medium.reopen()
            try await expectUnchanged(since: expected, "opening again")
            unheard = UnheardAnswers()
            let kept = try await medium.store.read { try KeptCalendars($0) }
            daemon = Self.daemon(
                medium: medium, clock: clock, cast: cast, kept: kept, ledger: ledger,
                fates: fates, unheard: unheard)
            do {
                return try await daemon.pump.recover()
            } catch {
                guard daemon.store.struck != nil else { throw error }
                expected = try await medium.image()
                tally.faults += daemon.store.count
            }
        }
        throw BrokenPromise("the daemon does not come up")
    }

    func noteCalendars() {
        for calendar in cast.calendars {
            calendars["\(calendar.name) \(calendar.version)"] = calendar
        }
    }
}

/// Whether channels and attempts are spared.
final class Weather: Sendable {
    private let held = Mutex(false)

    var isKind: Bool { held.withLock { $0 } }
    func becomeKind() { held.withLock { $0 = true } }
}

/// A command that was answered.
struct AnsweredCommand {
    let submission: Submission
    let answer: String
    let at: Instant
    /// The chain's head just after it.
    let head: String
}
