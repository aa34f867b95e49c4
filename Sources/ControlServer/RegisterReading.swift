import ControlProtocol
import Deadlines
import Engine
import Workflows

/// One consistent look at the register: what a store and a library say at one moment.
struct RegisterReading {
    let store: any StoreReader
    let library: Library
    let now: Instant
    let zone: any TimeZoneRules

    /// The day of the look, in the daemon's zone.
    var today: CivilDate { zone.civil(at: now).date }

    /// The scrutiny of that id.
    ///
    /// - Throws: ``Refusal/noSuchScrutiny(id:nearest:)``, or the store's error.
    func scrutiny(_ id: String) throws -> ScrutinyState {
        if let state = try store.scrutiny(id) { return state }
        throw Refusal.noSuchScrutiny(id: id, nearest: Nearest.names(to: id, in: try store.ids()))
    }

    /// The definition a scrutiny runs by.
    ///
    /// - Throws: ``Refusal/missing(what:remedy:)`` where its file is gone.
    func definition(of state: ScrutinyState) throws -> Definition {
        if let definition = library.all[state.definition] { return definition }
        throw Refusal.missing(
            what: "The definition \(state.definition) of \(state.id)",
            remedy: "Restore the definition's file.")
    }

    /// The zone whose days a scrutiny's history speaks of.
    func zone(of state: ScrutinyState) -> any TimeZoneRules {
        library.all[state.definition].flatMap { library.zone($0.timeZone) } ?? zone
    }
}

// MARK: - Scrutinies

extension RegisterReading {
    /// A scrutiny in one line; one whose definition is gone shows what its row knows.
    func summary(_ state: ScrutinyState, _ row: ScrutinyRow) -> Register.Summary {
        let next = state.deadlines.filter { $0.isArmed && $0.status == .running }
            .min { ($0.due ?? .last, $0.id.description) < ($1.due ?? .last, $1.id.description) }
        return Register.Summary(
            id: state.id, workflow: row.workflow, version: row.version, title: row.title,
            states: row.states, year: row.year, openedOn: state.openedOn.description,
            final: state.isFinal, withdrawn: state.withdrawn,
            overdue: state.deadlines.count { isOverdue($0, of: state) },
            nextDeadline: next?.id.description, nextDue: next?.due?.description,
            sequence: state.sequence)
    }

    /// Whether a deadline's day has passed and it still waits for the act that meets it. What
    /// nothing can meet waits for nothing.
    func isOverdue(_ run: DeadlineRun, of state: ScrutinyState) -> Bool {
        run.isArmed && run.status.isPast && canBeMet(run.id, by: state.definition)
    }

    /// Whether an act can meet a deadline; one whose definition is gone is taken to be such.
    func canBeMet(_ deadline: DeadlineID, by definition: DefinitionID) -> Bool {
        library.all[definition]?.declaration(of: deadline)?.metBy.isEmpty != true
    }

    /// A part's known facts in the order of the definition.
    func facts(_ part: PartState, _ declared: [FactDeclaration]) -> [Register.Fact] {
        declared.compactMap { fact in
            part.facts[fact.name].map { Register.Fact(name: fact.name, values: $0.texts) }
        }
    }

    /// The items in the order they were added.
    func items(_ state: ScrutinyState, _ definition: Definition) -> [Register.Item] {
        state.items.map { item in
            Register.Item(
                kind: item.id.kind, key: item.id.key,
                states: definition.leaves(of: item.id, in: item.part.chart),
                facts: facts(item.part, definition.facts(of: item.id.kind)))
        }
    }

    /// What occurred, in the order recorded.
    func occurrences(_ state: ScrutinyState) -> [Register.Occurrence] {
        let parts: [(ItemID?, PartState)] =
            [(nil, state.root)] + state.items.map { ($0.id, $0.part) }
        let all = parts.flatMap { item, part in part.occurrences.map { (item, $0) } }
        // Within one entry the scrutiny comes first, then the items in their order.
        return all.enumerated().sorted {
            ($0.element.1.sequence, $0.offset) < ($1.element.1.sequence, $1.offset)
        }.map { _, entry in
            Register.Occurrence(
                event: entry.1.event, item: entry.0?.description,
                date: entry.1.date?.description, time: entry.1.time?.description,
                sequence: entry.1.sequence)
        }
    }

    /// The ties to other scrutinies, in the order of the definition's facts.
    func links(_ state: ScrutinyState, _ definition: Definition) throws -> [Register.Link] {
        try definition.facts.flatMap { fact -> [Register.Link] in
            guard case .scrutinies(let ids) = state.root.facts[fact.name] else { return [] }
            return try ids.map { id in
                Register.Link(fact: fact.name, id: id, title: try store.row(id)?.title)
            }
        }
    }

    /// Who acts as a party for the scrutiny alone, in the order of the definition's parties.
    func assignments(_ state: ScrutinyState, _ definition: Definition) -> [Register.Assignment] {
        definition.parties.compactMap { party in
            state.assignments[party].map { Register.Assignment(party: party, person: $0) }
        }
    }
}

extension Definition {
    /// The declaration of a deadline, or nil where there is none.
    func declaration(of id: DeadlineID) -> DeadlineDeclaration? {
        deadlines(of: id.item?.kind).first { $0.name == id.name }
    }
}
