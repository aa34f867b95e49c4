/// That what a history entry tells of persons was taken out of it.
///
/// It is an effect of a later entry: the chain vouches for what stands in the payload's place as
/// it vouches for everything else.
package struct Redaction: Hashable, Sendable, Codable {
    /// The number of the redacted entry within its scrutiny.
    package var sequence: Int
    /// The place of the redacted entry in the chain.
    package var position: Int
    /// SHA-256 of what stands in the payload's place, in hexadecimal.
    package var replacement: String
    /// Why it was redacted.
    package var reason: String

    /// A redaction.
    package init(sequence: Int, position: Int, replacement: String, reason: String) {
        self.sequence = sequence
        self.position = position
        self.replacement = replacement
        self.reason = reason
    }

    /// What stands where something was taken out.
    package static let mark = "[redacted]"
}
