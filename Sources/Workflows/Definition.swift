package import Deadlines
package import Statecharts

/// A statechart of a workflow: guards and actions are this language's own.
package typealias WorkflowChart = Chart<Guard, Action>

/// A workflow definition: what a scrutiny of this kind may hold, do, and owe.
///
/// `name`, `version` and `hash` together identify it; a running scrutiny keeps the definition it
/// was opened with.
package struct Definition: Sendable {
    /// The workflow's name, such as `proactive-scrutiny`.
    package var name: String
    /// The version the author counts up by hand.
    package var version: Int
    /// SHA-256 of the file's text, in hexadecimal.
    package var hash: String
    /// The title for people.
    package var title: String
    /// The calendar whose working days its deadlines count, unless one names another.
    package var calendar: String
    /// The zone in which its days begin and end.
    package var timeZone: String
    /// The sources of its rules, in the file's order.
    package var law: [Law]
    /// The roles its reminders are addressed to.
    package var parties: [String]
    /// The facts of a scrutiny.
    package var facts: [FactDeclaration]
    /// Stretches of days that do not count for phrases that ignore them.
    package var periods: [PeriodDeclaration]
    /// Events accepted in every state that change none.
    package var records: [String]
    /// Kinds of many-valued parts.
    package var itemKinds: [ItemKind]
    /// The scrutiny's own chart.
    package var chart: WorkflowChart
    /// What a transition says when its guard refuses, by the transition's tag.
    package var refusals: [Int: String]
    /// The scrutiny's own deadlines.
    package var deadlines: [DeadlineDeclaration]
    /// Questions about what is recorded; they refuse nothing.
    package var checks: [Check]
    /// The fact that says on which day a scrutiny of this workflow happens (`next panel-meeting`).
    package var happensOn: String?
    /// What opens scrutinies of this workflow by itself.
    package var schedules: [Schedule]

    /// A definition of its parts.
    package init(
        name: String, version: Int, hash: String, title: String, calendar: String,
        timeZone: String, law: [Law], parties: [String], facts: [FactDeclaration],
        periods: [PeriodDeclaration], records: [String], itemKinds: [ItemKind],
        chart: WorkflowChart, refusals: [Int: String], deadlines: [DeadlineDeclaration],
        checks: [Check], happensOn: String?, schedules: [Schedule] = []
    ) {
        self.name = name
        self.version = version
        self.hash = hash
        self.title = title
        self.calendar = calendar
        self.timeZone = timeZone
        self.law = law
        self.parties = parties
        self.facts = facts
        self.periods = periods
        self.records = records
        self.itemKinds = itemKinds
        self.chart = chart
        self.refusals = refusals
        self.deadlines = deadlines
        self.checks = checks
        self.happensOn = happensOn
        self.schedules = schedules
    }
}

extension Definition {
    /// The fact of that name, or nil.
    package func fact(_ name: String) -> FactDeclaration? { facts.first { $0.name == name } }
    /// The item kind of that name, or nil.
    package func itemKind(_ name: String) -> ItemKind? { itemKinds.first { $0.name == name } }
    /// The source of law of that name, or nil.
    package func law(_ name: String) -> Law? { law.first { $0.name == name } }
    /// The deadlines of an item kind, or the scrutiny's own for nil.
    package func deadlines(of kind: String?) -> [DeadlineDeclaration] {
        guard let kind else { return deadlines }
        return itemKind(kind)?.deadlines ?? []
    }
    /// The chart of an item kind, or the scrutiny's own for nil.
    package func chart(of kind: String?) -> WorkflowChart? {
        guard let kind else { return chart }
        return itemKind(kind)?.chart
    }
    /// The facts of an item kind, or the scrutiny's own for nil.
    package func facts(of kind: String?) -> [FactDeclaration] {
        guard let kind else { return facts }
        return itemKind(kind)?.facts ?? []
    }
}

/// The source of a rule: an Act and section, a standing order, or a local target.
package struct Law: Hashable, Sendable {
    /// Its name in the definition, such as `prsra-29`.
    package var name: String
    /// The citation.
    package var cite: String
    /// The day somebody checked the citation, or nil while nobody has.
    package var verified: CivilDate?

    /// A source.
    package init(name: String, cite: String, verified: CivilDate? = nil) {
        self.name = name
        self.cite = cite
        self.verified = verified
    }

    /// The reserved name of the support office's own targets, on which closure days count.
    package static let local = "local"
}

/// A fact a scrutiny or an item may hold.
package struct FactDeclaration: Hashable, Sendable {
    /// Its name.
    package var name: String
    /// The type of its value.
    package var type: FactType
    /// Whether opening or adding insists on it.
    package var isRequired: Bool
    /// A sentence for whoever has to fill it in.
    package var help: String?
    /// The first day its value may lawfully be.
    package var notBefore: DeadlineRule?
    /// The last day its value may lawfully be.
    package var notAfter: DeadlineRule?
    /// What to say when the range is empty or the value lies outside it.
    package var otherwiseSay: String?

    /// A declaration.
    package init(
        name: String, type: FactType, isRequired: Bool = false, help: String? = nil,
        notBefore: DeadlineRule? = nil, notAfter: DeadlineRule? = nil, otherwiseSay: String? = nil
    ) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.help = help
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.otherwiseSay = otherwiseSay
    }
}

/// Days that phrases may ignore.
package struct PeriodDeclaration: Hashable, Sendable {
    /// Where the days come from.
    package enum Days: Hashable, Sendable {
        /// From the day of one fact or event to the day of another, both included.
        case between(from: String, to: String)
        /// The days spent in a state.
        case inState(String)
    }
    /// Its name.
    package var name: String
    /// Its days.
    package var days: Days

    /// A declaration.
    package init(name: String, days: Days) {
        self.name = name
        self.days = days
    }
}

/// A kind of many-valued part of a scrutiny: witness, recommendation, question.
package struct ItemKind: Sendable {
    /// The form of its keys.
    package enum KeyForm: String, Sendable, CaseIterable {
        /// Lower-case words joined by hyphens.
        case slug
        /// An outline label: `a`, `b.i`.
        case outline
        /// A positive number.
        case number
    }
    /// Its name.
    package var name: String
    /// The form of its keys.
    package var key: KeyForm
    /// Its facts.
    package var facts: [FactDeclaration]
    /// Its chart.
    package var chart: WorkflowChart
    /// What a transition says when its guard refuses, by tag.
    package var refusals: [Int: String]
    /// Its deadlines.
    package var deadlines: [DeadlineDeclaration]
    /// Its checks.
    package var checks: [Check]
    /// Keys of the items made at opening.
    package var startsWith: [String]

    /// A kind.
    package init(
        name: String, key: KeyForm, facts: [FactDeclaration], chart: WorkflowChart,
        refusals: [Int: String], deadlines: [DeadlineDeclaration], checks: [Check],
        startsWith: [String]
    ) {
        self.name = name
        self.key = key
        self.facts = facts
        self.chart = chart
        self.refusals = refusals
        self.deadlines = deadlines
        self.checks = checks
        self.startsWith = startsWith
    }

    /// Whether the text has the form of this kind's keys.
    package func admits(key text: String) -> Bool {
        switch key {
        case .slug: Identifier.isSlug(text)
        case .outline: Identifier.isOutline(text)
        case .number: Identifier.isNumber(text)
        }
    }
}

/// A question about what is recorded: reported when its guard holds, refusing nothing.
package struct Check: Hashable, Sendable {
    /// When it is reported.
    package var condition: Guard
    /// What it says.
    package var say: String

    /// A check.
    package init(condition: Guard, say: String) {
        self.condition = condition
        self.say = say
    }
}
