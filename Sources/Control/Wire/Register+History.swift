extension Register {
    /// One entry of the hash-chained history.
    package struct HistoryEntry: WireValue {
        /// Its place in the chain over all scrutinies.
        package var position: Int
        /// Its number within the scrutiny.
        package var sequence: Int
        /// When it was committed.
        package var at: String
        /// The user id of whoever caused it; left out where time did.
        package var uid: Int?
        /// The name of whoever caused it.
        package var actor: String
        /// What caused it in one word: open, record, set, time.
        package var cause: String
        /// What happened in one line.
        package var summary: String
        /// What the actor noted.
        package var note: String?
        /// What became so, a line for each effect.
        package var lines: [String]
        /// Whether its payload was redacted.
        package var redacted: Bool
        /// Its hash, in hexadecimal.
        package var hash: String

        /// A value of its parts.
        package init(
            position: Int, sequence: Int, at: String, uid: Int? = nil,
            actor: String, cause: String, summary: String, note: String? = nil,
            lines: [String], redacted: Bool, hash: String
        ) {
            self.position = position
            self.sequence = sequence
            self.at = at
            self.uid = uid
            self.actor = actor
            self.cause = cause
            self.summary = summary
            self.note = note
            self.lines = lines
            self.redacted = redacted
            self.hash = hash
        }
    }

    /// One message to one address by one channel.
    package struct Delivery: WireValue {
        /// The id that is the same in every attempt.
        package var id: String
        /// The scrutiny's id.
        package var scrutiny: String
        /// The deadline's name without items' keys.
        package var deadline: String
        /// The channel's name in the configuration.
        package var channel: String
        /// The person's name, or the address where no person is configured.
        package var to: String
        /// Where the channel delivers; empty for channels that need none.
        package var address: String
        /// reminder, missed, changed, not-started, digest or test.
        package var kind: String
        /// notice, warning or urgent.
        package var severity: String
        /// The subject line.
        package var subject: String
        /// The text; only where asked for.
        package var text: String?
        /// pending, delivered or dead.
        package var status: String
        /// How many attempts were begun.
        package var attempts: Int
        /// When it was committed.
        package var createdAt: String
        /// When it may be tried next; only while it is pending.
        package var nextAttemptAt: String?
        /// The channel's own reference.
        package var reference: String?
        /// What went wrong last.
        package var lastError: String?
        /// The reminders it carries, one line each.
        package var reminders: [String]

        /// A value of its parts.
        package init(
            id: String, scrutiny: String, deadline: String, channel: String,
            to: String, address: String, kind: String, severity: String,
            subject: String, text: String? = nil, status: String, attempts: Int,
            createdAt: String, nextAttemptAt: String? = nil,
            reference: String? = nil, lastError: String? = nil, reminders: [String]
        ) {
            self.id = id
            self.scrutiny = scrutiny
            self.deadline = deadline
            self.channel = channel
            self.to = to
            self.address = address
            self.kind = kind
            self.severity = severity
            self.subject = subject
            self.text = text
            self.status = status
            self.attempts = attempts
            self.createdAt = createdAt
            self.nextAttemptAt = nextAttemptAt
            self.reference = reference
            self.lastError = lastError
            self.reminders = reminders
        }
    }
}
