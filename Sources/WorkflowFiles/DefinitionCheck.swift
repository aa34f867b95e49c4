import Deadlines
import Documents
import Statecharts
import Workflows

/// Proves of a definition what needs the whole of it: that names mean something, fit their use,
/// and do not run in circles.
struct DefinitionCheck {
    let definition: Definition
    let places: Places
    let log: DiagnosticLog

    init(_ definition: Definition, _ places: Places, _ log: DiagnosticLog) {
        self.definition = definition
        self.places = places
        self.log = log
    }

    func run() {
        checkNames(item: nil)
        checkDeadlines(item: nil)
        checkFacts(item: nil)
        for kind in definition.itemKinds {
            checkNames(item: kind.name)
            checkDeadlines(item: kind.name)
            checkFacts(item: kind.name)
            checkStartsWith(kind)
        }
        for placed in places.guards {
            GuardCheck(
                definition: definition, item: placed.item, place: placed.position,
                spoilt: places.spoilt, log: log
            ).check(placed.condition)
        }
        for action in places.actions where !isFact(action.fact, item: action.item) {
            unknownName(action.fact, at: action.position, item: action.item, what: "fact")
        }
        checkRaises()
        checkCircles()
        checkHappensOn()
        checkSchedules()
        checkWaysOut()
    }

    // MARK: Names

    func names(item: String?) -> DefinitionNames { DefinitionNames(definition, item: item) }

    private func isFact(_ name: String, item: String?) -> Bool {
        names(item: item).fact(name) != nil
    }

    func place(_ name: String, item: String?, in table: [String: SourcePosition]) -> SourcePosition
    {
        table[Places.key(name, item: item)] ?? .start
    }

    func unknownName(_ name: String, at position: SourcePosition, item: String?, what: String) {
        if places.spoilt.contains(name) { return }
        let known = names(item: item)
        let all = known.facts.map(\.name) + known.events + known.deadlines
        log.error(
            at: position, name, "there is no \(what) \"\(name)\" here",
            remedy: nearest(name, in: all).map { "Did you mean \"\($0)\"?" }
                ?? "Declare it, or use a name that is declared.")
    }

    /// A name means one thing: not a fact and an event, not one in the item and in the scrutiny.
    private func checkNames(item: String?) {
        let own = DefinitionNames(own: definition, item: item)
        var seen: [String: String] = [:]
        let all =
            own.facts.map { ($0.name, "fact", places.facts) }
            + own.deadlines.map { ($0, "deadline", places.deadlines) }
        for (name, what, table) in all {
            let position = place(name, item: item, in: table)
            let isOfPhrases = own.fact(name)?.type.isNamedInPhrases ?? true
            if isOfPhrases, !PhraseName.isValid(name) { cannotName(name, what, at: position) }
            if let other = seen[name], other != what {
                twice(name, at: position, "a \(other) and a \(what)")
            } else if own.events.contains(name) {
                twice(name, at: position, "an event and a \(what)")
            }
            seen[name] = what
        }
        guard item != nil else { return }
        let outer = DefinitionNames(own: definition, item: nil)
        let outerNames = Set(outer.facts.map(\.name) + outer.deadlines + outer.events)
        for (name, _, table) in all where outerNames.contains(name) {
            twice(
                name, at: place(name, item: item, in: table), "a name of the item and the scrutiny")
        }
    }

    private func cannotName(_ name: String, _ what: String, at position: SourcePosition) {
        let isReserved = PhraseName.reserved.contains(name)
        log.error(
            at: position, name, "\"\(name)\" cannot be the name of a \(what)",
            remedy: isReserved
                ? "It is a word of the deadline phrases: choose another, such as made-on."
                : "Use lower-case letters, digits and single hyphens, such as call-closes.")
    }

    private func twice(_ name: String, at position: SourcePosition, _ what: String) {
        log.error(
            at: position, name, "\"\(name)\" is \(what): a name means one thing",
            remedy: "Give one of them another name.")
    }

    // MARK: Facts

    private func checkFacts(item: String?) {
        for fact in definition.facts(of: item) {
            let position = place(fact.name, item: item, in: places.facts)
            for rule in [fact.notBefore, fact.notAfter].compactMap({ $0 }) {
                checkReferences(rule, at: position, item: item)
            }
            checkRange(fact, at: position)
        }
    }

    private func checkStartsWith(_ kind: ItemKind) {
        let position = places.items[kind.name] ?? .start
        for key in kind.startsWith where !kind.admits(key: key) {
            log.error(
                at: position, key, "\"\(key)\" is not a key of the form \(kind.key.rawValue)",
                remedy: "Use keys of that form in starts-with.")
        }
        for fact in kind.facts where fact.isRequired && !kind.startsWith.isEmpty {
            log.error(
                at: position, fact.name,
                "items made at opening cannot have the required fact \"\(fact.name)\"",
                remedy: "Do not require it, or remove starts-with.")
        }
    }

    private func checkHappensOn() {
        guard let name = definition.happensOn else { return }
        if definition.fact(name)?.type.isDay != true {
            log.error(
                at: .start, name, "happens-on must name a fact that is a date",
                remedy: "Name a fact of type date or date-time.")
        }
    }

    /// A scrutiny must be able to end; warned of only where the definition has an end at all.
    private func checkWaysOut() {
        if places.hasBrokenChart { return }
        let hasFinal = definition.chart.states.contains { $0.kind == .final && $0.parent == nil }
        guard hasFinal else { return }
        for path in definition.chart.statesWithNoWayToFinal() {
            log.warning(
                at: .start, path, "from this state the scrutiny can never end",
                remedy: "Add a transition that leads on, or make the state final.")
        }
    }

    // MARK: Rules

    func checkReferences(_ rule: DeadlineRule, at position: SourcePosition, item: String?) {
        let names = names(item: item)
        for reference in rule.references {
            switch reference {
            case .name(let name):
                let isDay = names.fact(name)?.type.isDay ?? false
                if names.fact(name) != nil, !isDay {
                    wrongType(name, at: position, "a date")
                } else if names.fact(name) == nil, !names.events.contains(name),
                    !names.deadlines.contains(name)
                {
                    unknownName(name, at: position, item: item, what: "fact, event or deadline")
                }
            case .linked(let name, _):
                guard case .scrutiny = names.fact(name)?.type else {
                    wrongType(name, at: position, "a scrutiny")
                    continue
                }
            case .year(let name):
                if names.fact(name)?.type != .year { wrongType(name, at: position, "a year") }
            case .window(let name):
                let type = names.fact(name)?.type
                if type != .window, type?.isDay != true {
                    wrongType(name, at: position, "a window")
                }
            case .period(let name):
                if !definition.periods.contains(where: { $0.name == name }),
                    !places.spoilt.contains(name)
                {
                    log.error(
                        at: position, name, "there is no period \"\(name)\"",
                        remedy: "Declare it under periods.")
                }
            case .next: break
            }
        }
    }

    private func wrongType(_ name: String, at position: SourcePosition, _ wanted: String) {
        if places.spoilt.contains(name) { return }
        log.error(
            at: position, name, "\"\(name)\" is not \(wanted)",
            remedy: "Use a fact that is \(wanted).")
    }
}

extension FactType {
    /// Whether deadline phrases can name a fact of this type, so that it needs a name they can say.
    fileprivate var isNamedInPhrases: Bool {
        switch self {
        case .date, .dateTime, .year, .window, .scrutiny: true
        case .text, .number, .boolean, .email, .list, .choice: false
        }
    }
}
