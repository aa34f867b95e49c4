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
        return try ([nil] + state.items.map(\.id)).flatMap { item -> [Entry] in
            try checks(of: item, in: step) + ranges(of: item, in: step)
        }
    }

    private static func checks(of item: ItemID?, in step: DecidingStep) throws -> [Entry] {
        let kind = item.flatMap { step.definition.itemKind($0.kind) }
        let checks = item == nil ? step.definition.checks : kind?.checks ?? []
        return try checks.filter { try step.holds($0.condition, in: item) }.map {
            Entry(kind: .check, item: item, text: $0.say)
        }
    }

    private static func ranges(of item: ItemID?, in step: DecidingStep) throws -> [Entry] {
        let declared = step.definition.facts(of: item?.kind).filter {
            $0.notBefore != nil || $0.notAfter != nil
        }
        guard !declared.isEmpty else { return [] }
        let rules = declared.flatMap { [$0.notBefore, $0.notAfter] }.compactMap(\.self)
        let context = try PartContext(
            step: step, part: item, references: rules.flatMap(\.references))
        return declared.compactMap { fact in
            let first = fact.notBefore.flatMap { day($0, in: context) }
            let last = fact.notAfter.flatMap { day($0, in: context) }
            let value = step.state.part(item)?.facts[fact.name]?.day?.date
            return problem(fact, value: value, first: first, last: last).map {
                Entry(kind: .fact, item: item, text: $0)
            }
        }
    }

    /// The day a range's rule gives; nil while it cannot be known.
    private static func day(_ rule: DeadlineRule, in context: PartContext) -> CivilDate? {
        do throws(EvaluationError) {
            guard case .due(let due) = try rule.evaluate(in: context) else { return nil }
            return due.date
        } catch {
            // A rule that gives no day bounds nothing.
            return nil
        }
    }

    private static func problem(
        _ fact: FactDeclaration, value: CivilDate?, first: CivilDate?, last: CivilDate?
    ) -> String? {
        let said = fact.otherwiseSay.map { " \($0)" } ?? ""
        if let first, let last, first > last {
            return "\(fact.name) cannot be met: the first day allowed is \(first.long), "
                + "the last \(last.long).\(said)"
        }
        guard let value else { return nil }
        if let first, value < first {
            return "\(fact.name) is \(value.long), before \(first.long).\(said)"
        }
        if let last, value > last {
            return "\(fact.name) is \(value.long), after \(last.long).\(said)"
        }
        return nil
    }
}
