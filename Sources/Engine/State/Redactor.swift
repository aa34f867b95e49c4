import Deadlines
import Workflows

/// Takes out of texts what people wrote, and knows afterwards what that was.
///
/// Dates, numbers, choices, states and names of the definition stay: they are what deadlines and
/// charts stand on. Free text, addresses, notes and reasons go, and sentences that repeat them.
struct Redactor {
    /// The texts taken out so far, without repetition.
    private(set) var removed: [String] = []
    let definition: Definition
    /// Facts whose values stay.
    private let kept: Set<String>

    /// A text of fewer bytes than this is not looked for inside other sentences: it would be found
    /// in half of them.
    private static let shortestSought = 3

    init(definition: Definition, keeping kept: Set<String> = []) {
        self.definition = definition
        self.kept = kept
    }

    /// The payload without what people wrote.
    mutating func redact(_ payload: HistoryEntry.Payload) -> HistoryEntry.Payload {
        var payload = payload
        payload.note = payload.note.map { take($0) }
        payload.effects = payload.effects.map { takeTexts(of: $0) }
        // Only now is it known what sentences must not repeat.
        payload.effects = payload.effects.map { withoutRepetition($0) }
        payload.summary = withoutRepetition(payload.summary)
        payload.command = payload.command.map { withoutTexts($0) }
        return payload
    }

    /// Whether a text holds something that was taken out.
    func isRepeated(in text: String) -> Bool {
        let words = Self.words(text)
        return removed.contains { taken in
            text == taken
                || (taken.utf8.count >= Self.shortestSought && words.contains(Self.words(taken)))
        }
    }

    /// Whether something was taken out that is too short to be looked for elsewhere.
    var tookShortTexts: Bool { removed.contains { $0.utf8.count < Self.shortestSought } }

    /// The text with what was taken out marked where it stands.
    func marking(_ text: String) -> String {
        let marked = removed.filter { $0.utf8.count >= Self.shortestSought }
            .reduce(text) { $0.replacing($1, with: Redaction.mark) }
        return withoutRepetition(marked)
    }

    /// The text, or the mark where it repeats what was taken out.
    func withoutRepetition(_ text: String) -> String {
        isRepeated(in: text) ? Redaction.mark : text
    }

    /// Blanks and line ends as one: messages break their lines where they like.
    private static func words(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private mutating func take(_ text: String) -> String {
        if text != Redaction.mark, !text.isEmpty, !removed.contains(text) { removed.append(text) }
        return Redaction.mark
    }

    private mutating func takeTexts(of effect: Effect) -> Effect {
        switch effect {
        case .factSet(let part, let name, let value?) where !kept.contains(name):
            let type = definition.facts(of: part?.kind).first { $0.name == name }?.type
            return .factSet(part: part, name: name, value: takeTexts(of: value, type))
        case .assigned(let party, let person?) where person.contains("@"):
            _ = take(person)
            return .assigned(party: party, person: nil)
        case .withdrawn(let reason): return .withdrawn(reason: take(reason))
        case .corrected(var correction):
            correction.reason = take(correction.reason)
            return .corrected(correction)
        case .factsCorrected(var correction):
            correction.reason = take(correction.reason)
            return .factsCorrected(correction)
        case .retracted(var retraction):
            retraction.reason = take(retraction.reason)
            return .retracted(retraction)
        case .partRestored(let part, var restored):
            for (name, value) in restored.facts where !kept.contains(name) {
                let type = definition.facts(of: part?.kind).first { $0.name == name }?.type
                restored.facts[name] = takeTexts(of: value, type)
            }
            return .partRestored(part: part, restored)
        case .held(let hold): return .held(takeReason(of: hold))
        case .extended(let more): return .extended(takeReason(of: more))
        case .clocksRestored(let holds, let extensions):
            return .clocksRestored(
                holds.map { takeReason(of: $0) }, extensions.map { takeReason(of: $0) })
        case .redacted(var redaction):
            redaction.reason = take(redaction.reason)
            return .redacted(redaction)
        case .factSet, .assigned, .opened, .itemAdded, .occurred, .chartMoved, .staysChanged,
            .deadline, .reminderOwed, .reminderDeferred, .reminderSettled, .sendScheduled,
            .sendEnded, .flagged, .holdEnded:
            return effect
        }
    }

    private mutating func takeReason(of hold: Hold) -> Hold {
        var hold = hold
        hold.reason = take(hold.reason)
        return hold
    }

    private mutating func takeReason(of more: Extension) -> Extension {
        var more = more
        more.reason = take(more.reason)
        return more
    }

    private mutating func takeTexts(of value: FactValue, _ type: FactType?) -> FactValue? {
        switch (value, type) {
        case (.text, .choice): return value
        case (.text(let text), .email):
            // A mark is no address: nobody is written to at it.
            _ = take(text)
            return nil
        case (.text(let text), _): return .text(take(text))
        case (.list(let texts), _):
            for text in texts { _ = take(text) }
            return .list([Redaction.mark])
        case (.window(let window), _):
            guard !window.words.isEmpty else { return value }
            let words = take(window.words)
            return Window(earliest: window.earliest, latest: window.latest, words: words)
                .map(FactValue.window)
        case (.number, _), (.boolean, _), (.date, _), (.dateTime, _), (.year, _),
            (.scrutinies, _):
            return value
        }
    }
}

// MARK: - Sentences

extension Redactor {
    private func withoutRepetition(_ effect: Effect) -> Effect {
        switch effect {
        case .flagged(let text): .flagged(withoutRepetition(text))
        case .deadline(let run, let change):
            .deadline(withoutRepetition(run), withoutRepetition(change))
        case .reminderOwed(let reminder): .reminderOwed(withoutRepetition(reminder))
        case .reminderSettled(let key, let outcome):
            .reminderSettled(key, withoutRepetition(outcome))
        case .opened, .itemAdded, .factSet, .occurred, .chartMoved, .staysChanged,
            .reminderDeferred, .sendScheduled, .sendEnded, .assigned, .withdrawn, .redacted, .held,
            .holdEnded, .extended, .clocksRestored, .corrected, .factsCorrected,
            .retracted, .partRestored:
            effect
        }
    }

    private func withoutRepetition(_ run: DeadlineRun) -> DeadlineRun {
        var run = run
        run.flags = run.flags.map { withoutRepetition($0) }
        run.obstacles = run.obstacles?.map { withoutRepetition($0) }
        run.steps = run.steps.map { step in
            Step(kind: step.kind, text: withoutRepetition(step.text), date: step.date)
        }
        return run
    }

    private func withoutRepetition(_ change: DeadlineChange) -> DeadlineChange {
        switch change {
        case .moved(let from, let because):
            .moved(from: from, because: withoutRepetition(because))
        case .rejudged(let from, let because):
            .rejudged(from: from, because: withoutRepetition(because))
        case .cancelled(let because): .cancelled(because: withoutRepetition(because))
        case .reopened(let because): .reopened(because: withoutRepetition(because))
        case .armed, .started, .paused, .resumed, .met, .metLate, .missed, .left, .explained,
            .acknowledged, .obstructed:
            change
        }
    }

    /// The reminder with its reason rid of what was taken out.
    func withoutRepetition(_ reminder: Reminder) -> Reminder {
        var reminder = reminder
        reminder.because = reminder.because.map { withoutRepetition($0) }
        return reminder
    }

    /// The outcome with its reason rid of what was taken out.
    func withoutRepetition(_ outcome: ReminderOutcome) -> ReminderOutcome {
        switch outcome {
        case .superseded(let reason): .superseded(withoutRepetition(reason))
        case .silenced(let reason): .silenced(withoutRepetition(reason))
        case .cancelled(let reason): .cancelled(withoutRepetition(reason))
        case .handedOver, .acknowledged: outcome
        }
    }
}
