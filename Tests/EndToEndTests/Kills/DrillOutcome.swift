import Engine
import Foundation
import SQLiteStore
import Testing

/// What is in the store when all is over, and how it compares with a run that was never killed.
struct DrillOutcome {
    /// Scrutinies that were worked on.
    var letters = 0
    /// Reminders that were owed at some time.
    var owed = 0
    /// Those of them that fell due and were handed over.
    var due = 0
    var deliveries = 0
    var handOvers = 0
    var lost = 0
    var doubled = 0
}

/// What a story left in a store.
struct DrillRemains {
    /// The history of each letter without its times: what was done, and what became so.
    var histories: [String: [String]] = [:]
    var states: [String: ScrutinyState] = [:]
    /// Every reminder that was ever owed.
    var reminders: [ReminderRow] = []
    var deliveries: [Delivery] = []
    var attempts: [String: [Attempt]] = [:]

    /// Reads the store of an office whose daemon has stopped.
    static func read(_ office: Office) async throws -> DrillRemains {
        let store = try SQLiteStore(
            path: office.folder.appending(path: "state/scrutinyd.db").path)
        let remains = try await store.read { store throws in
            var remains = DrillRemains()
            for id in try store.ids() where id.hasPrefix("letter-") {
                remains.states[id] = try store.scrutiny(id)
                remains.reminders += try store.reminders(of: id)
                remains.histories[id] = try store.history(of: id).map {
                    "\($0.sequence) \($0.actor.name) \($0.cause): \($0.payload.summary)"
                }
            }
            remains.deliveries = try store.deliveries(DeliveryFilter(limit: .max))
            for delivery in remains.deliveries {
                remains.attempts[delivery.id] = try store.attempts(of: delivery.id)
            }
            return remains
        }
        try await store.close()
        return remains
    }

    /// Each reminder with the ids of the deliveries that carry it.
    var carriers: [String: [String]] {
        var carriers: [String: [String]] = [:]
        for delivery in deliveries {
            for key in delivery.reminders {
                carriers["\(delivery.scrutiny) \(key)", default: []].append(delivery.id)
            }
        }
        return carriers
    }
}

extension DrillOutcome {
    /// Compares what is left after all the kills with what a run without any left, and with what
    /// the plug-in was handed.
    static func check(
        _ killed: DrillRemains, against whole: DrillRemains, log: DrillLog
    ) -> DrillOutcome {
        var outcome = DrillOutcome(
            letters: killed.states.count, owed: killed.reminders.count,
            due: killed.carriers.count, deliveries: killed.deliveries.count,
            handOvers: log.lines.count)
        #expect(!killed.deliveries.isEmpty)
        checkWork(killed, whole)
        checkHandOvers(killed, log)
        let handed = Set(log.lines.map(\.delivery))
        let carriers = killed.carriers
        for (reminder, ids) in whole.carriers {
            let isThere = carriers[reminder]?.contains { handed.contains($0) } == true
            #expect(isThere, "Lost: \(reminder), which was due under \(ids)")
            if !isThere { outcome.lost += 1 }
        }
        for (reminder, ids) in carriers where ids.count != 1 {
            Issue.record("\(reminder) has the deliveries \(ids)")
            outcome.doubled += 1
        }
        for (reminder, ids) in log.deliveriesByReminder where ids.count != 1 {
            Issue.record("The plug-in was handed \(reminder) under \(ids)")
            outcome.doubled += 1
        }
        #expect(Set(killed.deliveries.map(\.id)) == Set(whole.deliveries.map(\.id)))
        return outcome
    }

    /// Every command had its effect, once, and in the end the same is so.
    private static func checkWork(_ killed: DrillRemains, _ whole: DrillRemains) {
        for (id, history) in whole.histories {
            #expect(killed.histories[id] == history, "\(id)")
        }
        #expect(killed.histories.count == whole.histories.count)
        for (id, state) in whole.states {
            #expect(killed.states[id]?.root.chart == state.root.chart, "\(id)")
            #expect(killed.states[id]?.root.facts == state.root.facts, "\(id)")
        }
        let outcomes = Dictionary(
            grouping: whole.reminders, by: { "\($0.scrutiny) \($0.reminder.key)" })
        for row in killed.reminders {
            let name = "\(row.scrutiny) \(row.reminder.key)"
            #expect(row.outcome != nil, "Never settled: \(name)")
            #expect(row.outcome == outcomes[name]?.first?.outcome, "\(name)")
        }
        #expect(killed.reminders.count == whole.reminders.count)
    }

    /// Every delivery was handed over, by each of its attempts at most once, and is so recorded.
    private static func checkHandOvers(_ killed: DrillRemains, _ log: DrillLog) {
        let lines = Dictionary(grouping: log.lines, by: \.delivery)
        for delivery in killed.deliveries {
            let attempts = killed.attempts[delivery.id] ?? []
            #expect(delivery.status == .delivered, "\(delivery.id): \(delivery.status)")
            #expect(attempts.map(\.number) == Array(1...max(1, delivery.attempts)))
            #expect(attempts.last?.outcome == .delivered)
            #expect(attempts.dropLast().allSatisfy { $0.outcome == .interrupted })
            let handed = lines[delivery.id]?.map(\.attempt) ?? []
            #expect(handed.contains(delivery.attempts), "\(delivery.id) was never handed over")
            #expect(Set(handed).count == handed.count, "\(delivery.id): \(handed)")
        }
        let unknown = Set(lines.keys).subtracting(killed.deliveries.map(\.id))
        #expect(unknown.isEmpty, "The plug-in was handed what is not in the store: \(unknown)")
    }
}
