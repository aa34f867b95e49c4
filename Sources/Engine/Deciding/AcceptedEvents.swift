package import Deadlines
package import Workflows

/// The events a scrutiny accepts.
package enum AcceptedEvents {
    /// What would be accepted of the scrutiny itself now, in the order written; none once nothing
    /// more can be recorded of it.
    ///
    /// - Throws: ``Refusal`` where the definition's time zone is missing.
    package static func of(
        _ state: ScrutinyState, definition: Definition, snapshot: any Snapshot, now: Instant
    ) throws -> [String] {
        guard !state.isFinal else { return [] }
        let step = try DecidingStep(
            state: state, definition: definition, snapshot: snapshot, now: now, actor: .daemon)
        return step.accepted(in: nil, of: state)
    }
}
