package import Deadlines

/// A named clock of a workflow or of an item kind.
package struct DeadlineDeclaration: Hashable, Sendable {
    /// Its name, such as `response`.
    package var name: String
    /// Its title for people.
    package var title: String
    /// The rule that gives the day.
    package var due: DeadlineRule
    /// The states in which it runs, any of them; none: from opening until the scrutiny is final.
    package var whileIn: [String]
    /// What must hold for it to run.
    package var condition: Guard?
    /// The events that meet it; none: nothing can meet it, and it lapses when its day has passed.
    package var metBy: [String]
    /// The name of its source of law.
    package var law: String?
    /// Its calendar where that is not the workflow's.
    package var calendar: String?
    /// What it means that it passes, and who hears of it.
    package var whenMissed: WhenMissed?
    /// The reminders it foresees.
    package var ladder: [Rung]
    /// Whom to ask when its day is still not known some time after it was armed.
    package var ifNotStarted: IfNotStarted?
    /// Whether it may be given more time.
    package var isExtendable: Bool

    /// A declaration.
    package init(
        name: String, title: String, due: DeadlineRule, whileIn: [String] = [],
        condition: Guard? = nil, metBy: [String] = [], law: String? = nil,
        calendar: String? = nil, whenMissed: WhenMissed? = nil, ladder: [Rung] = [],
        ifNotStarted: IfNotStarted? = nil, isExtendable: Bool = true
    ) {
        self.name = name
        self.title = title
        self.due = due
        self.whileIn = whileIn
        self.condition = condition
        self.metBy = metBy
        self.law = law
        self.calendar = calendar
        self.whenMissed = whenMissed
        self.ladder = ladder
        self.ifNotStarted = ifNotStarted
        self.isExtendable = isExtendable
    }

    /// Whether it merely marks a day: nothing can meet it, and its passing means nothing.
    package var isMarker: Bool { metBy.isEmpty && whenMissed == nil }

    /// Everybody the ladder or the miss is addressed to, once each, in the order written.
    package var recipients: [String] {
        var all: [String] = []
        for name in ladder.flatMap(\.to) + (whenMissed?.to ?? []) where !all.contains(name) {
            all.append(name)
        }
        return all
    }
}

/// What the passing of a deadline means in law.
package enum Consequence: String, Sendable, CaseIterable, Codable {
    /// A duty is broken.
    case breach
    /// A power is gone.
    case lapse
    /// The other side may act as if permission had been given.
    case deemedPermission = "deemed-permission"
    /// Merely late.
    case late
    /// The meeting may not take the item.
    case itemCannotBeTaken = "item-cannot-be-taken"

    /// Whether the passing ends a power rather than breaking a duty.
    package var lapses: Bool { self == .lapse || self == .deemedPermission }

    /// The consequence in words.
    package var words: String {
        switch self {
        case .breach: "breach"
        case .lapse: "the power lapses"
        case .deemedPermission: "permission is deemed to be given"
        case .late: "late"
        case .itemCannotBeTaken: "the item cannot be taken"
        }
    }
}

/// What happens when a deadline passes unmet.
package struct WhenMissed: Hashable, Sendable {
    /// What it means.
    package var consequence: Consequence
    /// Who hears of it.
    package var to: [String]
    /// An event the chart gets, occurring on the day after the due date.
    package var raise: String?

    /// A consequence with those who hear of it.
    package init(consequence: Consequence, to: [String], raise: String? = nil) {
        self.consequence = consequence
        self.to = to
        self.raise = raise
    }
}

/// How urgent a message is.
package enum Severity: String, Sendable, CaseIterable, Comparable, Codable {
    /// Worth knowing.
    case notice
    /// Asks for an act.
    case warning
    /// Something is wrong already.
    case urgent

    package static func < (left: Severity, right: Severity) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .notice: 0
        case .warning: 1
        case .urgent: 2
        }
    }
}

/// Some rungs of a ladder with the same recipients.
package struct Rung: Hashable, Sendable {
    /// When they go out.
    package var when: [RungPhrase]
    /// How often an `every …` repeats.
    package var atMost: Int
    /// To whom: parties, or facts that hold a mail address.
    package var to: [String]
    /// How urgent they are.
    package var severity: Severity
    /// The template, where it is not the usual one.
    package var template: String?

    /// A line of a ladder.
    package init(
        when: [RungPhrase], atMost: Int = 1, to: [String], severity: Severity = .warning,
        template: String? = nil
    ) {
        self.when = when
        self.atMost = atMost
        self.to = to
        self.severity = severity
        self.template = template
    }
}

/// Whom to ask when a deadline's day stays unknown.
package struct IfNotStarted: Hashable, Sendable {
    /// How long after it was armed.
    package var after: Span
    /// Whom to ask.
    package var to: [String]
    /// The template, where it is not the usual one.
    package var template: String?

    /// A question.
    package init(after: Span, to: [String], template: String? = nil) {
        self.after = after
        self.to = to
        self.template = template
    }
}
