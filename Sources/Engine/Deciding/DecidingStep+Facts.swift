import Deadlines
import Workflows

extension DecidingStep {
    /// Opens the scrutiny: facts, charts, the items it starts with.
    mutating func open(_ opening: Opening) throws {
        try assignFacts(opening.facts, in: nil)
        if !opening.isLenient { try insistOnRequiredFacts(in: nil) }
        try startChart(of: nil)
        for kind in definition.itemKinds {
            for key in kind.startsWith {
                try addOne(ItemID(kind: kind.name, key: key), facts: [])
            }
        }
        try settle()
    }

    /// Sets facts of the scrutiny or of an item.
    mutating func set(_ facts: [GivenFact], in item: ItemID?) throws {
        if state.withdrawn != nil {
            throw Refusal.isFinal(id: state.id, states: leaves(of: nil))
        }
        try insistOnItem(item)
        try assignFacts(facts, in: item)
        try settle()
    }

    /// Adds items.
    mutating func add(_ items: [ItemID], facts: [GivenFact]) throws {
        if state.isFinal { throw Refusal.isFinal(id: state.id, states: leaves(of: nil)) }
        for item in items { try addOne(item, facts: facts) }
        try settle()
    }

    /// Binds a person to a party.
    mutating func assign(party: String, person: String?) throws {
        guard definition.parties.contains(party) else {
            throw Refusal.noSuchParty(name: party, known: definition.parties)
        }
        if state.assignments[party] != person { emit(.assigned(party: party, person: person)) }
    }

    /// Ends the scrutiny early.
    mutating func withdraw(reason: String) throws {
        if state.isFinal { throw Refusal.isFinal(id: state.id, states: leaves(of: nil)) }
        for send in state.sends { emit(.sendEnded(send)) }
        emit(.withdrawn(reason: reason))
        try armAndLeave()
    }

    /// Stops a deadline's repeats for the recipients.
    mutating func acknowledge(_ id: DeadlineID, recipients: [String]) throws {
        guard var run = state.deadline(id) else {
            let known = state.deadlines.filter(\.isArmed).map(\.id.description)
            throw Refusal.noSuchDeadline(name: id.description, known: known)
        }
        guard run.isArmed else {
            throw Refusal.guardFailed(
                message: "\(id) has ended (\(run.status.rawValue)): it repeats nothing.")
        }
        let fresh = recipients.filter { !run.acknowledgedBy.contains($0) }
        guard !fresh.isEmpty else { return }
        run.acknowledgedBy += fresh
        emit(.deadline(run, .acknowledged(by: fresh.joined(separator: ", "))))
    }

    private mutating func addOne(_ item: ItemID, facts: [GivenFact]) throws {
        guard let kind = definition.itemKind(item.kind) else {
            throw Refusal.noSuchItemKind(
                name: item.kind, known: definition.itemKinds.map(\.name))
        }
        guard kind.admits(key: item.key) else {
            throw Refusal.badName(text: item.key, remedy: kind.key.remedy)
        }
        if state.item(item) != nil { throw Refusal.alreadyExists(id: item.description) }
        emit(.itemAdded(item))
        try assignFacts(facts, in: item)
        try insistOnRequiredFacts(in: item)
        try startChart(of: item)
    }

    /// Reads the texts by the facts' types and sets what changed; an item's facts may also name
    /// the scrutiny's.
    mutating func assignFacts(_ facts: [GivenFact], in item: ItemID?) throws {
        for given in facts {
            let own = definition.facts(of: item?.kind).first { $0.name == given.name }
            guard let declaration = own ?? definition.fact(given.name) else {
                let known = definition.facts(of: item?.kind).map(\.name)
                throw Refusal.noSuchFact(
                    name: given.name, nearest: Nearest.names(to: given.name, in: known))
            }
            let value: FactValue?
            do {
                value = try FactValue.parse(given.texts, as: declaration.type)
            } catch {
                throw Refusal.invalidFact(
                    name: given.name, text: error.text, reason: error.reason,
                    remedy: error.remedy)
            }
            let part = own == nil ? nil : item
            if value == nil, declaration.isRequired, state.part(part)?.facts[given.name] != nil {
                throw Refusal.requiredFacts([given.name])
            }
            if case .scrutinies(let ids) = value { try checkLinks(ids, declaration) }
            setFact(given.name, to: value, in: part)
        }
    }

    /// Refuses a link to itself or to a scrutiny of another workflow; one that is not there yet
    /// is flagged, for it may come.
    private mutating func checkLinks(_ ids: [String], _ declaration: FactDeclaration) throws {
        guard case .scrutiny(let workflow, _) = declaration.type else { return }
        for id in ids {
            let linked = try snapshot.linked(id)
            if id == state.id || linked.map({ $0.workflow != workflow }) ?? false {
                let what = linked.map { "a \($0.workflow)" } ?? "this scrutiny itself"
                throw Refusal.invalidFact(
                    name: declaration.name, text: id, reason: "\(id) is \(what)",
                    remedy: "Name another scrutiny, of the workflow \(workflow).")
            }
            if linked == nil {
                emit(.flagged("\(declaration.name): there is no scrutiny \(id) yet."))
            }
        }
    }

    /// Sets a fact if that changes it.
    mutating func setFact(_ name: String, to value: FactValue?, in part: ItemID?) {
        guard state.part(part)?.facts[name] != value else { return }
        emit(.factSet(part: part, name: name, value: value))
    }

    private func insistOnRequiredFacts(in item: ItemID?) throws {
        let known = state.part(item)?.facts ?? [:]
        let missing = definition.facts(of: item?.kind).filter {
            $0.isRequired && known[$0.name] == nil
        }
        if !missing.isEmpty { throw Refusal.requiredFacts(missing.map(\.name)) }
    }

    /// Refuses an item that is not there, naming the nearest.
    func insistOnItem(_ item: ItemID?) throws {
        guard let item, state.item(item) == nil else { return }
        let known = state.items.map(\.id.description)
        throw Refusal.noSuchItem(
            item: item.description, nearest: Nearest.names(to: item.description, in: known))
    }
}

extension ItemKind.KeyForm {
    var remedy: String {
        switch self {
        case .slug: "Use lower-case words, digits and hyphens, such as parish-councils."
        case .outline: "Use an outline label, such as b or b.i."
        case .number: "Use a whole number from 1."
        }
    }
}
