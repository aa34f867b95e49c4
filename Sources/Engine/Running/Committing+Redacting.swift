import Workflows

extension Committing {
    /// Takes what people wrote out of a history entry, and out of everything made from it.
    ///
    /// The redaction is an entry of its own: who did it, when and why stays, and its chained hash
    /// vouches for what stands in the place of each payload that held or repeated it.
    func redact(
        _ sequence: Int, of id: String, keeping: Set<String>, reason: String, actor: Actor
    ) throws -> Answer {
        let plan = try RedactionPlan(
            sequence, of: id, keeping: keeping, in: store, library: library)
        guard let before = try store.scrutiny(id) else {
            throw Refusal.noSuchScrutiny(id: id, nearest: [])
        }
        guard !plan.isEmpty else {
            return Answer(
                outcome: .unchanged, id: id, sequence: before.sequence,
                states: leaves(of: before),
                flags: ["Entry \(sequence) holds nothing that can be redacted."] + plan.remarks)
        }
        var state = plan.state
        state.sequence = before.sequence + 1
        let redactions = try plan.replacements.map { entry, payload in
            try store.redact(position: entry.position, to: payload)
            return Effect.redacted(
                Redaction(
                    sequence: entry.sequence, position: entry.position,
                    replacement: sha256(try CanonicalJSON.encode(payload)), reason: reason,
                    repeated: entry.sequence == sequence ? nil : sequence))
        }
        for var delivery in plan.deliveries {
            try store.redact(delivery)
            guard delivery.status == .pending, delivery.address == Redaction.mark else { continue }
            delivery.status = .dead
            delivery.lastError = "its address was redacted"
            try store.update(delivery)
        }
        try store.setMeta(Meta.owesClearing, "yes")
        let decision = Decision(
            before: before, state: state, effects: redactions, deliveries: [],
            summary: "redacted entry \(sequence): \(reason)", note: nil)
        var answer = try commit(
            decision, before: before, cause: "redact", actor: actor, reminders: plan.reminders)
        answer.flags = plan.remarks
        return answer
    }
}
