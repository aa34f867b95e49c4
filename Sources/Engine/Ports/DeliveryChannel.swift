/// A configured way out: journal, file, or a plug-in.
package protocol DeliveryChannel: Sendable {
    /// Its name in the configuration.
    var name: String { get }
    /// Hands one message over. Must answer within its own time limit; cancellation ends the try.
    func deliver(_ delivery: Delivery, attempt: Int) async -> ChannelAnswer
}

/// What a channel made of a message.
package struct ChannelAnswer: Hashable, Sendable {
    /// How it went.
    package enum Outcome: Hashable, Sendable {
        /// It was taken, perhaps under the channel's own reference.
        case delivered(reference: String?)
        /// It failed for now; try again, not before so many milliseconds where given.
        case tryAgain(after: Int64?)
        /// It failed for good.
        case permanent
    }
    /// How it went.
    package var outcome: Outcome
    /// What happened, for the log and the attempt's row.
    package var detail: String
    /// What an operator can do about a failure.
    package var remedy: String?

    /// An answer.
    package init(_ outcome: Outcome, detail: String, remedy: String? = nil) {
        self.outcome = outcome
        self.detail = detail
        self.remedy = remedy
    }
}
