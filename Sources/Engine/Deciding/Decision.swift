/// What follows from a command or a due moment. Nothing of it is so until it is committed.
package struct Decision: Sendable {
    /// The scrutiny before; nil: it is new.
    package var before: ScrutinyState?
    /// The scrutiny afterwards.
    package var state: ScrutinyState
    /// What became so, in order; empty: nothing changed.
    package var effects: [Effect]
    /// Messages to be handed over once this is committed.
    package var deliveries: [Delivery]
    /// One line for the history.
    package var summary: String
    /// What whoever did it noted.
    package var note: String?

    /// The line as other scrutinies are told it: a reason that somebody gave stays where it was
    /// given, and can be redacted there.
    var summaryForOthers: String { String(summary.prefix { $0 != ":" }) }

    /// Which deadlines got a day or another one, for the answer.
    package var moved: [DeadlineRun] {
        effects.compactMap { effect in
            switch effect {
            case .deadline(let run, .moved), .deadline(let run, .started): run
            default: nil
            }
        }
    }

    /// Which deadlines passed unmet.
    package var passed: [DeadlineRun] {
        effects.compactMap { effect in
            guard case .deadline(let run, .missed) = effect else { return nil }
            return run
        }
    }

    /// What was recorded but deserves a look.
    package var flags: [String] {
        effects.compactMap { effect in
            guard case .flagged(let text) = effect else { return nil }
            return text
        }
    }
}

extension Decision {
    /// The decision with a note for the history, where it has none of its own.
    func noting(_ note: String?) -> Decision {
        var decision = self
        decision.note = decision.note ?? note
        return decision
    }
}
