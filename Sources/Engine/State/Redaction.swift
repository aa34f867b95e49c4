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
    /// The entry for whose sake it was, where this one only repeated what was taken out there.
    package var repeated: Int?

    /// A redaction.
    package init(
        sequence: Int, position: Int, replacement: String, reason: String, repeated: Int? = nil
    ) {
        self.sequence = sequence
        self.position = position
        self.replacement = replacement
        self.reason = reason
        self.repeated = repeated
    }

    /// What stands where something was taken out.
    package static let mark = "[redacted]"
}
