import Deadlines
import Engine

extension History {
    /// Looks whether the history that has been played keeps every promise.
    func inspect() async throws -> Chronicle {
        try await expectFirstAnswers()
        let record = try await HistoryRecord.read(medium.store)
        let evidence = Evidence(
            record: record, handOvers: ledger.handOvers, answeredHeads: answered.map(\.head),
            sleeps: sleeps)
        let examination = Examination(library: cast.library, calendars: calendars)
        try examination.examine(evidence)
        tally.histories = 1
        tally.faults += daemon.store.count
        tally.entries = record.entries.count
        tally.redacted = record.entries.count(where: \.isRedacted)
        tally.reminders = record.reminders.count
        tally.handedOver = record.reminders.count { row in
            if case .handedOver = row.outcome { true } else { false }
        }
        tally.deliveries = record.deliveries.count
        tally.deadLetters = record.deliveries.count { $0.status == .dead }
        tally.handOvers = ledger.handOvers.count
        return Chronicle(
            tally: tally, digest: digest(of: record), evidence: evidence, examination: examination)
    }

    /// Invariant 2: a command that was answered has its answer still.
    private func expectFirstAnswers() async throws {
        let remembered = answered.filter { $0.at >= forgottenBefore }
        for old in remembered.suffix(5) { try await expectFirstAnswer(to: old) }
    }

    private func digest(of record: HistoryRecord) -> String {
        var lines = [record.head]
        lines += answered.map(\.answer)
        lines += record.reminders.map {
            "\($0.scrutiny) \($0.reminder.key) \($0.reminder.sendAt.milliseconds) "
                + "\($0.outcome.map { "\($0.word) \($0.reason)" } ?? "owed")"
        }
        for delivery in record.deliveries {
            lines.append(
                "\(delivery.id) \(delivery.status.rawValue) \(delivery.attempts) "
                    + "\(delivery.createdAt.milliseconds) \(delivery.payload)")
            lines += (record.attempts[delivery.id] ?? []).map {
                "\($0.number) \($0.startedAt.milliseconds) \($0.outcome?.rawValue ?? "open")"
            }
        }
        return sha256(lines.joined(separator: "\n"))
    }
}
