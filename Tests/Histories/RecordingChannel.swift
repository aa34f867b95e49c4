import Deadlines
import Engine
import Synchronization

/// What the channels were handed and what they took, beyond the end of any process.
final class DeliveryLedger: Sendable {
    /// One hand-over.
    struct HandOver: Hashable {
        let channel: String
        let delivery: String
        let attempt: Int
        let at: Instant
        let address: String
        let isTaken: Bool
    }

    private let held = Mutex<[HandOver]>([])

    /// All of them, in the order they came.
    var handOvers: [HandOver] { held.withLock { $0 } }

    func note(_ handOver: HandOver) { held.withLock { $0.append(handOver) } }
}

/// What becomes of an attempt, by the dice: the same whichever process makes it, and in whatever
/// order.
struct AttemptFates: Sendable {
    /// What the channel does.
    enum Answer: Hashable {
        case takes
        case triesAgain(after: Int64?)
        case refuses
        /// The process ends before the channel has taken the message.
        case crashesBefore
        /// The process ends after it, before the answer is committed.
        case crashesAfter
    }

    let seed: UInt64
    /// Whether anything goes wrong at all.
    let isKind: @Sendable () -> Bool
    private let spent = SpentFates()

    init(seed: UInt64, isKind: @escaping @Sendable () -> Bool) {
        self.seed = seed
        self.isKind = isKind
    }

    func answer(to delivery: String, attempt: Int) -> Answer {
        var dice = Dice(seed: seed, for: "answer \(delivery) \(attempt)")
        let roll = dice.roll(100)
        if isKind() { return roll < 90 ? .takes : .triesAgain(after: nil) }
        return switch roll {
        case 0..<62: .takes
        case 62..<76: .triesAgain(after: nil)
        case 76..<82: .triesAgain(after: Int64(dice.roll(86_400_000)))
        case 82..<90: .refuses
        case 90..<95: .crashesBefore
        default: .crashesAfter
        }
    }

    /// What befalls the transaction that writes an attempt: once for each writing.
    func fault(at attempt: Attempt) -> Fault? {
        guard !isKind() else { return nil }
        let phase = attempt.endedAt == nil ? "begins" : "ends"
        let name = "\(phase) \(attempt.delivery) \(attempt.number)"
        var dice = Dice(seed: seed, for: name)
        guard dice.oneIn(14), spent.isFirst(name) else { return nil }
        return switch dice.roll(4) {
        case 0: .full(atWrite: dice.roll(2))
        case 1: .failedCommit
        case 2: .crashBeforeCommit
        default: .crashAfterCommit
        }
    }
}

/// Fates that have struck, so that none strikes the same attempt for ever.
private final class SpentFates: Sendable {
    private let names = Mutex<Set<String>>([])

    func isFirst(_ name: String) -> Bool { names.withLock { $0.insert(name).inserted } }
}

/// A channel that keeps what it is given and answers by the dice.
final class RecordingChannel: DeliveryChannel {
    let name: String
    private let ledger: DeliveryLedger
    private let fates: AttemptFates
    private let clock: any WallClock
    /// Attempts during which the process ended: their answers reach nobody.
    private let unheard: UnheardAnswers

    init(
        _ name: String, ledger: DeliveryLedger, fates: AttemptFates, clock: any WallClock,
        unheard: UnheardAnswers
    ) {
        self.name = name
        self.ledger = ledger
        self.fates = fates
        self.clock = clock
        self.unheard = unheard
    }

    func deliver(_ delivery: Delivery, attempt: Int) async -> ChannelAnswer {
        let answer = fates.answer(to: delivery.id, attempt: attempt)
        if answer == .crashesBefore || answer == .crashesAfter {
            unheard.add(delivery.id, attempt)
        }
        ledger.note(
            DeliveryLedger.HandOver(
                channel: name, delivery: delivery.id, attempt: attempt, at: clock.now(),
                address: delivery.address, isTaken: answer == .takes || answer == .crashesAfter))
        return switch answer {
        case .takes, .crashesBefore, .crashesAfter:
            ChannelAnswer(.delivered(reference: "taken-\(attempt)"), detail: "taken")
        case .triesAgain(let after): ChannelAnswer(.tryAgain(after: after), detail: "not now")
        case .refuses: ChannelAnswer(.permanent, detail: "never")
        }
    }
}

/// Attempts whose answers came when the process was no more.
final class UnheardAnswers: Sendable {
    private let held = Mutex<Set<String>>([])

    func add(_ delivery: String, _ attempt: Int) {
        held.withLock { _ = $0.insert("\(delivery) \(attempt)") }
    }

    /// The end of the process, where this transaction would commit such an answer.
    func fault(at attempt: Attempt) -> Fault? {
        guard attempt.endedAt != nil, attempt.outcome != .interrupted else { return nil }
        return held.withLock { $0.contains("\(attempt.delivery) \(attempt.number)") }
            ? .crashBeforeCommit : nil
    }
}
