import Deadlines
import Engine

/// Counts the reminders of one history entry together: a line for what each deadline foresees and
/// for each way in which its reminders ended.
struct ReminderLines {
    private enum Group: Hashable {
        case foreseen(DeadlineID)
        case deferred(DeadlineID, Instant)
        case handedOver(DeadlineID, rung: String)
        case ended(DeadlineID, word: String, reason: String)
    }

    private let zone: any TimeZoneRules
    private var members: [Group: [Reminder.Key]] = [:]
    private var first: [DeadlineID: Instant] = [:]
    private var settled: Set<Reminder.Key> = []
    private var needless: Set<Reminder.Key> = []
    private var told: Set<Group> = []

    /// Reads all effects of the entry.
    init(_ effects: [Effect], zone: any TimeZoneRules) {
        self.zone = zone
        for case .reminderSettled(let key, _) in effects { settled.insert(key) }
        for case .reminderOwed(let reminder) in effects where reminder.kind == .notStarted {
            // The day became known with it: nobody will be asked for it.
            if settled.contains(reminder.key) { needless.insert(reminder.key) }
        }
        for effect in effects {
            guard let (group, key) = group(of: effect) else { continue }
            members[group, default: []].append(key)
            if case .reminderOwed(let reminder) = effect {
                let earliest = first[key.deadline] ?? reminder.sendAt
                first[key.deadline] = min(earliest, reminder.sendAt)
            }
        }
    }

    /// The line of the effect's group, where the effect is the group's first; else none.
    mutating func lines(for effect: Effect) -> [String] {
        guard let (group, _) = group(of: effect), told.insert(group).inserted else { return [] }
        return [line(of: group, members[group] ?? [])]
    }

    private func group(of effect: Effect) -> (Group, Reminder.Key)? {
        switch effect {
        case .reminderOwed(let reminder):
            // Owed and ended in one entry: only the end is worth a word.
            settled.contains(reminder.key)
                ? nil : (.foreseen(reminder.key.deadline), reminder.key)
        case .reminderDeferred(let key, let until):
            settled.contains(key) ? nil : (.deferred(key.deadline, until), key)
        case .reminderSettled(let key, .handedOver):
            (.handedOver(key.deadline, rung: key.phrase), key)
        case .reminderSettled(let key, let outcome):
            needless.contains(key)
                ? nil
                : (.ended(key.deadline, word: outcome.word, reason: outcome.reason), key)
        case .opened, .itemAdded, .factSet, .occurred, .chartMoved, .staysChanged, .deadline,
            .sendScheduled, .sendEnded, .assigned, .withdrawn, .flagged, .redacted, .held,
            .holdEnded, .extended, .clocksRestored, .corrected, .factsCorrected,
            .retracted, .partRestored:
            nil
        }
    }

    private func line(of group: Group, _ keys: [Reminder.Key]) -> String {
        let count = keys.count == 1 ? "1 reminder" : "\(keys.count) reminders"
        switch group {
        case .foreseen(let deadline):
            let begin = first[deadline].map { zone.civil(at: $0).date.long } ?? "an unknown day"
            let when = keys.count == 1 ? "on \(begin)" : "the first on \(begin)"
            return "\(deadline): \(count) foreseen, \(when)"
        case .deferred(let deadline, let until):
            return "\(deadline): \(count) put off to \(zone.civil(at: until).date.long)"
        case .handedOver(let deadline, let rung):
            let recipients = keys.map(\.recipient).joined(separator: ", ")
            return "\(deadline): reminder \"\(rung)\" handed over, for \(recipients)"
        case .ended(let deadline, let word, let reason):
            return "\(deadline): \(count) \(word)" + (reason.isEmpty ? "" : " (\(reason))")
        }
    }
}
