package import Deadlines

/// A scrutiny as it is saved: the state and what is looked up of it.
package struct ScrutinyRecord: Sendable {
    /// The state: the truth.
    package var state: ScrutinyState
    /// The row that `list` reads.
    package var row: ScrutinyRow
    /// What it must be recomputed for.
    package var dependencies: Set<Dependency>
    /// Ids it links to, by the fact that holds them.
    package var links: [Link]
    /// Reminders that changed with this decision.
    package var reminders: [ReminderRow]

    /// A record.
    package init(
        state: ScrutinyState, row: ScrutinyRow, dependencies: Set<Dependency>, links: [Link],
        reminders: [ReminderRow]
    ) {
        self.state = state
        self.row = row
        self.dependencies = dependencies
        self.links = links
        self.reminders = reminders
    }
}

/// A link from one scrutiny to another: `revisits`, `builds-on`, `meeting`.
package struct Link: Hashable, Sendable {
    /// The fact that holds it.
    package var fact: String
    /// The other scrutiny's id; it need not exist yet.
    package var target: String

    /// A link.
    package init(fact: String, target: String) {
        self.fact = fact
        self.target = target
    }
}

/// What `list`, `next W` and links read of a scrutiny without loading its state.
package struct ScrutinyRow: Hashable, Sendable {
    /// Its id.
    package var id: String
    /// The workflow's name.
    package var workflow: String
    /// The workflow's version.
    package var version: Int
    /// Its title, from its first text fact or its id.
    package var title: String
    /// Active leaf states, document order.
    package var states: [String]
    /// Municipal year where recorded.
    package var year: String?
    /// Whether nothing more can happen.
    package var isFinal: Bool
    /// Whether it was withdrawn or cancelled, so that it does not happen.
    package var isOff: Bool
    /// The day it happens, for workflows that say so.
    package var happensOn: CivilDate?
    /// The local time it happens, where known.
    package var happensAt: TimeOfDay?
    /// When something of it falls due next.
    package var wake: Instant?
    /// When it was opened.
    package var openedAt: Instant
    /// The number of its latest history entry.
    package var sequence: Int

    /// A row.
    package init(
        id: String, workflow: String, version: Int, title: String, states: [String],
        year: String?, isFinal: Bool, isOff: Bool, happensOn: CivilDate?, happensAt: TimeOfDay?,
        wake: Instant?, openedAt: Instant, sequence: Int
    ) {
        self.id = id
        self.workflow = workflow
        self.version = version
        self.title = title
        self.states = states
        self.year = year
        self.isFinal = isFinal
        self.isOff = isOff
        self.happensOn = happensOn
        self.happensAt = happensAt
        self.wake = wake
        self.openedAt = openedAt
        self.sequence = sequence
    }
}

/// Which scrutinies to list; nil fields match all.
package struct ScrutinyFilter: Hashable, Sendable {
    /// Only of this workflow.
    package var workflow: String?
    /// Only with this state, or one inside it, active.
    package var state: String?
    /// Only of this municipal year.
    package var year: String?
    /// Only those that are not final (or, with false, only final ones).
    package var isOpen: Bool?

    /// A filter.
    package init(
        workflow: String? = nil, state: String? = nil, year: String? = nil, isOpen: Bool? = nil
    ) {
        self.workflow = workflow
        self.state = state
        self.year = year
        self.isOpen = isOpen
    }
}

/// A deadline's latest run with the scrutiny it belongs to.
package struct DeadlineRow: Hashable, Sendable {
    /// The scrutiny's id.
    package var scrutiny: String
    /// The run.
    package var run: DeadlineRun

    /// A row.
    package init(scrutiny: String, run: DeadlineRun) {
        self.scrutiny = scrutiny
        self.run = run
    }
}

/// How many runs of one deadline there are, over the scrutinies of a definition.
package struct DeadlineCount: Hashable, Sendable {
    /// The definition the scrutinies run by.
    package var definition: DefinitionID
    /// The deadline.
    package var deadline: DeadlineID
    /// How many.
    package var count: Int

    /// A count.
    package init(definition: DefinitionID, deadline: DeadlineID, count: Int) {
        self.definition = definition
        self.deadline = deadline
        self.count = count
    }
}

/// Which deadlines to list.
package struct DeadlineFilter: Hashable, Sendable {
    /// Only with one of these statuses.
    package var statuses: Set<DeadlineStatus>
    /// Only with a due day at or before this one; nil: any, and unknown ones too.
    package var dueThrough: CivilDate?
    /// Only of this scrutiny.
    package var scrutiny: String?
    /// Only runs whose `while` still holds.
    package var armedOnly: Bool

    /// A filter.
    package init(
        statuses: Set<DeadlineStatus>, dueThrough: CivilDate? = nil, scrutiny: String? = nil,
        armedOnly: Bool = true
    ) {
        self.statuses = statuses
        self.dueThrough = dueThrough
        self.scrutiny = scrutiny
        self.armedOnly = armedOnly
    }
}

/// What a scrutiny's dates depend on outside itself.
package enum Dependency: Hashable, Sendable, CustomStringConvertible {
    /// A linked scrutiny's facts.
    case scrutiny(String)
    /// The dates of all scrutinies of a workflow (`next panel-meeting`).
    case workflow(String)
    /// A calendar.
    case calendar(String)

    package var description: String {
        switch self {
        case .scrutiny(let id): "scrutiny:\(id)"
        case .workflow(let name): "workflow:\(name)"
        case .calendar(let name): "calendar:\(name)"
        }
    }
}

/// A reminder as it is kept after it has left the state.
package struct ReminderRow: Hashable, Sendable {
    /// The scrutiny's id.
    package var scrutiny: String
    /// The reminder.
    package var reminder: Reminder
    /// How it ended; nil: still owed.
    package var outcome: ReminderOutcome?

    /// A row.
    package init(scrutiny: String, reminder: Reminder, outcome: ReminderOutcome?) {
        self.scrutiny = scrutiny
        self.reminder = reminder
        self.outcome = outcome
    }
}

/// Who sent a request under which id.
package struct RequestKey: Hashable, Sendable {
    /// The peer's user id.
    package var uid: UInt32
    /// The method's qualified name.
    package var method: String
    /// The id the client chose.
    package var id: String

    /// A key.
    package init(uid: UInt32, method: String, id: String) {
        self.uid = uid
        self.method = method
        self.id = id
    }
}

/// An answered request: sent again it gets the same answer.
package struct StoredRequest: Hashable, Sendable {
    /// Who sent it under which id.
    package var key: RequestKey
    /// SHA-256 of the parameters, in hexadecimal.
    package var parametersHash: String
    /// The answer's JSON.
    package var answer: String
    /// When it was answered.
    package var at: Instant

    /// An answered request.
    package init(key: RequestKey, parametersHash: String, answer: String, at: Instant) {
        self.key = key
        self.parametersHash = parametersHash
        self.answer = answer
        self.at = at
    }
}
