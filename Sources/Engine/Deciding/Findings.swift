package import Deadlines
package import Workflows

/// What of a scrutiny's recorded facts a person should look at. Nothing here refuses anything.
package struct Findings {
    /// What raised a finding.
    package enum Kind: String, Hashable, Sendable {
        /// A `checks:` of the definition whose guard holds.
        case check
        /// A fact outside the range the law gives it, or a range that no day can meet.
        case fact
        /// A deadline that cannot be kept.
        case deadline
    }

    /// One thing to look at.
    package struct Entry: Hashable, Sendable {
        /// What raised it.
        package let kind: Kind
        /// The item it is about; nil: the scrutiny itself.
        package let item: ItemID?
        /// The sentence.
        package let text: String
    }

    /// The findings of a scrutiny: its own first, then each item's.
    ///
    /// - Throws: ``Refusal`` where the calendar or time zone is missing, or what the snapshot's
    ///   reads throw.
    package static func of(
        _ state: ScrutinyState, definition: Definition, snapshot: any Snapshot, now: Instant
    ) throws -> [Entry] {
        let step = try DecidingStep(
            state: state, definition: definition, snapshot: snapshot, now: now, actor: .daemon)
        let obstacles = try Feasibility.obstacles(in: step)
        return try ([nil] + state.items.map(\.id)).flatMap { item -> [Entry] in
            try checks(of: item, in: step) + outliers(of: item, in: step)
                + obstacles.filter { $0.item == item }.map {
                    Entry(kind: $0.kind, item: item, text: $0.text)
                }
        }
    }

    private static func checks(of item: ItemID?, in step: DecidingStep) throws -> [Entry] {
        let kind = item.flatMap { step.definition.itemKind($0.kind) }
        let checks = item == nil ? step.definition.checks : kind?.checks ?? []
        return try checks.filter { try step.holds($0.condition, in: item) }.map {
            Entry(kind: .check, item: item, text: $0.say)
        }
    }

    private static func outliers(of item: ItemID?, in step: DecidingStep) throws -> [Entry] {
        try step.definition.facts(of: item?.kind).compactMap { fact in
            guard fact.notBefore != nil || fact.notAfter != nil,
                let day = step.state.part(item)?.facts[fact.name]?.day?.date
            else { return nil }
            let ends = try FactRange(fact, in: item, of: step).ends
            return outlier(fact, day, ends).map { Entry(kind: .fact, item: item, text: $0) }
        }
    }

    private static func outlier(
        _ fact: FactDeclaration, _ day: CivilDate, _ ends: FactRange.Ends
    ) -> String? {
        // A range without a day is told as such.
        if ends.leaveNoDay { return nil }
        let said = fact.otherwiseSay.map { " \($0)" } ?? ""
        if let first = ends.first, day < first {
            return "\(fact.name) is \(day.long), before \(first.long).\(said)"
        }
        if let last = ends.last, day > last {
            return "\(fact.name) is \(day.long), after \(last.long).\(said)"
        }
        return nil
    }
}
