import Engine
import Workflows

/// What must be so when nothing more can happen.
extension Course {
    /// Invariant 1 at the end of time: what had to be owed was, nothing else was, all of it ended,
    /// and every miss was told.
    func expectEnd(
        state stored: ScrutinyState, rows: [ReminderRow], deliveries: [Delivery]
    ) throws {
        try insist(state?.deadlines == stored.deadlines, "\(id): history tells of other deadlines")
        for key in foreseen.keys.sorted() where owed[key] == nil {
            throw BrokenPromise("lost: \(name(key)) was never owed")
        }
        for key in owed.keys.sorted() where foreseen[key] == nil && !allowed.contains(key) {
            throw BrokenPromise("\(name(key)) is owed, but nothing foresees it")
        }
        try insist(
            Set(rows.map(\.reminder.key)) == Set(owed.keys) && rows.count == owed.count,
            "lost: \(id): the reminders kept are not those that history tells of")
        for row in rows {
            guard let outcome = row.outcome else {
                throw BrokenPromise("lost: \(name(row.reminder.key)) has no end")
            }
            try insist(
                isAsTold(outcome, of: row.reminder.key),
                "\(name(row.reminder.key)) ended as \(outcome), history says otherwise")
        }
        try insist(stored.reminders.isEmpty, "lost: \(id) still owes \(stored.reminders)")
        try expectMissesTold()
        for (key, persons) in addressees {
            let reached = Set(
                deliveries.filter { $0.reminders.contains(key) }
                    .map { $0.address.isEmpty ? $0.person : $0.address })
            try insist(
                persons.isSubset(of: reached),
                "lost: \(name(key)) reached \(reached.sorted()), not \(persons.sorted())")
        }
    }

    /// Whether a reminder ended as history tells; of reasons that were redacted only the rest.
    private func isAsTold(_ outcome: ReminderOutcome, of key: Reminder.Key) -> Bool {
        guard let told = outcomes[key], outcome != told else { return outcomes[key] != nil }
        if case .handedOver = told { return false }
        return isRedacted && outcome.word == told.word
    }

    /// A miss that stands at the end was told to everybody it had to be told to.
    private func expectMissesTold() throws {
        for (run, isImported) in missed where !isImported {
            guard let last = runs[run.id]?[run.run], last.status.isPast,
                let miss = declaration(of: run.id)?.whenMissed
            else { continue }
            for recipient in miss.to {
                let isTold = told.keys.contains { key in
                    key.deadline == run.id && key.rung == "missed" && key.recipient == recipient
                        && (key.run == run.run || toldBefore(of: run)[key] != nil)
                }
                try insist(
                    isTold, "lost: \(id): nobody told \(recipient) that \(run.id) was missed")
            }
        }
    }
}
