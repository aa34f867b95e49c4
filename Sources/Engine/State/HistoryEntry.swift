package import Deadlines

/// One entry of a scrutiny's history: what one command or one due moment made so.
package struct HistoryEntry: Hashable, Sendable {
    /// Its place in the chain over all scrutinies; 1 is the first.
    package var position: Int
    /// The scrutiny.
    package var scrutiny: String
    /// Its number within the scrutiny; 1 is the opening.
    package var sequence: Int
    /// When it was committed.
    package var at: Instant
    /// Who caused it.
    package var actor: Actor
    /// What caused it, in one word: the command's name, or `time`.
    package var cause: String
    /// What became so; of a redacted entry what is left of it.
    package var payload: Payload
    /// The hash of the payload's stored bytes as they were written, in hexadecimal.
    package var payloadHash: String
    /// The hash of the entry before in the chain; 64 zeros before the first.
    package var previous: String
    /// The hash of this entry.
    package var hash: String
    /// Whether the payload was redacted since: another stands in its place.
    package var isRedacted = false

    /// The part that may hold personal data; the chain runs over its hash, so that it can be
    /// redacted without breaking the chain.
    package struct Payload: Hashable, Sendable, Codable {
        /// What became so, in order.
        package var effects: [Effect]
        /// What whoever did it noted.
        package var note: String?
        /// The event recorded, the fact set, the day that came: for people.
        package var summary: String
        /// What was asked, where somebody asked: by it later entries can be decided again when an
        /// earlier one is corrected or retracted. Folding does not read it.
        package var command: Command?

        /// A payload.
        package init(
            effects: [Effect], note: String?, summary: String, command: Command? = nil
        ) {
            self.effects = effects
            self.note = note
            self.summary = summary
            self.command = command
        }
    }

    /// An entry of its parts.
    package init(
        position: Int, scrutiny: String, sequence: Int, at: Instant, actor: Actor, cause: String,
        payload: Payload, payloadHash: String, previous: String, hash: String
    ) {
        self.position = position
        self.scrutiny = scrutiny
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.cause = cause
        self.payload = payload
        self.payloadHash = payloadHash
        self.previous = previous
        self.hash = hash
    }

    /// What stands in an entry's `scrutiny` where it is about none, but about the whole store.
    package static let noScrutiny = ""

    /// What stands before the first entry of a chain.
    package static let genesis = String(repeating: "0", count: 64)
}
