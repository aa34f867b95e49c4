package import Deadlines

/// What the dates of a workflow's scrutinies depend on outside themselves.
package enum DefinitionDependency: Hashable, Sendable {
    /// The scrutiny that a fact links to (`meeting.starts`).
    case fact(String)
    /// The dates of all scrutinies of a workflow (`next panel-meeting`).
    case workflow(String)
}

extension Definition {
    /// Every rule of the definition: of deadlines, of facts' ranges, and the days in guards are
    /// left out because a guard is asked only when something happens.
    package var rules: [DeadlineRule] {
        let ranges = (facts + itemKinds.flatMap(\.facts)).flatMap { [$0.notBefore, $0.notAfter] }
        let dues = (deadlines + itemKinds.flatMap(\.deadlines)).map(\.due)
        return dues + ranges.compactMap { $0 }
    }

    /// What its scrutinies must be recomputed for, in no particular order, once each.
    package var dependencies: Set<DefinitionDependency> {
        var found: Set<DefinitionDependency> = []
        for reference in rules.flatMap(\.references) {
            switch reference {
            case .linked(let name, _): found.insert(.fact(name))
            case .next(let workflow): found.insert(.workflow(workflow))
            case .name, .period, .year, .window: break
            }
        }
        return found
    }

    /// The templates its reminders name.
    package var templates: Set<String> {
        let all = deadlines + itemKinds.flatMap(\.deadlines)
        return Set(
            all.flatMap { $0.ladder.map(\.template) + [$0.ifNotStarted?.template] }
                .compactMap { $0 })
    }

    /// The calendars its deadlines count by.
    package var calendars: Set<String> {
        Set((deadlines + itemKinds.flatMap(\.deadlines)).map { $0.calendar ?? calendar })
    }
}
