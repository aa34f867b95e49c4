import Statecharts
import Workflows

/// The names that mean something in a part of a definition: in an item its own and the scrutiny's.
struct DefinitionNames {
    let facts: [FactDeclaration]
    let events: Set<String>
    let deadlines: [String]

    /// All names a part sees.
    init(_ definition: Definition, item: String?) {
        let outer = DefinitionNames(own: definition, item: nil)
        guard let item else {
            self = outer
            return
        }
        let own = DefinitionNames(own: definition, item: item)
        facts = own.facts + outer.facts
        events = own.events.union(outer.events)
        deadlines = own.deadlines + outer.deadlines
    }

    /// The names that belong to a part itself.
    init(own definition: Definition, item: String?) {
        facts = definition.facts(of: item)
        let declared = definition.deadlines(of: item)
        deadlines = declared.map(\.name)
        var events = Set(declared.flatMap(\.metBy) + declared.compactMap(\.whenMissed?.raise))
        for descriptor in definition.chart(of: item)?.descriptors ?? [] {
            if !descriptor.contains("*"), !descriptor.hasPrefix("done.state.") {
                events.insert(descriptor)
            }
        }
        if item == nil { events.formUnion(definition.records) }
        self.events = events
    }

    func fact(_ name: String) -> FactDeclaration? { facts.first { $0.name == name } }
}
