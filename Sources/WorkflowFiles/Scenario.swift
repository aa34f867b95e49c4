package import Deadlines
package import Documents

/// A story told to a definition in virtual time, with what is expected of it.
package struct Scenario: Sendable {
    /// Its name; empty for a script.
    package var name: String
    /// The local moment at which it begins.
    package var starts: CivilDateTime
    /// Mail addresses by party; nil: every party is bound to somebody of its own name.
    package var people: [String: String]?
    /// Scrutinies that exist before the first step.
    package var others: [Other]
    /// Whether the workflow's schedules are on. Until the first step `open`, the scrutiny under
    /// test is the first one they open.
    package var runsSchedules: Bool
    /// The steps in order.
    package var steps: [ScenarioStep]

    /// A scenario.
    package init(
        name: String = "", starts: CivilDateTime = usualStart, people: [String: String]? = nil,
        others: [Other] = [], runsSchedules: Bool = false, steps: [ScenarioStep]
    ) {
        self.name = name
        self.starts = starts
        self.people = people
        self.others = others
        self.runsSchedules = runsSchedules
        self.steps = steps
    }

    /// A scrutiny set up beside the one under test.
    package struct Other: Hashable, Sendable {
        /// Its id.
        package var id: String
        /// Its workflow.
        package var workflow: String
        /// Its facts.
        package var facts: [NamedTexts]
    }

    /// The moment at which a story begins that does not say so: a Monday morning.
    package static let usualStart: CivilDateTime = {
        guard let moment = CivilDateTime(iso: "2018-01-01T09:00") else {
            preconditionFailure("2018-01-01T09:00 is a moment")
        }
        return moment
    }()
}

/// A name with texts: a fact as it stands in a file.
package struct NamedTexts: Hashable, Sendable {
    /// The name.
    package var name: String
    /// The texts; empty: unknown.
    package var texts: [String]

    /// A name with texts.
    package init(name: String, texts: [String]) {
        self.name = name
        self.texts = texts
    }
}

/// One step of a scenario.
package struct ScenarioStep: Sendable {
    /// What is done.
    package enum Action: Hashable, Sendable {
        /// Open the scrutiny under test.
        case open(id: String, facts: [NamedTexts])
        /// Set facts of it, of one of its items, or of another scrutiny.
        case set(facts: [NamedTexts], item: String?, other: String?)
        /// Add items.
        case add(items: [String], facts: [NamedTexts])
        /// Record an event.
        case record(RecordedEvent, other: String?)
        /// Acknowledge a deadline as a party.
        case acknowledge(deadline: String, by: String)
        /// Bind a person to a party.
        case assign(party: String, person: String)
        /// Stop its clocks, from a day on; nil: today.
        case hold(reason: String, from: CivilDate?)
        /// Let them go on from a day on; nil: today.
        case resume(on: CivilDate?)
        /// Give a deadline more time.
        case extend(deadline: String, Extra)
        /// Let the latest record of an event have happened at another time.
        case correct(event: String, RecordedEvent.Occurred)
        /// Take the latest record of an event back.
        case retract(event: String)
        /// Withdraw it.
        case withdraw(reason: String)
        /// Let time pass, in milliseconds.
        case advance(Int64)
        /// Let time pass until a local moment.
        case advanceTo(CivilDateTime)
    }
    /// What is done.
    package var action: Action
    /// What must be so afterwards.
    package var expectation: Expectation?
    /// A part of the text with which it must be refused.
    package var refused: String?
    /// Where it stands in its file.
    package var position: SourcePosition
}

/// That an event happened, as it stands in a file.
package struct RecordedEvent: Hashable, Sendable {
    /// When it happened.
    package enum Occurred: Hashable, Sendable {
        /// At the moment it is recorded.
        case now
        /// On a day, perhaps at a local time.
        case on(CivilDate, TimeOfDay?)
        /// Nobody knows.
        case unknown
    }
    /// The event.
    package var event: String
    /// The items it happened to; empty: the scrutiny.
    package var items: [String]
    /// When.
    package var occurred: Occurred
    /// Facts set with it.
    package var facts: [NamedTexts]
    /// A note.
    package var note: String?
}

/// What must be so after a step. Parts that are nil are not looked at.
package struct Expectation: Sendable {
    /// The active leaf states, in document order.
    package var states: [String]?
    /// Due days by deadline; nil: not known.
    package var due: [(deadline: String, date: CivilDate?)]
    /// Statuses by deadline.
    package var status: [(deadline: String, status: String)]
    /// Everything sent since the step before, in any order.
    package var sent: [ExpectedMessage]?
    /// The ids that schedules have opened since the step before, in order.
    package var opened: [String]?
}

/// A message that must have been sent; nil parts match all.
package struct ExpectedMessage: Hashable, Sendable {
    /// The parties or addresses, one message each.
    package var to: [String]
    /// The deadline's name, without items' keys.
    package var deadline: String?
    /// The rung's phrase.
    package var when: String?
    /// The keys of the items it is about, in any order.
    package var items: [String]?
    /// The template.
    package var template: String?
    /// What it says: reminder, missed, changed, not-started.
    package var kind: String?
    /// How urgent it is.
    package var severity: String?
}
