import ControlProtocol
import WorkflowFiles

extension Clerk.Import {
    /// The call that brings in one scrutiny of a programme.
    init(_ entry: ProgrammeFile.Entry, request: String) throws(CommandFailure) {
        var items: [Clerk.ImportedItem] = []
        for (name, facts) in entry.items {
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
                throw CommandFailure(
                    .findings,
                    "\(entry.id): the item \"\(name)\" has no key. Write it as kind/key, such as "
                        + "recommendation/b.i. Nothing was brought in.")
            }
            items.append(
                Clerk.ImportedItem(
                    kind: String(parts[0]), key: String(parts[1]), facts: facts.map(\.fact)))
        }
        self.init(
            id: entry.id, workflow: entry.workflow, facts: entry.facts.map(\.fact), items: items,
            events: entry.events.map(Clerk.ImportedEvent.init),
            assignments: entry.assignments.flatMap { assignment in
                assignment.texts.map {
                    Clerk.Assignment(party: assignment.name, person: $0)
                }
            },
            request: request)
    }
}

extension NamedTexts {
    fileprivate var fact: Clerk.Fact { Clerk.Fact(name: name, values: texts) }
}

extension Clerk.ImportedEvent {
    /// An event of a programme; without a day, nobody knows the day.
    fileprivate init(_ event: RecordedEvent) {
        let occurred: String? =
            switch event.occurred {
            case .now, .unknown: nil
            case .on(let date, nil): "\(date)"
            case .on(let date, let time?): "\(date)T\(time)"
            }
        self.init(
            items: event.items, event: event.event, occurred: occurred,
            facts: event.facts.map(\.fact), note: event.note)
    }
}
