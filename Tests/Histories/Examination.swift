import Deadlines
import Engine
import Statecharts
import Workflows

/// Holds what a history left against the promises, without asking the engine: what had to be owed
/// is worked out anew from the definitions and from what history says of the deadlines.
struct Examination: Sendable {
    let library: Library
    /// Every version of every calendar that was in force, by name and version.
    let calendars: [String: WorkingCalendar]
    /// The same with the days on which the office is closed.
    let sendingCalendars: [String: WorkingCalendar]

    init(library: Library, calendars: [String: WorkingCalendar]) {
        self.library = library
        self.calendars = calendars
        sendingCalendars = calendars.mapValues { calendar in
            let closed = library.sending.closureDays.keys.sorted().map {
                Holiday(date: $0, title: "closed", division: calendar.name)
            }
            return WorkingCalendar(
                name: calendar.name, title: calendar.title, version: calendar.version,
                source: calendar.source, coverage: calendar.coverage,
                holidays: calendar.holidays + closed)
        }
    }

    /// - Throws: ``BrokenPromise`` for the first promise that is broken.
    func examine(_ evidence: Evidence) throws {
        let record = evidence.record
        try insist(record.findings.isEmpty, "verify finds \(record.findings)")
        try expectAnswered(evidence.answeredHeads, in: record)
        let rows = Dictionary(grouping: record.reminders, by: \.scrutiny)
        let entries = Dictionary(grouping: record.entries, by: \.scrutiny)
        let deliveries = Dictionary(grouping: record.deliveries, by: \.scrutiny)
        for (id, state) in record.states.sorted(by: { $0.key < $1.key }) {
            try expectLegal(state)
            var course = try Course(id, examination: self, definition: definition(of: state))
            course.sleeps = evidence.sleeps
            for entry in entries[id] ?? [] { try course.follow(entry) }
            try course.expectEnd(
                state: state, rows: rows[id] ?? [], deliveries: deliveries[id] ?? [])
        }
        try expectSingle(record)
        try expectDelivered(record, evidence.handOvers)
    }

    func definition(of state: ScrutinyState) throws -> Definition {
        guard let definition = library.all[state.definition] else {
            throw BrokenPromise("\(state.id) runs by a definition that nobody has")
        }
        return definition
    }

    /// Invariant 2: whatever was answered is in the chain.
    private func expectAnswered(_ heads: [String], in record: HistoryRecord) throws {
        let known = Set(record.entries.map(\.hash) + [HistoryEntry.genesis])
        for head in heads where !known.contains(head) {
            throw BrokenPromise("a command was answered at \(head), which is not in the chain")
        }
    }

    /// Charts stand where the statechart's rules allow.
    private func expectLegal(_ state: ScrutinyState) throws {
        let definition = try definition(of: state)
        var problems = definition.chart.problems(in: state.root.chart)
        for item in state.items {
            problems += definition.chart(of: item.id.kind)?.problems(in: item.part.chart) ?? []
        }
        try insist(problems.isEmpty, "\(state.id): its chart stands where it cannot: \(problems)")
    }

    /// Invariant 1: no reminder goes to one address by one channel under two ids.
    private func expectSingle(_ record: HistoryRecord) throws {
        var ids: Set<String> = []
        var carried: [String: String] = [:]
        for delivery in record.deliveries {
            try insist(
                ids.insert(delivery.id).inserted, "doubled: there are two \(delivery.id)")
            for key in delivery.reminders {
                let place =
                    "\(delivery.scrutiny) \(key) to \(delivery.person) "
                    + "at \(delivery.address) by \(delivery.channel)"
                if let other = carried.updateValue(delivery.id, forKey: place) {
                    throw BrokenPromise("doubled: \(place) under \(other) and \(delivery.id)")
                }
            }
        }
        for row in record.reminders {
            guard case .handedOver(let named) = row.outcome else { continue }
            let carriers = record.deliveries.filter {
                $0.scrutiny == row.scrutiny && $0.reminders.contains(row.reminder.key)
            }.map(\.id)
            try insist(
                !named.isEmpty && Set(named) == Set(carriers),
                "lost: \(row.scrutiny) \(row.reminder.key) names the deliveries \(named), "
                    + "carried it is by \(carriers)")
        }
    }

    /// Invariant 1: every delivery ends as delivered or dead, and agrees with what the channels
    /// were handed: again only where no answer was committed.
    private func expectDelivered(
        _ record: HistoryRecord, _ handOvers: [DeliveryLedger.HandOver]
    ) throws {
        let handOvers = Dictionary(grouping: handOvers, by: \.delivery)
        let known = Set(record.deliveries.map(\.id))
        for id in handOvers.keys.sorted() where !known.contains(id) {
            throw BrokenPromise("a channel was handed \(id), which is not in the outbox")
        }
        for delivery in record.deliveries {
            let attempts = record.attempts[delivery.id] ?? []
            let handed = handOvers[delivery.id] ?? []
            let name = "delivery \(delivery.id)"
            try insist(
                delivery.status != .pending, "lost: \(name) is still pending")
            try insist(
                attempts.map(\.number) == (0..<delivery.attempts).map { $0 + 1 },
                "\(name) has the attempts \(attempts.map(\.number)), says \(delivery.attempts)")
            try insist(
                attempts.allSatisfy { $0.endedAt != nil && $0.outcome != nil },
                "\(name) has an attempt that never ended: \(attempts)")
            try insist(
                Set(handed.map(\.attempt)).count == handed.count,
                "doubled: \(name) was handed over twice in one attempt: \(handed)")
            try insist(
                Set(handed.map(\.attempt)).isSubset(of: attempts.map(\.number)),
                "\(name) was handed over without an attempt in the store")
            try insist(
                handed.allSatisfy {
                    $0.channel == delivery.channel && $0.address == delivery.address
                }, "\(name) went another way than its own: \(handed)")
            let committed = attempts.filter { $0.outcome == .delivered }
            try insist(
                committed.count == (delivery.status == .delivered ? 1 : 0),
                "\(name) is \(delivery.status.rawValue), with \(committed.count) taken attempts")
            for attempt in committed {
                let took = handed.contains { $0.attempt == attempt.number && $0.isTaken }
                try insist(took, "lost: \(name) counts as delivered, but no channel took it")
                try insist(
                    attempt.number == attempts.last?.number,
                    "doubled: \(name) was handed over again after its answer was committed")
            }
            if delivery.status == .dead, attempts.last?.outcome != .permanent {
                let isSpent =
                    delivery.attempts >= RunningDaemon.budget
                    || delivery.nextAttemptAt > delivery.notAfter
                try insist(
                    isSpent, "lost: \(name) was given up before its budget was spent: \(delivery)")
            }
        }
    }
}
