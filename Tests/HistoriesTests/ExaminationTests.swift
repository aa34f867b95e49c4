import Deadlines
import Engine
import Testing

@testable import Histories

/// The examination finds each promise broken: sound evidence, falsified in one place.
@Suite("The examination of a history")
struct ExaminationTests {
    /// One falsification, with a word of what must be said of it.
    struct Falsification: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let says: String
        /// False where the evidence has nothing to falsify.
        let apply: @Sendable (inout Evidence) -> Bool

        init(
            _ sentence: String, says: String,
            _ apply: @escaping @Sendable (inout Evidence) -> Bool
        ) {
            testDescription = sentence
            self.says = says
            self.apply = apply
        }
    }

    static let falsifications = [
        Falsification("a reminder has no row", says: "lost") { evidence in
            evidence.record.reminders.popLast() != nil
        },
        Falsification("a rung was never owed", says: "owed") { evidence in
            evidence.changeEffects { effect in
                guard case .reminderOwed(let reminder) = effect else { return [effect] }
                return reminder.kind == .rung ? [] : nil
            }
        },
        Falsification("a reminder has no end", says: "has no end") { evidence in
            guard !evidence.record.reminders.isEmpty else { return false }
            evidence.record.reminders[0].outcome = nil
            return true
        },
        Falsification("a delivery is there under a second id", says: "doubled") { evidence in
            guard var copy = evidence.record.deliveries.first else { return false }
            copy.id = "another"
            evidence.record.deliveries.append(copy)
            return true
        },
        Falsification("a delivery is gone", says: "lost") { evidence in
            evidence.record.deliveries.popLast() != nil
        },
        Falsification("a delivery is still pending", says: "still pending") { evidence in
            guard !evidence.record.deliveries.isEmpty else { return false }
            evidence.record.deliveries[0].status = .pending
            return true
        },
        Falsification("no channel took what counts as delivered", says: "no channel took it") {
            evidence in
            let count = evidence.handOvers.count
            evidence.handOvers.removeAll { $0.isTaken }
            return evidence.handOvers.count < count
        },
        Falsification("a channel was handed one attempt twice", says: "twice") { evidence in
            guard let first = evidence.handOvers.first else { return false }
            evidence.handOvers.append(first)
            return true
        },
        Falsification("a message went to another address", says: "another way") { evidence in
            guard let first = evidence.handOvers.first else { return false }
            evidence.handOvers[0] = DeliveryLedger.HandOver(
                channel: first.channel, delivery: first.delivery, attempt: first.attempt,
                at: first.at, address: "stranger@example.org", isTaken: first.isTaken)
            return true
        },
        Falsification("a reminder went out before its time", says: "went out at") { evidence in
            evidence.moveEarlier { effects in
                effects.contains { effect in
                    guard case .reminderSettled(_, .handedOver) = effect else { return false }
                    return true
                } && !effects.contains(where: \.isMiss)
            }
        },
        Falsification("a reminder went out after its time", says: "late") { evidence in
            let ends = Set(evidence.sleeps.map(\.to))
            evidence.sleeps = []
            // What was deferred when a sleep was over had fallen due before.
            return evidence.record.entries.contains { entry in
                ends.contains(entry.at) && entry.cause == "time"
                    && entry.payload.effects.contains(where: \.isDeferral)
            }
        },
        Falsification("a message gave way to nothing", says: "superseded by nothing") { evidence in
            evidence.changeEffects { effect in
                guard case .reminderSettled(let key, .handedOver) = effect, key.rung == "missed"
                else { return [effect] }
                return [.reminderSettled(key, .superseded("a newer rung had come"))]
            }
        },
        Falsification("a message was dropped though its deadline goes on", says: "goes on") {
            evidence in
            evidence.changeEffects { effect in
                guard case .reminderSettled(let key, .handedOver) = effect, key.rung != "missed"
                else { return [effect] }
                return [.reminderSettled(key, .cancelled("it is met"))]
            }
        },
        Falsification("a reminder went out for a deadline that is met", says: "though") {
            evidence in
            evidence.changeEffects { effect in
                guard case .reminderSettled(let key, .handedOver) = effect, key.rung != "missed"
                else { return [effect] }
                var run = DeadlineRun(
                    id: key.deadline, run: key.run, armedOn: .first, calendar: "any")
                run.generation = key.generation
                run.status = .met
                return [.deadline(run, .met), effect]
            }
        },
        Falsification("a day is missed before it has passed", says: "is missed at") { evidence in
            evidence.moveEarlier { $0.contains(where: \.isMiss) }
        },
        Falsification("a command was answered that is not in the chain", says: "answered") {
            evidence in
            evidence.answeredHeads.append("nowhere")
            return true
        },
        Falsification("verify finds something", says: "verify") { evidence in
            evidence.record.findings = ["entry 1: it was changed"]
            return true
        },
    ]

    /// Sound histories, played once for all tests.
    private static let sound = Task {
        var chronicles: [Chronicle] = []
        for seed in 0..<12 as Range<UInt64> {
            chronicles.append(try await History.play(seed: seed, on: .memory))
        }
        return chronicles
    }

    @Test("It reports what is broken", arguments: falsifications)
    func reports(_ falsification: Falsification) async throws {
        var found = 0
        for chronicle in try await Self.sound.value {
            try chronicle.examination.examine(chronicle.evidence)
            var evidence = chronicle.evidence
            guard falsification.apply(&evidence) else { continue }
            let broken = #expect(throws: BrokenPromise.self) {
                try chronicle.examination.examine(evidence)
            }
            let text = broken?.description ?? ""
            #expect(text.contains(falsification.says), "\(text)")
            found += 1
        }
        #expect(found > 0, "no history had anything to falsify")
    }

    @Test("Two stores that differ in anything have two images", arguments: StoreKind.allCases)
    func images(_ kind: StoreKind) async throws {
        let medium: any Medium = kind == .memory ? MemoryMedium() : try SQLiteMedium()
        let empty = try await medium.image()
        #expect(try await medium.image() == empty)
        try await medium.store.transaction { try $0.setMeta(Meta.lastCommit, "1") }
        let changed = try await medium.image()
        #expect(changed.differences(from: empty) == ["meta"])
        try await medium.reopen()
        #expect(try await medium.image() == changed)
        try await medium.remove()
    }

    @Test("A history that fails says how to see it again")
    func failure() {
        let failure = HistoryFailure(seed: 7, store: .sqlite, step: "step 3", text: "lost: all")
        #expect(failure.description.contains("make soak SEED=7 STORE=sqlite"))
        #expect(failure.description.contains("step 3: lost: all"))
    }
}

extension Evidence {
    /// Replaces the first effect for which there is something else: other effects.
    ///
    /// - Parameter change: the effects in its place; one that is not changed stands for itself;
    ///   nil: leave it.
    fileprivate mutating func changeEffects(_ change: (Effect) -> [Effect]?) -> Bool {
        for entry in record.entries.indices {
            let effects = record.entries[entry].payload.effects
            for (index, effect) in effects.enumerated() {
                guard let changed = change(effect), changed != [effect] else { continue }
                record.entries[entry].payload.effects.replaceSubrange(
                    index...index, with: changed)
                return true
            }
        }
        return false
    }

    /// Dates the first entry with such effects two years back.
    fileprivate mutating func moveEarlier(_ holds: ([Effect]) -> Bool) -> Bool {
        let found = record.entries.firstIndex { holds($0.payload.effects) }
        guard let found else { return false }
        record.entries[found].at = record.entries[found].at
            .adding(milliseconds: -2 * 365 * 86_400_000)
        return true
    }
}

extension Effect {
    fileprivate var isDeferral: Bool {
        guard case .reminderDeferred = self else { return false }
        return true
    }

    fileprivate var isMiss: Bool {
        guard case .deadline(_, .missed) = self else { return false }
        return true
    }
}
