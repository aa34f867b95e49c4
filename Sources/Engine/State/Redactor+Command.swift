import Workflows

extension Redactor {
    /// What was asked, without what people wrote: texts that were taken out of the effects, and
    /// whatever else is free text.
    func withoutTexts(_ command: Command) -> Command {
        switch command {
        case .open(let opening): .open(withoutTexts(opening))
        case .record(let recording): .record(withoutTexts(recording))
        case .set(let item, let facts): .set(item: item, facts: facts.map(withoutTexts))
        case .add(let items, let facts): .add(items: items, facts: facts.map(withoutTexts))
        case .assign(let party, let person):
            .assign(party: party, person: person.flatMap { isRepeated(in: $0) ? nil : $0 })
        case .withdraw: .withdraw(reason: Redaction.mark)
        case .bringIn(let opening, let items, let events, let assignments):
            .bringIn(
                withoutTexts(opening),
                items: items.map { item in
                    GivenItem(id: item.id, facts: item.facts.map(withoutTexts))
                },
                events: events.map(withoutTexts),
                assignments: assignments.filter { !isRepeated(in: $0.value) })
        case .hold(let from, _): .hold(from: from, reason: Redaction.mark)
        case .extend(let deadline, let extra, _):
            .extend(deadline, extra, reason: Redaction.mark)
        case .correct(let sequence, let event, let item, let occurred, let facts, _):
            .correct(
                sequence: sequence, event: event, item: item, occurred: occurred,
                facts: facts?.map(withoutTexts), reason: Redaction.mark)
        case .retract(let sequence, _): .retract(sequence: sequence, reason: Redaction.mark)
        case .recompute(let because, let isCalendar):
            .recompute(because: withoutRepetition(because), isCalendar: isCalendar)
        case .acknowledge, .resume, .wake: command
        }
    }

    private func withoutTexts(_ opening: Opening) -> Opening {
        var opening = opening
        opening.facts = opening.facts.map(withoutTexts)
        return opening
    }

    private func withoutTexts(_ recording: Recording) -> Recording {
        var recording = recording
        recording.facts = recording.facts.map(withoutTexts)
        recording.note = recording.note.map { _ in Redaction.mark }
        return recording
    }

    /// A given fact as its effect was left: of a window the days stay, an address leaves nothing.
    private func withoutTexts(_ given: GivenFact) -> GivenFact {
        let types = types(named: given.name)
        if !types.isEmpty, types.allSatisfy({ !$0.holdsWords }) { return given }
        let isWindow = types == [.window]
        let texts = given.texts.map { text -> String in
            let days = isWindow ? String(text.prefix { !$0.isWhitespace }) : ""
            let words = String(text.dropFirst(days.count))
            return days + removed.reduce(words) { $0.replacing($1, with: Redaction.mark) }
        }
        let wasAddress = given.texts.contains { $0.contains("@") && removed.contains($0) }
        return GivenFact(given.name, wasAddress ? [] : texts)
    }

    private func types(named name: String) -> Set<FactType> {
        let kinds = [nil] + definition.itemKinds.map(\.name)
        return Set(
            kinds.flatMap { definition.facts(of: $0) }.filter { $0.name == name }.map(\.type))
    }
}

extension FactType {
    /// Whether people may write into it what they like.
    fileprivate var holdsWords: Bool {
        switch self {
        case .text, .email, .list, .window: true
        case .number, .boolean, .date, .dateTime, .year, .choice, .scrutiny: false
        }
    }
}
