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
