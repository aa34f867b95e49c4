import Workflows

extension Redactor {
    /// What was asked, without what people wrote, whether or not an effect came of it: it is
    /// decided again when an entry is amended.
    mutating func takeTexts(of command: Command) -> Command {
        switch command {
        case .open(let opening): return .open(takeTexts(of: opening))
        case .record(let recording): return .record(takeTexts(of: recording))
        case .set(let item, let facts):
            return .set(item: item, facts: takeTexts(of: facts, in: [item?.kind]))
        case .add(let items, let facts):
            return .add(items: items, facts: takeTexts(of: facts, in: items.map(\.kind)))
        case .assign(let party, let person):
            return .assign(party: party, person: person.flatMap { takeAddress($0) })
        case .withdraw(let reason): return .withdraw(reason: take(reason))
        case .bringIn(let opening, let items, let events, let assignments):
            return .bringIn(
                takeTexts(of: opening),
                items: items.map { item in
                    GivenItem(id: item.id, facts: takeTexts(of: item.facts, in: [item.id.kind]))
                },
                events: events.map { takeTexts(of: $0) },
                assignments: assignments.compactMapValues { takeAddress($0) })
        case .hold(let from, let reason): return .hold(from: from, reason: take(reason))
        case .extend(let deadline, let extra, let reason):
            return .extend(deadline, extra, reason: take(reason))
        case .correct(let sequence, let event, let item, let occurred, let facts, let reason):
            let place = FactPlace(event: event, item: item)
            let kinds =
                commands[sequence]?.parts(givenFactsAt: place)?.map { $0?.kind }
                ?? [nil] + definition.itemKinds.map(\.name)
            return .correct(
                sequence: sequence, event: event, item: item, occurred: occurred,
                facts: facts.map { takeTexts(of: $0, in: kinds) }, reason: take(reason))
        case .retract(let sequence, let reason):
            return .retract(sequence: sequence, reason: take(reason))
        case .acknowledge, .resume, .wake, .recompute: return command
        }
    }

    private mutating func takeTexts(of opening: Opening) -> Opening {
        var opening = opening
        opening.facts = takeTexts(of: opening.facts, in: [nil])
        return opening
    }

    private mutating func takeTexts(of recording: Recording) -> Recording {
        var recording = recording
        let kinds = recording.items.map { Optional($0.kind) }
        recording.facts = takeTexts(of: recording.facts, in: kinds.isEmpty ? [nil] : kinds)
        recording.note = recording.note.map { take($0) }
        return recording
    }

    private mutating func takeTexts(of facts: [GivenFact], in kinds: [String?]) -> [GivenFact] {
        facts.map { kept.contains($0.name) ? $0 : takeTexts(of: $0, in: kinds) }
    }

    /// A given fact as the effect of it would be left.
    private mutating func takeTexts(of given: GivenFact, in kinds: [String?]) -> GivenFact {
        let types = types(named: given.name, in: kinds)
        if !types.isEmpty, types.allSatisfy({ !$0.holdsWords }) { return given }
        if types.count == 1, let type = types.first {
            do {
                guard let value = try FactValue.parse(given.texts, as: type) else { return given }
                let left = takeTexts(of: value, type)
                return left == value ? given : GivenFact(given.name, left?.texts ?? [])
            } catch {
                // No value of its type, so that nothing can be left of it.
            }
        }
        return GivenFact(given.name, given.texts.map { take($0) })
    }

    private func types(named name: String, in kinds: [String?]) -> Set<FactType> {
        Set(
            kinds.compactMap { kind in
                definition.facts(of: kind).first { $0.name == name } ?? definition.fact(name)
            }.map(\.type))
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
