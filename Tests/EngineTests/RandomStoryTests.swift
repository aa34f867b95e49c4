import Deadlines
import Engine
import Statecharts
import Testing
import Workflows

/// The invariants of the architecture, over long random stories. A failing seed is in the test's
/// name: run it alone to see it again.
@Suite("Random stories")
struct RandomStoryTests {
    @Test("Invariants hold after every story", arguments: 1...24)
    func invariants(seed: Int) async throws {
        let desk = try Desk(at: "2018-01-08T10:00", Story.meeting, Story.review)
        var story = Story(seed: UInt64(seed), desk: desk)
        try await story.play(steps: 60)
        #expect(story.accepted > 10, "a story in which nothing happens proves nothing")
        try await expectFolds(desk)
        for id in try await desk.store.read({ try $0.ids() }) {
            try await expectLegal(id, desk)
            try await expectReminders(id, desk)
            try await expectHistory(id, desk)
        }
    }

    @Test("The same story gives the same history, byte for byte", arguments: [3, 7])
    func deterministic(seed: Int) async throws {
        var prints: [String] = []
        for _ in 0..<2 {
            let desk = try Desk(at: "2018-01-08T10:00", Story.meeting, Story.review)
            var story = Story(seed: UInt64(seed), desk: desk)
            try await story.play(steps: 60)
            prints.append(try await desk.fingerprint())
        }
        #expect(prints[0] == prints[1])
    }

    /// Invariant 2: folding history gives the stored state.
    private func expectFolds(_ desk: Desk) async throws {
        let found = try await desk.store.read { try Verification.run($0) }
        #expect(found.findings == [])
        #expect(found.entries > 0)
    }

    /// Charts stand where the statechart's rules allow.
    private func expectLegal(_ id: String, _ desk: Desk) async throws {
        let state = try await desk.state(id)
        let definition = try #require(desk.library.all[state.definition])
        #expect(definition.chart.problems(in: state.root.chart) == [])
        for item in state.items {
            #expect(definition.chart(of: item.id.kind)?.problems(in: item.part.chart) == [])
        }
    }

    /// Invariant 1: every reminder ended, or is owed by a deadline that still needs it; none went
    /// out under two delivery ids to the same person.
    private func expectReminders(_ id: String, _ desk: Desk) async throws {
        let state = try await desk.state(id)
        let rows = try await desk.store.read { try $0.reminders(of: id) }
        let owed = rows.filter { $0.outcome == nil }.map(\.reminder)
        #expect(Set(owed) == Set(state.reminders))
        #expect(Set(rows.map(\.reminder.key)).count == rows.count)
        for reminder in state.reminders {
            let run = try #require(state.deadline(reminder.key.deadline))
            #expect(run.isArmed && run.run == reminder.key.run, "\(reminder.key)")
            #expect(run.status.isOpen || run.status.isPast, "\(reminder.key)")
            #expect(run.generation == reminder.key.generation, "\(reminder.key)")
        }
        var carried: Set<String> = []
        for delivery in try await desk.deliveries() where delivery.scrutiny == id {
            for key in delivery.reminders {
                #expect(
                    carried.insert("\(key) at \(delivery.person)").inserted,
                    "twice: \(key) at \(delivery.person)")
            }
        }
    }

    /// Invariants 3 and 4, entry by entry: nothing goes out before its time or for what is over,
    /// nothing is missed before its last moment has passed.
    private func expectHistory(_ id: String, _ desk: Desk) async throws {
        var state: ScrutinyState?
        for entry in try await desk.history(id) {
            if state == nil {
                state = ScrutinyState.folding(
                    Array(entry.payload.effects.prefix(1)), onto: nil, sequence: 1)
            }
            for effect in entry.payload.effects {
                switch effect {
                case .reminderSettled(let key, .handedOver):
                    let run = try #require(state?.deadline(key.deadline))
                    #expect(run.isArmed && (run.status.isOpen || run.status.isPast), "\(key)")
                    let owed = try #require(state?.reminders.first { $0.key == key })
                    #expect(owed.sendAt <= entry.at, "\(key) went out before its time")
                case .deadline(let run, .missed):
                    let due = try #require(run.due)
                    let next = try #require(due.adding(days: 1))
                    let end =
                        run.cut.map { CivilDateTime(date: due, time: $0) }
                        ?? CivilDateTime(date: next, time: .midnight)
                    #expect(desk.zone.instant(of: end) <= entry.at, "\(run.id) missed too early")
                default: break
                }
                state?.apply(effect)
            }
        }
    }
}
