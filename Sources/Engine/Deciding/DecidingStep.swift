import Deadlines
import Workflows

/// One step under way: the state so far and the effects that brought it there.
///
/// The state changes only through ``emit(_:)``, so that folding the effects gives the same state.
struct DecidingStep {
    var state: ScrutinyState
    let before: ScrutinyState?
    var effects: [Effect] = []
    var deliveries: [Delivery] = []
    let definition: Definition
    let snapshot: any Snapshot
    let zone: any TimeZoneRules
    let now: Instant
    let today: CivilDate
    let actor: Actor
    /// What caused the step, for reasons people read.
    var because = ""
    var note: String?
    /// Whether the past is brought in: nothing is sent for it.
    var isImporting = false
    /// Whether what was accepted before is decided again.
    var isReplaying = false
    /// Whether a calendar changed: past deadlines keep their dates.
    var isCalendarChange = false
    /// Whether another scrutiny changed, on which days of this one hang.
    var isChangeElsewhere = false
    /// States left and entered by each part in this step, for re-entry.
    var exited: [ItemID?: Set<String>] = [:]
    /// The day of the event that drives the step, where known: a run armed by it begins there.
    var drivingDay: CivilDate?

    init(
        state: ScrutinyState, definition: Definition, snapshot: any Snapshot, now: Instant,
        actor: Actor
    ) throws {
        guard let zone = snapshot.zone(definition.timeZone) else {
            throw Refusal.missing(
                what: "The time zone \(definition.timeZone)",
                remedy: "Name one of the IANA time zones, such as Europe/London.")
        }
        self.state = state
        before = state.sequence == 0 ? nil : state
        self.definition = definition
        self.snapshot = snapshot
        self.zone = zone
        self.now = now
        self.actor = actor
        today = zone.civil(at: now).date
    }

    /// The number the history entry of this step will have.
    var sequence: Int { state.sequence + 1 }

    /// Makes an effect so.
    mutating func emit(_ effect: Effect) {
        state.apply(effect)
        effects.append(effect)
    }

    /// Does what has fallen due by now, hands over what is owed, and closes the step.
    mutating func finish(summary: String) throws -> Decision {
        try passDueMoments()
        try noteObstacles()
        try handOverDueReminders()
        if !effects.isEmpty { state.sequence = sequence }
        return Decision(
            before: before, state: state, effects: effects, deliveries: deliveries,
            summary: summary, note: note)
    }

    /// Every part: the items in order, then the scrutiny itself.
    var parts: [ItemID?] { state.items.map(\.id) + [nil] }

    /// The calendar by which a deadline counts: closure days of the office count for its own
    /// targets alone. A run that has passed counts by the calendar of then.
    func calendar(
        of declaration: DeadlineDeclaration, for run: DeadlineRun? = nil
    ) throws -> WorkingCalendar {
        let isLocal = declaration.law == Law.local
        if let run, run.status.isPast, let past = snapshot.calendar(labelled: run.calendar) {
            return isLocal ? past.closing(snapshot.sending.closureDays) : past
        }
        return try isLocal
            ? sendingCalendar(of: declaration)
            : found(snapshot.calendar(_:), for: declaration)
    }

    /// The calendar by which messages go out: the deadline's, with the office's closure days.
    func sendingCalendar(of declaration: DeadlineDeclaration) throws -> WorkingCalendar {
        try found(snapshot.officeCalendar, for: declaration)
    }

    private func found(
        _ calendar: (String) -> WorkingCalendar?, for declaration: DeadlineDeclaration
    ) throws -> WorkingCalendar {
        let name = declaration.calendar ?? definition.calendar
        guard let calendar = calendar(name) else {
            throw Refusal.missing(
                what: "The calendar \(name)",
                remedy: "Put \(name).yaml among the calendars, or name one that is there.")
        }
        return calendar
    }
}
