import Deadlines
import Workflows

/// What the daemon runs by, beside a scrutiny's state, held against that state.
struct ScrutinyRows {
    let state: ScrutinyState
    /// The reminders that have ended by its history.
    let ended: EndedReminders
    /// Whether it is known that it could not be woken, and is tried again.
    let isStuck: Bool

    /// What does not fit, a sentence each.
    func findings(in store: any StoreReader) throws -> [String] {
        try deadlineFindings(in: store) + reminderFindings(in: store) + rowFindings(in: store)
    }

    private func deadlineFindings(in store: any StoreReader) throws -> [String] {
        let all = Set(DeadlineStatus.allCases)
        let rows = try store.deadlines(
            DeadlineFilter(statuses: all, scrutiny: state.id, armedOnly: false)
        ).map(\.run)
        return Set(rows) == Set(state.deadlines)
            ? [] : ["the deadlines that are listed are not those of its state"]
    }

    private func reminderFindings(in store: any StoreReader) throws -> [String] {
        var findings: [String] = []
        var owed: Set<Reminder> = []
        var kept = EndedReminders()
        for row in try store.reminders(of: state.id) {
            guard let outcome = row.outcome else {
                owed.insert(row.reminder)
                continue
            }
            kept.add(row.reminder, outcome)
            guard case .handedOver(let ids) = outcome else { continue }
            for id in ids where try store.delivery(id) == nil {
                findings.append("the reminder \(row.reminder.key) went out by \(id), which is gone")
            }
        }
        if owed != Set(state.reminders) {
            findings.append("the reminders that are kept as owed are not those of its state")
        }
        if kept != ended {
            findings.append("the reminders that are kept as ended are not those of its history")
        }
        return findings
    }

    private func rowFindings(in store: any StoreReader) throws -> [String] {
        guard let row = try store.row(state.id) else { return ["it is not listed"] }
        var findings: [String] = []
        // An earlier wake does nothing. One that failed is put off; none at all would be for ever.
        if let due = state.wake {
            if row.wake == nil {
                findings.append("something of it falls due, and nothing wakes it")
            } else if let wake = row.wake, wake > due, !isStuck {
                findings.append("something of it falls due before it is woken")
            }
        }
        let isListed =
            row.isFinal == state.isFinal && row.sequence == state.sequence
            && row.workflow == state.definition.name && row.version == state.definition.version
            && row.openedAt == state.openedAt
            && row.year == state.root.facts["municipal-year"]?.line
        if !isListed { findings.append("what is listed of it is not what its state says") }
        return findings
    }
}

/// The reminders of a scrutiny that are no longer owed, each with its moment and how it ended, as
/// a sum: equal ones have equal sums, in whichever order they came, and no memory is taken.
struct EndedReminders: Equatable {
    private var count = 0
    private var sum = 0

    /// Adds those that an entry ends.
    ///
    /// - Parameter owed: what was owed before it.
    mutating func visit(_ entry: HistoryEntry, owed: [Reminder]) {
        var known: [Reminder.Key: Reminder] = [:]
        for effect in entry.payload.effects {
            switch effect {
            case .reminderOwed(let reminder): known[reminder.key] = reminder
            case .reminderDeferred(let key, let until):
                known[key] = known[key] ?? owed.first { $0.key == key }
                known[key]?.sendAt = until
            case .reminderSettled(let key, let outcome):
                guard let reminder = known[key] ?? owed.first(where: { $0.key == key }) else {
                    continue
                }
                add(reminder, outcome)
            default: continue
            }
        }
    }

    /// Adds one.
    mutating func add(_ reminder: Reminder, _ outcome: ReminderOutcome) {
        var hasher = Hasher()
        hasher.combine(reminder.key)
        hasher.combine(reminder.sendAt)
        hasher.combine(outcome.word)
        // A reason may be redacted; deliveries are named as long as they are there.
        if case .handedOver(let ids) = outcome { hasher.combine(ids) }
        count += 1
        sum &+= hasher.finalize()
    }
}

extension Verification {
    /// Whether the definitions that scrutinies run by are there, with the text they are named
    /// after.
    static func findings(
        of definitions: Set<DefinitionID>, in store: any StoreReader
    ) throws -> [String] {
        try definitions.sorted { "\($0) \($0.hash)" < "\($1) \($1.hash)" }.compactMap { id in
            guard let text = try store.definitionText(id) else {
                return "the definition \(id) is not stored, and scrutinies run by it"
            }
            return sha256(text) == id.hash
                ? nil : "the text of the definition \(id) was changed after it was stored"
        }
    }
}
