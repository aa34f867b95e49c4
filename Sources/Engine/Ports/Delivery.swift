package import Deadlines
package import Workflows

/// One message to one address by one channel under one stable id, carrying one or several
/// reminders.
package struct Delivery: Hashable, Sendable {
    /// How it stands.
    package enum Status: String, Hashable, Sendable, CaseIterable {
        /// To be handed over, at `nextAttemptAt` at the earliest.
        case pending
        /// The channel took it.
        case delivered
        /// It will not be tried again unless somebody asks.
        case dead
    }
    /// The id that is the same in every attempt.
    package var id: String
    /// The scrutiny.
    package var scrutiny: String
    /// The deadline's name without items' keys: `witness/evidence`.
    package var family: String
    /// The channel's name in the configuration.
    package var channel: String
    /// The person's name, or the address where no person is configured.
    package var person: String
    /// Where the channel delivers: a mail address; empty for channels that need none.
    package var address: String
    /// What it says.
    package var kind: Reminder.Kind
    /// How urgent it is.
    package var severity: Severity
    /// Its subject line.
    package var subject: String
    /// The message as the plug-in gets it, without the attempt's number: JSON.
    package var payload: String
    /// The reminders it carries.
    package var reminders: [Reminder.Key]
    /// When it was committed.
    package var createdAt: Instant
    /// After this moment it is no longer tried.
    package var notAfter: Instant
    /// How it stands.
    package var status: Status
    /// How many attempts were begun.
    package var attempts: Int
    /// When it may be tried next.
    package var nextAttemptAt: Instant
    /// The channel's own reference, once delivered.
    package var reference: String?
    /// What went wrong last.
    package var lastError: String?

    /// A delivery that has not been tried.
    package init(
        id: String, scrutiny: String, family: String, channel: String, person: String,
        address: String, kind: Reminder.Kind, severity: Severity, subject: String,
        payload: String, reminders: [Reminder.Key], createdAt: Instant, notAfter: Instant
    ) {
        self.id = id
        self.scrutiny = scrutiny
        self.family = family
        self.channel = channel
        self.person = person
        self.address = address
        self.kind = kind
        self.severity = severity
        self.subject = subject
        self.payload = payload
        self.reminders = reminders
        self.createdAt = createdAt
        self.notAfter = notAfter
        status = .pending
        attempts = 0
        nextAttemptAt = createdAt
    }
}

/// One try at a delivery. Its row is committed before the plug-in is started.
package struct Attempt: Hashable, Sendable {
    /// How it ended.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// The channel took it.
        case delivered
        /// It failed and is tried again.
        case tryAgain = "try-again"
        /// It failed and is never tried again.
        case permanent
        /// The daemon stopped before the channel answered.
        case interrupted
    }
    /// The delivery.
    package var delivery: String
    /// Its number; 1 is the first.
    package var number: Int
    /// When it began.
    package var startedAt: Instant
    /// When it ended; nil while it is under way.
    package var endedAt: Instant?
    /// How it ended; nil while it is under way.
    package var outcome: Outcome?
    /// What the channel said.
    package var detail: String?

    /// An attempt under way.
    package init(delivery: String, number: Int, startedAt: Instant) {
        self.delivery = delivery
        self.number = number
        self.startedAt = startedAt
    }
}

/// Which deliveries to list; nil fields match all.
package struct DeliveryFilter: Hashable, Sendable {
    /// Only with this status.
    package var status: Delivery.Status?
    /// Only of this scrutiny.
    package var scrutiny: String?
    /// Only of this channel.
    package var channel: String?
    /// Only those that may be tried at this moment.
    package var readyAt: Instant?
    /// Only with an attempt under way.
    package var hasOpenAttempt: Bool
    /// Only those created after the one of this id; none where there is none.
    package var after: String?
    /// At most so many.
    package var limit: Int

    /// A filter.
    package init(
        status: Delivery.Status? = nil, scrutiny: String? = nil, channel: String? = nil,
        readyAt: Instant? = nil, hasOpenAttempt: Bool = false, after: String? = nil,
        limit: Int = 10_000
    ) {
        self.status = status
        self.scrutiny = scrutiny
        self.channel = channel
        self.readyAt = readyAt
        self.hasOpenAttempt = hasOpenAttempt
        self.after = after
        self.limit = limit
    }
}
