import Engine
import Synchronization

/// A channel that answers as it was told, in order, and remembers what it was handed. Once it has
/// nothing more to say, all is delivered.
final class ScriptedChannel: DeliveryChannel {
    /// One hand-over.
    struct HandOver: Hashable {
        let delivery: String
        let attempt: Int
    }

    private struct Held {
        var answers: [ChannelAnswer.Outcome]
        var handOvers: [HandOver] = []
        var underWay = 0
        var mostUnderWay = 0
    }

    let name: String
    private let held: Mutex<Held>

    init(_ name: String, answers: [ChannelAnswer.Outcome] = []) {
        self.name = name
        held = Mutex(Held(answers: answers))
    }

    var handOvers: [HandOver] { held.withLock { $0.handOvers } }
    var mostUnderWay: Int { held.withLock { $0.mostUnderWay } }

    func deliver(_ delivery: Delivery, attempt: Int) async -> ChannelAnswer {
        let outcome = held.withLock { held in
            held.handOvers.append(HandOver(delivery: delivery.id, attempt: attempt))
            held.underWay += 1
            held.mostUnderWay = max(held.mostUnderWay, held.underWay)
            return held.answers.isEmpty ? .delivered(reference: nil) : held.answers.removeFirst()
        }
        // Others get their turn while this one is under way.
        for _ in 0..<20 { await Task.yield() }
        held.withLock { $0.underWay -= 1 }
        return ChannelAnswer(outcome, detail: "as told", remedy: "Tell it otherwise.")
    }
}

/// A channel whose one hand-over waits until the test lets it go on.
final class GatedChannel: DeliveryChannel {
    let name: String
    private let entered: AsyncStream<Void>
    private let enter: AsyncStream<Void>.Continuation
    private let opened: AsyncStream<Void>
    private let gate: AsyncStream<Void>.Continuation

    init(_ name: String) {
        self.name = name
        (entered, enter) = AsyncStream.makeStream()
        (opened, gate) = AsyncStream.makeStream()
    }

    /// Returns once a delivery waits at the gate.
    func waitForDelivery() async { for await _ in entered { return } }

    func open() { gate.yield() }

    func deliver(_ delivery: Delivery, attempt: Int) async -> ChannelAnswer {
        enter.yield()
        for await _ in opened { break }
        return ChannelAnswer(.delivered(reference: "late"), detail: "as told")
    }
}

/// A channel whose hand-overs wait until the test lets them go on, one for each opening, and whose
/// answers repeat to whom and what they were.
final class EchoingChannel: DeliveryChannel {
    let name: String
    private let outcome: ChannelAnswer.Outcome
    private let entered = Turns()
    private let opened = Turns()
    private let held = Mutex<[Delivery]>([])

    init(_ name: String, _ outcome: ChannelAnswer.Outcome) {
        self.name = name
        self.outcome = outcome
    }

    /// What was handed over, in order.
    var handedOver: [Delivery] { held.withLock { $0 } }

    /// Returns once one more delivery waits.
    func waitForDelivery() async { await entered.take() }

    func open() { opened.give() }

    func deliver(_ delivery: Delivery, attempt: Int) async -> ChannelAnswer {
        held.withLock { $0.append(delivery) }
        entered.give()
        await opened.take()
        return ChannelAnswer(
            outcome, detail: "\(delivery.address) does not take: \(delivery.payload)",
            remedy: "Ask \(delivery.person).")
    }
}

/// Turns that some give and others wait for.
private final class Turns: Sendable {
    private struct Held {
        var given = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let held = Mutex(Held())

    func give() {
        let next = held.withLock { held -> CheckedContinuation<Void, Never>? in
            if !held.waiting.isEmpty { return held.waiting.removeFirst() }
            held.given += 1
            return nil
        }
        next?.resume()
    }

    func take() async {
        await withCheckedContinuation { continuation in
            let isGiven = held.withLock { held in
                guard held.given > 0 else {
                    held.waiting.append(continuation)
                    return false
                }
                held.given -= 1
                return true
            }
            if isGiven { continuation.resume() }
        }
    }
}
