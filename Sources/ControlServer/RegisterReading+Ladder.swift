import ControlProtocol
import Deadlines
import Engine
import Workflows

extension RegisterReading {
    /// The reminders of a deadline's run in order of time: those of its present day, and those of
    /// earlier days that were handed over. While the day is not known, what the definition
    /// foresees.
    func ladder(
        _ run: DeadlineRun, of state: ScrutinyState, _ definition: Definition
    ) throws -> [Register.Rung] {
        let rows = try store.reminders(of: state.id).filter { row in
            let key = row.reminder.key
            guard key.deadline == run.id, key.run == run.run else { return false }
            switch row.outcome {
            case .handedOver: return true
            // A notice that something newer made needless was no rung of the ladder.
            case .superseded where row.reminder.kind != .rung: return false
            case nil, .superseded, .silenced, .acknowledged, .cancelled:
                return key.generation == run.generation
            }
        }
        let sorted = rows.sorted { left, right in
            let (one, two) = (left.reminder, right.reminder)
            return (one.sendAt, one.key.description) < (two.sendAt, two.key.description)
        }
        let kept = try sorted.map(rung)
        let isForeseen = rows.contains { $0.reminder.kind == .rung }
        guard run.isArmed, run.status.isOpen, run.due == nil, !isForeseen else { return kept }
        return kept + foreseen(definition.declaration(of: run.id)?.ladder ?? [])
    }

    private func foreseen(_ ladder: [Workflows.Rung]) -> [Register.Rung] {
        ladder.flatMap { line in
            line.when.flatMap { phrase in
                line.to.map { recipient in
                    Register.Rung(
                        phrase: "\(phrase)", to: recipient, severity: line.severity.rawValue,
                        outcome: "owed", reason: "the day it is due is not known yet")
                }
            }
        }
    }

    private func rung(_ row: ReminderRow) throws -> Register.Rung {
        let (outcome, reason, went) = try fate(row)
        return Register.Rung(
            phrase: row.reminder.key.phrase, to: row.reminder.key.recipient,
            severity: row.reminder.severity.rawValue, at: zone.wire(went ?? row.reminder.sendAt),
            outcome: outcome, reason: reason)
    }

    /// How a reminder ended, why, and when it went out.
    private func fate(
        _ row: ReminderRow
    ) throws -> (outcome: String, reason: String?, went: Instant?) {
        switch row.outcome {
        case nil: return ("owed", nil, nil)
        case .handedOver(let ids):
            return Self.fate(of: try ids.compactMap { try store.delivery($0) })
        case .superseded(let reason)?: return ("superseded", reason, nil)
        case .silenced(let reason)?: return ("silenced", reason, nil)
        case .acknowledged?: return ("acknowledged", nil, nil)
        case .cancelled(let reason)?: return ("cancelled", reason, nil)
        }
    }

    /// Delivered by one channel is delivered; a dead letter is what no channel will take.
    private static func fate(
        of deliveries: [Delivery]
    ) -> (outcome: String, reason: String?, went: Instant?) {
        let went = deliveries.map(\.createdAt).min()
        let error = deliveries.compactMap(\.lastError).last
        if deliveries.contains(where: { $0.status == .delivered }) {
            return ("delivered", nil, went)
        }
        if deliveries.isEmpty || deliveries.contains(where: { $0.status == .pending }) {
            return ("owed", error ?? "handed over, no answer yet", went)
        }
        return ("dead-letter", error, went)
    }
}
