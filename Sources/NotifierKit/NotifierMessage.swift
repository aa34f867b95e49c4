package import FoundationEssentials

/// One message as a notification plug-in receives it: version 1 of the contract.
///
/// In JSON its keys are in kebab case and in the order of the alphabet, absent values are left
/// out and never `null`, and the whole is one line.
package struct NotifierMessage: Hashable, Sendable {
    /// The version of the contract that this type speaks.
    package static let version = 1

    /// What a message is for.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// A deadline comes near, has passed, or cannot be worked out yet.
        case reminder
        /// A deadline has passed unmet.
        case missed
        /// Several things in one message, by the day or the week.
        case digest
        /// A due date has moved.
        case changed
        /// An administrator tries the channel out.
        case test
    }

    /// How urgent it is.
    package enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
        /// Worth knowing.
        case notice
        /// Asks for an act.
        case warning
        /// Something is wrong already.
        case urgent
    }

    /// Who it is for.
    package struct Recipient: Hashable, Sendable, Codable {
        /// The person's name or role in words.
        package var name: String
        /// Where this channel reaches them: a mail address, a chat handle; may be empty for a
        /// channel that needs none.
        package var address: String

        /// A recipient.
        package init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }

    /// A file that goes with the message, such as a calendar file.
    package struct Attachment: Hashable, Sendable, Codable {
        /// Its file name, without a folder.
        package var name: String
        /// Its media type (RFC 6838), such as `text/calendar; charset=utf-8`.
        package var type: String
        /// Its bytes; Base64 (RFC 4648 §4) in JSON.
        package var content: Data

        /// An attachment.
        package init(name: String, type: String, content: Data) {
            self.name = name
            self.type = type
            self.content = content
        }
    }

    /// The delivery's id: the same in all attempts, so a plug-in can recognise a repetition.
    package var delivery: String
    /// The attempt's number; 1 is the first.
    package var attempt: Int
    /// After this moment the message is worth nothing; whole seconds, in UTC.
    package var notAfter: Date
    /// What it is for.
    package var kind: Kind
    /// How urgent it is.
    package var severity: Severity
    /// Who it is for.
    package var to: Recipient
    /// The subject, one line.
    package var subject: String
    /// The whole text, lines ended by a line feed.
    package var text: String
    /// The same as HTML, where there is one.
    package var html: String?
    /// The scrutiny's id; nil for a digest or a test.
    package var scrutiny: String?
    /// The deadline it is about, if it is about one.
    package var deadline: NotifierDeadline?
    /// Why this message, and why now, in one sentence.
    package var reason: String
    /// Files that go with it.
    package var attachments: [Attachment]

    /// A message.
    package init(
        delivery: String, attempt: Int = 1, notAfter: Date, kind: Kind, severity: Severity,
        to: Recipient, subject: String, text: String, html: String? = nil,
        scrutiny: String? = nil, deadline: NotifierDeadline? = nil, reason: String,
        attachments: [Attachment] = []
    ) {
        self.delivery = delivery
        self.attempt = attempt
        self.notAfter = notAfter
        self.kind = kind
        self.severity = severity
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.scrutiny = scrutiny
        self.deadline = deadline
        self.reason = reason
        self.attachments = attachments
    }
}

/// The deadline a message is about, as it stood when the message was made.
package struct NotifierDeadline: Hashable, Sendable, Codable {
    /// Its name in the workflow, such as `response`.
    package var name: String
    /// Its title for people.
    package var title: String
    /// The due date, ISO 8601; nil while it is unknown.
    package var due: String?
    /// Its status, such as `running` or `missed`.
    package var status: String
    /// What its passing means, such as `breach`.
    package var consequence: String?
    /// How the date was worked out, a step a line.
    package var explanation: [String]

    /// A deadline.
    package init(
        name: String, title: String, due: String?, status: String, consequence: String?,
        explanation: [String]
    ) {
        self.name = name
        self.title = title
        self.due = due
        self.status = status
        self.consequence = consequence
        self.explanation = explanation
    }
}
