package import Deadlines
package import Workflows

/// What is owed to one recipient by one rung of a deadline's ladder.
package struct Reminder: Hashable, Sendable, Codable {
    /// What identifies it inside its scrutiny; never two alike.
    package struct Key: Hashable, Sendable, Codable, CustomStringConvertible {
        /// The deadline.
        package var deadline: DeadlineID
        /// The deadline's run.
        package var run: Int
        /// The run's generation.
        package var generation: Int
        /// The rung's phrase, with `#n` for the n-th repeat; `missed`, `changed`, `not started`.
        package var rung: String
        /// A party, or the fact that holds a mail address.
        package var recipient: String

        /// A key of its parts.
        package init(
            deadline: DeadlineID, run: Int, generation: Int, rung: String, recipient: String
        ) {
            self.deadline = deadline
            self.run = run
            self.generation = generation
            self.rung = rung
            self.recipient = recipient
        }

        package var description: String {
            "\(deadline) run \(run).\(generation) \(rung) to \(recipient)"
        }
    }

    /// What it says.
    package enum Kind: String, Hashable, Sendable, Codable {
        /// That the day comes near, or has passed.
        case rung = "reminder"
        /// That the day has passed unmet, and what that means.
        case missed
        /// That the day has moved.
        case changed
        /// That something stands in the way of the day.
        case obstacle
        /// That the day is not known yet.
        case notStarted = "not-started"
    }

    /// What identifies it.
    package var key: Key
    /// What it says.
    package var kind: Kind
    /// How urgent it is.
    package var severity: Severity
    /// The template, where it is not the usual one.
    package var template: String?
    /// When it goes out.
    package var sendAt: Instant
    /// Whether an acknowledgement silences it.
    package var isRepeat: Bool
    /// For a miss: the day that passed, which is not that of a run that has begun since.
    package var passed: CivilDate?
    /// For a changed day: the day that was told last; nil where more than the day has changed.
    package var from: CivilDate?
    /// For a changed day what moved it; for an obstacle what stands in the way.
    package var because: String?
    /// For a changed day or an obstacle: the account whose act it was, which need not be told.
    package var causedBy: String?

    /// A reminder.
    package init(
        key: Key, kind: Kind, severity: Severity, template: String?, sendAt: Instant,
        isRepeat: Bool = false, passed: CivilDate? = nil, from: CivilDate? = nil,
        because: String? = nil, causedBy: String? = nil
    ) {
        self.key = key
        self.kind = kind
        self.severity = severity
        self.template = template
        self.sendAt = sendAt
        self.isRepeat = isRepeat
        self.passed = passed
        self.from = from
        self.because = because
        self.causedBy = causedBy
    }

    /// The phrase without the number of the repeat: what people call this rung.
    package var phrase: String {
        String(key.rung.prefix { $0 != "#" })
    }
}

/// How a reminder ended, or that it is still owed.
package enum ReminderOutcome: Hashable, Sendable, Codable {
    /// Handed over in these deliveries.
    case handedOver([String])
    /// Something newer takes its place.
    case superseded(String)
    /// A silence, or that it would tell somebody of their own act.
    case silenced(String)
    /// The recipient acknowledged.
    case acknowledged
    /// The deadline no longer needs it.
    case cancelled(String)

    /// The outcome's word in the store.
    package var word: String {
        switch self {
        case .handedOver: "handed-over"
        case .superseded: "superseded"
        case .silenced: "silenced"
        case .acknowledged: "acknowledged"
        case .cancelled: "cancelled"
        }
    }

    /// Why, in words; empty where the word says it all.
    package var reason: String {
        switch self {
        case .handedOver(let ids): ids.joined(separator: " ")
        case .superseded(let reason), .silenced(let reason), .cancelled(let reason): reason
        case .acknowledged: ""
        }
    }
}

extension Reminder.Key: Comparable {
    /// By deadline, run, generation, rung, recipient.
    package static func < (left: Reminder.Key, right: Reminder.Key) -> Bool {
        let leftID = left.deadline.description, rightID = right.deadline.description
        if leftID != rightID { return leftID < rightID }
        return (left.run, left.generation, left.rung, left.recipient)
            < (right.run, right.generation, right.rung, right.recipient)
    }
}
