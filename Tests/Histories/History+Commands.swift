import Deadlines
import Engine
import Statecharts
import Workflows

extension History {
    /// The opening of a scrutiny, or its import with a past.
    func opening() -> Submission.Subject? {
        // The panel's meeting comes first among the definitions, and other scrutinies link to it.
        let entry = dice.oneIn(3) ? cast.definitions.first : dice.pick(cast.definitions)
        guard let entry else { return nil }
        let name = entry.id.name
        let number = (opened[name]?.count ?? 0) + (dice.oneIn(12) ? 0 : 1)
        let definition = entry.definition
        let facts = definition.facts.filter { $0.isRequired || dice.oneIn(2) }
        let opening = Opening(id: "\(name)-\(number)", facts: facts.map(given))
        guard dice.oneIn(6) else { return .open(workflow: name, opening) }
        let items = definition.itemKinds.flatMap { kind in
            (0..<dice.roll(3)).map { number in
                GivenItem(
                    id: ItemID(kind: kind.name, key: key(of: kind, number)),
                    facts: kind.facts.filter { $0.isRequired || dice.oneIn(2) }.map(given))
            }
        }
        let events = (0..<dice.roll(4)).compactMap { _ in
            dice.pick(definition.events).map { Recording(event: $0, occurred: past()) }
        }
        return .bringIn(
            workflow: name, opening, items: items, events: events,
            assignments: dice.oneIn(3) ? ["clerk": "deputy"] : [:])
    }

    /// A command on one of the scrutinies, sensible or not; nil where there is none.
    func command() async throws -> Submission.Subject? {
        let ids = opened.sorted { $0.key < $1.key }.flatMap { name, ids in
            ids.map { (name, $0) }
        }
        guard let (name, id) = dice.pick(ids),
            let definition = cast.definitions.first(where: { $0.id.name == name })?.definition
        else { return nil }
        let state = try await medium.store.read { try $0.scrutiny(id) }
        return command(of: definition, state).map { .command($0, on: id) }
    }

    private func command(of definition: Definition, _ state: ScrutinyState?) -> Command? {
        switch dice.roll(24) {
        case 20, 21: return clockwork(definition, state)
        case 22, 23: return amendment(definition, state)
        case 0..<10: return recording(definition, state)
        case 10..<14:
            let facts = definition.facts
            guard let fact = dice.pick(facts) else { return nil }
            return .set(item: nil, facts: [given(fact)])
        case 14, 15:
            guard let kind = dice.pick(definition.itemKinds) else { return nil }
            let item = ItemID(kind: kind.name, key: key(of: kind, dice.roll(4)))
            let facts = kind.facts.filter { $0.isRequired || dice.oneIn(2) }
            return .add(items: [item], facts: facts.map(given))
        case 16:
            guard let kind = dice.pick(definition.itemKinds), let fact = dice.pick(kind.facts)
            else { return nil }
            return .set(
                item: ItemID(kind: kind.name, key: key(of: kind, dice.roll(4))),
                facts: [given(fact)])
        case 17:
            guard let name = deadline(of: definition) else { return nil }
            return .acknowledge(
                deadline: name, recipients: [dice.pick(definition.parties) ?? "clerk"])
        case 18:
            return .assign(
                party: dice.pick(definition.parties) ?? "nobody",
                person: dice.pick(["deputy", "stand-in@example.org", nil]) ?? nil)
        default:
            return dice.oneIn(4) ? .withdraw(reason: "dropped") : recording(definition, state)
        }
    }

    /// Mostly an event that is accepted where the scrutiny, or one of its items, stands.
    private func recording(_ definition: Definition, _ state: ScrutinyState?) -> Command? {
        if dice.oneIn(3), let kind = dice.pick(definition.itemKinds) {
            let known = state?.items.filter { $0.id.kind == kind.name } ?? []
            if dice.roll(4) > 0, let item = dice.pick(known),
                let event = dice.pick(kind.chart.accepted(in: item.part.chart))
            {
                return .record(Recording(event: event, items: [item.id], occurred: past()))
            }
            guard let event = dice.pick(kind.events) else { return nil }
            let items = (0...dice.roll(2)).map { _ in
                ItemID(kind: kind.name, key: key(of: kind, dice.roll(4)))
            }
            return .record(Recording(event: event, items: items, occurred: past()))
        }
        let accepted = state.map { definition.chart.accepted(in: $0.root.chart) } ?? []
        let events = dice.roll(4) > 0 ? accepted + definition.records : definition.events
        guard let event = dice.pick(events.filter { !$0.hasPrefix("done.") }) else { return nil }
        let facts = dice.oneIn(4) ? [dice.pick(definition.facts)].compactMap(\.self) : []
        return .record(Recording(event: event, occurred: past(), facts: facts.map(given)))
    }

    private func deadline(of definition: Definition) -> DeadlineID? {
        if dice.oneIn(3), let kind = dice.pick(definition.itemKinds),
            let name = dice.pick(kind.deadlines.map(\.name))
        {
            return DeadlineID(
                item: ItemID(kind: kind.name, key: key(of: kind, dice.roll(4))), name: name)
        }
        return dice.pick(definition.deadlines.map(\.name)).map {
            DeadlineID(item: nil, name: $0)
        }
    }

    // MARK: Values

    private func key(of kind: ItemKind, _ number: Int) -> String {
        switch kind.key {
        case .slug: dice.oneIn(3) ? kind.startsWith.first ?? "one" : "part-\(number)"
        case .outline: ["a", "b", "b.i", "c"][number % 4]
        case .number: "\(number + 1)"
        }
    }

    /// When something happened: mostly now or lately, now and then nobody knows, or it lies ahead.
    private func past() -> Recording.Occurred {
        switch dice.roll(8) {
        case 0: .unknown
        case 1, 2: .on(day(-20...0), nil)
        case 3: .on(day(-3...1), TimeOfDay(hour: dice.roll(24), minute: 0))
        default: .now
        }
    }

    func given(_ fact: FactDeclaration) -> GivenFact {
        GivenFact(fact.name, !fact.isRequired && dice.oneIn(7) ? [] : texts(of: fact.type))
    }

    private func texts(of type: FactType) -> [String] {
        switch type {
        case .text: return ["Words \(dice.roll(3))"]
        case .number: return ["\(dice.roll(11))"]
        case .boolean: return [dice.oneIn(2) ? "true" : "false"]
        case .date: return [day(-20...60).description]
        case .dateTime: return ["\(day(-5...60))T\(dice.oneIn(2) ? "10:00" : "18:30")"]
        case .year: return ["\(today.year + dice.roll(2))"]
        case .email: return [dice.oneIn(2) ? "witness@example.org" : "clerk@example.org"]
        case .list: return ["One", "Two"]
        case .choice(let words): return [dice.pick(words) ?? ""]
        case .window:
            let first = day(-5...40)
            return ["\(first)..\(first.adding(days: dice.roll(30)) ?? first) soon"]
        case .scrutiny(let workflow, let isMany):
            let known = opened[workflow] ?? []
            let one = dice.pick(known) ?? "\(workflow)-1"
            return isMany && dice.oneIn(2) ? [one, "\(workflow)-2"] : [one]
        }
    }
}

extension Definition {
    /// Every event that means something to the scrutiny's own chart or deadlines.
    fileprivate var events: [String] {
        (chart.descriptors + records + deadlines.flatMap(\.metBy)).filter { !$0.hasPrefix("done.") }
    }
}

extension ItemKind {
    /// Every event that means something to the item's chart or deadlines.
    fileprivate var events: [String] { chart.descriptors + deadlines.flatMap(\.metBy) }
}
