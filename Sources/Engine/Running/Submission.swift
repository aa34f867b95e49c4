/// What is asked of the engine.
package struct Submission: Sendable {
    /// What it is about.
    package enum Subject: Sendable {
        /// Open a scrutiny of this workflow.
        case open(workflow: String, Opening)
        /// Bring in a scrutiny with its past.
        case bringIn(
            workflow: String, Opening, items: [GivenItem], events: [Recording],
            assignments: [String: String])
        /// A command on a scrutiny.
        case command(Command, on: String)
        /// Take what people wrote out of the history entry of that number, but for these facts.
        case redact(Int, of: String, keeping: Set<String>, reason: String)
        /// Do what has fallen due, in all scrutinies.
        case wake
        /// Take note of which schedules are on: those that are new begin today.
        case schedulesChanged
        /// Take holidays from a file into the calendars.
        case importDays(CalendarOrder)
        /// Decide by what the files hold now, and compute anew what counts by a calendar that
        /// changed.
        case adopt(Library)
    }
    /// What it is about.
    package var subject: Subject
    /// Who asks.
    package var actor: Actor
    /// The request's key and the hash of its parameters, where the client gave one.
    package var request: (key: RequestKey, parametersHash: String)?
    /// The number of the scrutiny's latest entry the client has seen; another is refused.
    package var expected: Int?
    /// What whoever asks notes for the history; a recording's own note wins over it.
    package var note: String?

    /// A submission.
    package init(
        _ subject: Subject, actor: Actor, request: (key: RequestKey, parametersHash: String)? = nil,
        expected: Int? = nil, note: String? = nil
    ) {
        self.subject = subject
        self.actor = actor
        self.request = request
        self.expected = expected
        self.note = note
    }
}

extension Submission {
    /// Whether the engine decides by another library once it is committed.
    var changesLibrary: Bool {
        switch subject {
        case .importDays, .adopt: true
        case .open, .bringIn, .command, .redact, .wake, .schedulesChanged: false
        }
    }
}

/// What the engine answers once the submission is committed.
package struct Answer: Hashable, Sendable, Codable {
    /// What became of the submission.
    package enum Outcome: String, Hashable, Sendable, Codable {
        /// Something changed.
        case changed
        /// It was so already.
        case unchanged
    }
    /// What became of it.
    package var outcome: Outcome
    /// The scrutiny's id; empty for a wake.
    package var id: String
    /// The number of its latest history entry.
    package var sequence: Int
    /// Its active leaf states.
    package var states: [String]
    /// Deadlines that moved or started, as `id: status due`.
    package var moved: [String]
    /// What was recorded but deserves a look.
    package var flags: [String]
    /// How many deliveries were put in the outbox.
    package var deliveries: Int
    /// Deadlines whose day passed unmet with this.
    package var passed: [PassedDeadline]
    /// What became of other scrutinies whose dates hang on this one; nil: nothing.
    package var others: [WrittenEntry]?
    /// What the schedules did with this; nil: nothing.
    package var schedules: [ScheduleEvent]?
    /// What became of calendars, where it was about them.
    package var calendars: CalendarOutcome?

    /// An entry that was written.
    package struct WrittenEntry: Hashable, Sendable, Codable {
        /// The scrutiny.
        package var id: String
        /// The entry's number.
        package var sequence: Int
    }

    /// That a deadline's day passed unmet.
    package struct PassedDeadline: Hashable, Sendable, Codable {
        /// The scrutiny.
        package var scrutiny: String
        /// The deadline.
        package var deadline: String
        /// `missed` or `lapsed`.
        package var status: String
        /// The due day, ISO.
        package var due: String
    }

    /// An answer.
    package init(
        outcome: Outcome, id: String, sequence: Int, states: [String], moved: [String] = [],
        flags: [String] = [], deliveries: Int = 0, passed: [PassedDeadline] = [],
        others: [WrittenEntry]? = nil, schedules: [ScheduleEvent]? = nil,
        calendars: CalendarOutcome? = nil
    ) {
        self.outcome = outcome
        self.id = id
        self.sequence = sequence
        self.states = states
        self.moved = moved
        self.flags = flags
        self.deliveries = deliveries
        self.passed = passed
        self.others = others
        self.schedules = schedules
        self.calendars = calendars
    }
}

/// Why the engine cannot answer, besides a ``Refusal`` or a ``StoreError``.
package enum EngineError: Error, Hashable, Sendable {
    /// The request's id was used before with other parameters.
    case requestReused(String)
    /// The scrutiny has moved on since the client looked.
    case notCurrent(expected: Int, actual: Int)
    /// Too much is waiting.
    case busy
    /// The engine is stopping.
    case stopping
    /// Wall time is not to be trusted: nothing is done until it is, or an administrator says so.
    case clockNotTrusted(ClockDoubt)

    /// The failure in a sentence, with the remedy.
    package var message: String {
        switch self {
        case .requestReused(let id):
            "The request id \(id) was used before with other parameters. Use a new id."
        case .notCurrent(let expected, let actual):
            "The scrutiny has moved on: entry \(actual), not \(expected). Look again first."
        case .busy: "Too many commands are waiting. Try again in a moment."
        case .stopping: "The daemon is stopping. Try again when it is back."
        case .clockNotTrusted(let doubt):
            "Nothing is recorded: \(doubt). \(ClockDoubt.remedy)"
        }
    }
}
