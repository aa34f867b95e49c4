import Deadlines
import Workflows

/// Takes out of a history entry what people wrote, and out of all entries what repeats it.
///
/// Dates, numbers, choices, states and names of the definition stay: they are what deadlines and
/// charts stand on. Free text, addresses, notes and reasons go, and sentences that repeat them.
struct Redactor {
    /// What was taken out so far.
    var taken = TakenTexts()
    let definition: Definition
    /// Facts whose values stay.
    private(set) var kept: Set<String>
    /// What was asked, by the entries' numbers: it says to which parts facts were given.
    let commands: [Int: Command]

    init(definition: Definition, keeping kept: Set<String>, in history: [HistoryEntry]) {
        self.definition = definition
        self.kept = kept
        commands = history.reduce(into: [:]) { $0[$1.sequence] = $1.payload.command }
    }

    /// The payload without what people wrote; its sentences are as they were.
    mutating func takeTexts(of payload: HistoryEntry.Payload) -> HistoryEntry.Payload {
        var payload = payload
        payload.note = payload.note.map { take($0) }
        payload.effects = payload.effects.map { takeTexts(of: $0) }
        payload.command = payload.command.map { takeTexts(of: $0) }
        return payload
    }

    /// What people wrote into an entry, also where it stays, without what the entry copies from
    /// others.
    func texts(in payload: HistoryEntry.Payload, of sequence: Int) -> [String] {
        var redactor = self
        redactor.taken = TakenTexts()
        redactor.kept = []
        var written = payload
        written.effects.removeAll { payload.copies($0, into: sequence) }
        _ = redactor.takeTexts(of: written)
        return redactor.taken.all
    }

    /// Takes a text, and leaves the mark.
    mutating func take(_ text: String) -> String {
        taken.take(text)
        return Redaction.mark
    }

    /// Takes a person who is named by an address; others stay.
    mutating func takeAddress(_ person: String) -> String? {
        guard person.contains("@") else { return person }
        taken.take(person)
        return nil
    }

    private mutating func takeTexts(of effect: Effect) -> Effect {
        switch effect {
        case .factSet(let part, let name, let value?) where !kept.contains(name):
            let type = definition.facts(of: part?.kind).first { $0.name == name }?.type
            return .factSet(part: part, name: name, value: takeTexts(of: value, type))
        case .assigned(let party, let person):
            return .assigned(party: party, person: person.flatMap { takeAddress($0) })
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
        case .factSet, .opened, .itemAdded, .occurred, .chartMoved, .staysChanged,
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

    mutating func takeTexts(of value: FactValue, _ type: FactType?) -> FactValue? {
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
