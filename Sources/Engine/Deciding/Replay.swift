import Deadlines
import Workflows

/// A scrutiny's history decided again, with amendments: what would be so, had it been recorded so
/// from the first. It decides what was asked then, at the times it was asked then.
struct Replay {
    private let decider: Decider
    /// The calendars of then, by the entries' numbers.
    private let labels: [Int: [String: String]]
    let definition: Definition
    let history: [HistoryEntry]
    /// What becomes of entries, by their numbers.
    private(set) var changes: [Int: [Amendment.Change]] = [:]

    /// A replay with the amendments that were made before.
    init(decider: Decider, definition: Definition, history: [HistoryEntry]) {
        self.decider = Self.replaying(decider.snapshot)
        labels = history.calendarLabels
        self.definition = definition
        self.history = history
        for (entry, effect) in history.flatMap({ entry in
            entry.payload.effects.map { (entry, $0) }
        }) {
            switch effect {
            case .factsCorrected(let correction):
                if case .correct(_, let event, let item, _, let facts?, _) = entry.payload.command {
                    let place = FactPlace(event: event, item: item)
                    add(.give(facts, at: place), to: correction.sequence)
                }
            case .corrected(let correction):
                Amendment.Change(effect).map { add($0, to: correction.sequence) }
            case .retracted(let retraction):
                Amendment.Change(effect).map { add($0, to: retraction.sequence) }
            default: continue
            }
        }
    }

    private static func replaying(_ snapshot: any Snapshot) -> Decider {
        var decider = Decider(snapshot: snapshot)
        decider.isReplaying = true
        return decider
    }

    /// What decides an entry: by the calendars of then, for a day that was found by them stands.
    private func decider(of entry: HistoryEntry) -> Decider {
        Self.replaying(
            DatedSnapshot(base: decider.snapshot, labels: labels[entry.sequence] ?? [:]))
    }

    mutating func add(_ change: Amendment.Change, to sequence: Int) {
        changes[sequence, default: []].append(change)
    }

    /// The state that follows, at `now`.
    ///
    /// - Parameter sequence: the entry from which on everything is decided again, or an earlier one
    ///   that was amended.
    /// - Throws: ``Refusal/notAmendable(_:)`` naming every later entry that no longer fits.
    func state(at now: Instant, from sequence: Int) throws -> ScrutinyState {
        let first = min(changes.keys.min() ?? sequence, sequence)
        var state = history.filter { $0.sequence < first }.reduce(nil as ScrutinyState?) {
            ScrutinyState.folding($1.payload.effects, onto: $0, sequence: $1.sequence)
        }
        var unfit: [String] = []
        for (entry, moment) in inOrder(history.filter { $0.sequence >= first }, before: now) {
            do {
                if let next = try decide(entry, at: moment, on: state) { state = next }
            } catch let refusal as Refusal {
                if entry.sequence == sequence { throw Self.refusal(of: entry, refusal) }
                unfit.append(
                    "entry \(entry.sequence) (\(entry.payload.summary)): \(refusal.message)")
            }
        }
        guard unfit.isEmpty, var state else {
            throw Refusal.notAmendable(
                "What was recorded later no longer fits: \(unfit.joined(separator: " ")) "
                    + "Retract that first, the latest first.")
        }
        state.sequence = history.last?.sequence ?? state.sequence
        return try decider.decide(.wake, on: state, now: now, actor: .daemon).state
    }

    /// Why the entry itself cannot count as it is to.
    private static func refusal(of entry: HistoryEntry, _ refusal: Refusal) -> Refusal {
        switch refusal {
        case .noSuchFact, .invalidFact, .requiredFacts, .inFuture, .unlikelyTime: refusal
        default:
            .notAmendable(
                "Entry \(entry.sequence) (\(entry.payload.summary)) would have been refused so: "
                    + refusal.message)
        }
    }

    /// The entries with the moments at which they are decided: when they were written, but not
    /// before what they record has come, nor after now, where a clock ran ahead.
    private func inOrder(
        _ entries: [HistoryEntry], before now: Instant
    ) -> [(entry: HistoryEntry, moment: Instant)] {
        guard let zone = decider.snapshot.zone(definition.timeZone) else {
            return entries.map { ($0, $0.at) }
        }
        var latest: Instant?
        let moments = entries.map { entry -> (HistoryEntry, Instant) in
            let written = max(min(entry.at, now), latest ?? min(entry.at, now))
            latest = written
            let occurred = (changes[entry.sequence] ?? []).compactMap { change -> Instant? in
                guard case .correct(_, _, .on(let day, let time)) = change else { return nil }
                return zone.instant(of: CivilDateTime(date: day, time: time ?? .midnight))
            }.last
            return (entry, max(written, min(occurred ?? written, now)))
        }
        return moments.enumerated().sorted {
            ($0.element.1, $0.offset) < ($1.element.1, $1.offset)
        }.map(\.element)
    }

    /// How soon after a due moment a command may have come before what was due, in milliseconds.
    private static var haste: Int64 { 60_000 }

    /// What follows from an entry now, and from what fell due before it; nil: nothing.
    private func decide(
        _ entry: HistoryEntry, at moment: Instant, on state: ScrutinyState?
    ) throws -> ScrutinyState? {
        guard let command = try command(of: entry) else { return nil }
        let decider = decider(of: entry)
        guard var state else { return try open(command, by: entry, at: moment) }
        state.sequence = entry.sequence - 1
        let earlier = moment.adding(milliseconds: -Self.haste)
        if let due = state.wake, due <= earlier {
            state = try decider.decide(.wake, on: state, now: earlier, actor: .daemon).state
            state.sequence = entry.sequence - 1
        }
        return try decider.decide(command, on: state, now: moment, actor: entry.actor).state
    }

    private func open(
        _ command: Command, by entry: HistoryEntry, at moment: Instant
    ) throws -> ScrutinyState? {
        guard case .opened(_, let identity, _, _) = entry.payload.effects.first else { return nil }
        let decider = decider(of: entry)
        switch command {
        case .open(let opening):
            return try decider.open(
                opening, definition: definition, identity: identity, now: moment,
                actor: entry.actor
            ).state
        case .bringIn(let opening, let items, let events, let assignments):
            return try decider.bringIn(
                opening, items: items, events: events, assignments: assignments,
                definition: definition, identity: identity, now: moment, actor: entry.actor
            ).state
        default: return nil
        }
    }

    /// What the entry was asked, as it counts now; nil: nothing that matters here.
    private func command(of entry: HistoryEntry) throws -> Command? {
        switch entry.cause {
        case Command.wake.word: return .wake
        // Their amendments are among the changes; a redaction changed the entries themselves; dates
        // are computed anew in any case.
        case "correct", "retract", "redact", "recompute": return nil
        // Whether a repeat is silenced is no matter of what is so.
        case "acknowledge": return nil
        default: break
        }
        guard var command = entry.payload.command else {
            throw Refusal.notAmendable("it does not hold what was asked then.")
        }
        for change in changes[entry.sequence] ?? [] {
            switch change {
            case .retract: return nil
            case .correct(let event, let item, let occurred):
                command = command.occurring(occurred, event: event, at: item)
            case .give(let facts, let place): command = command.giving(facts, at: place)
            }
        }
        guard let zone = decider.snapshot.zone(definition.timeZone) else { return command }
        return command.naming(now: zone.civil(at: entry.at))
    }
}
