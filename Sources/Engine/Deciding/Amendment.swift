import Deadlines
import Workflows

/// That an entry of history is to count otherwise than it was recorded. The entry itself stays.
struct Amendment {
    /// What becomes of it.
    enum Change {
        /// The event it recorded, named where there are several, happened at another time.
        case correct(event: String?, Recording.Occurred)
        /// It did not happen here.
        case retract
    }
    /// The entry.
    let sequence: Int
    let change: Change
    let reason: String
}

/// A scrutiny's history decided again, with amendments: what would be so, had it been recorded so
/// from the first. It decides what was asked then, at the times it was asked then.
struct Replay {
    let decider: Decider
    let definition: Definition
    let history: [HistoryEntry]
    /// What becomes of entries, by their numbers.
    private(set) var changes: [Int: [Amendment.Change]] = [:]

    /// A replay with the amendments that were made before.
    init(decider: Decider, definition: Definition, history: [HistoryEntry]) {
        self.decider = decider
        self.definition = definition
        self.history = history
        for effect in history.flatMap(\.payload.effects) {
            switch effect {
            case .corrected(let correction):
                let occurred =
                    correction.date.map { Recording.Occurred.on($0, correction.time) } ?? .unknown
                add(.correct(event: correction.event, occurred), to: correction.sequence)
            case .retracted(let retraction): add(.retract, to: retraction.sequence)
            default: continue
            }
        }
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
        for entry in history where entry.sequence >= first {
            do {
                if let next = try decide(entry, on: state) { state = next }
                state?.sequence = entry.sequence
            } catch let refusal as Refusal {
                unfit.append(
                    "entry \(entry.sequence) (\(entry.payload.summary)): \(refusal.message)")
            }
        }
        guard unfit.isEmpty, let state else {
            throw Refusal.notAmendable(
                "What was recorded later no longer fits: \(unfit.joined(separator: " ")) "
                    + "Retract that first, the latest first.")
        }
        let decision = try decider.decide(.wake, on: state, now: now, actor: .daemon)
        return decision.state
    }

    /// What follows from an entry now; nil: nothing.
    private func decide(_ entry: HistoryEntry, on state: ScrutinyState?) throws -> ScrutinyState? {
        guard let command = try command(of: entry) else { return nil }
        guard let state else {
            guard case .opened(_, let identity, _, _) = entry.payload.effects.first else {
                return nil
            }
            switch command {
            case .open(let opening):
                return try decider.open(
                    opening, definition: definition, identity: identity, now: entry.at,
                    actor: entry.actor
                ).state
            case .bringIn(let opening, let items, let events, let assignments):
                return try decider.bringIn(
                    opening, items: items, events: events, assignments: assignments,
                    definition: definition, identity: identity, now: entry.at, actor: entry.actor
                ).state
            default: return nil
            }
        }
        var before = state
        before.sequence = entry.sequence - 1
        return try decider.decide(command, on: before, now: entry.at, actor: entry.actor).state
    }

    /// What the entry was asked, as it counts now; nil: nothing that matters here.
    private func command(of entry: HistoryEntry) throws -> Command? {
        switch entry.cause {
        case Command.wake.word: return .wake
        // Their amendments are among the changes; a redaction changed the entries themselves; dates
        // are computed anew in any case.
        case "correct", "retract", "redact", "recompute": return nil
        default: break
        }
        guard var command = entry.payload.command else {
            throw Refusal.notAmendable("it does not hold what was asked then.")
        }
        for change in changes[entry.sequence] ?? [] {
            switch change {
            case .retract: return nil
            case .correct(let event, let occurred):
                command = command.occurring(occurred, event: event)
            }
        }
        return command
    }
}

extension Command {
    /// The command with the event it records at another time.
    func occurring(_ occurred: Recording.Occurred, event: String?) -> Command {
        func moved(_ recording: Recording) -> Recording {
            guard event == nil || recording.event == event else { return recording }
            var recording = recording
            recording.occurred = occurred
            return recording
        }
        switch self {
        case .record(let recording): return .record(moved(recording))
        case .bringIn(let opening, let items, let events, let assignments):
            return .bringIn(
                opening, items: items, events: events.map(moved), assignments: assignments)
        default: return self
        }
    }

    /// The events it records.
    package var recordedEvents: [String] {
        switch self {
        case .record(let recording): [recording.event]
        case .bringIn(_, _, let events, _): events.map(\.event)
        default: []
        }
    }
}
