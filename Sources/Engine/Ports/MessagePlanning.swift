package import Deadlines
package import Workflows

/// Whom a reminder reaches, bound at the moment of sending.
package struct Addressee: Hashable, Sendable {
    /// The person's name in the configuration, or the address where there is no person.
    package var person: String
    /// The party it stands for, or the fact that held the address.
    package var party: String
    /// The mail address; empty where the person has none.
    package var address: String

    /// An addressee.
    package init(person: String, party: String, address: String) {
        self.person = person
        self.party = party
        self.address = address
    }
}

/// One message before it is written: what it carries and what it can say.
package struct MessageDraft: Sendable {
    /// The reminders it carries, the one it is named for first.
    package var reminders: [Reminder]
    /// Whom it is for.
    package var to: Addressee
    /// The scrutiny as it stands.
    package var state: ScrutinyState
    /// The definition it runs by.
    package var definition: Definition
    /// The moment of sending.
    package var at: Instant
    /// The local day of sending.
    package var today: CivilDate
    /// Set where the recipient's party is bound to nobody and the clerk gets it instead.
    package var unboundParty: String?

    /// A draft.
    package init(
        reminders: [Reminder], to: Addressee, state: ScrutinyState, definition: Definition,
        at: Instant, today: CivilDate, unboundParty: String?
    ) {
        self.reminders = reminders
        self.to = to
        self.state = state
        self.definition = definition
        self.at = at
        self.today = today
        self.unboundParty = unboundParty
    }
}

/// What becomes of a draft.
package enum MessagePlan: Sendable {
    /// It goes out by these channels.
    case deliver([PlannedDelivery])
    /// It does not go out; the text says why.
    case silence(String)
}

/// A written message for one channel.
package struct PlannedDelivery: Hashable, Sendable {
    /// The channel's name.
    package var channel: String
    /// Its address; empty for channels that need none.
    package var address: String
    /// The subject line.
    package var subject: String
    /// The message's JSON for a delivery of the given id.
    package var payload: String
    /// How long it may be tried, in milliseconds.
    package var lifetime: Int64

    /// A written message.
    package init(
        channel: String, address: String, subject: String, payload: String, lifetime: Int64
    ) {
        self.channel = channel
        self.address = address
        self.subject = subject
        self.payload = payload
        self.lifetime = lifetime
    }
}

/// Binds parties to persons and writes messages. Pure: it runs inside the deciding transaction,
/// reads only what it was made with, and gives the same answer for the same question.
package protocol MessagePlanning: Sendable {
    /// Persons bound to a party on a day; `assigned` is the scrutiny's own binding. Empty: nobody.
    func persons(boundTo party: String, assigned: String?, on day: CivilDate) -> [Addressee]
    /// What becomes of a draft. `delivery` gives the id for a channel and address.
    func plan(
        _ draft: MessageDraft, delivery: (_ channel: String, _ address: String) -> String
    ) -> MessagePlan
}
