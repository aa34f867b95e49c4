package import Logging

/// What an operator may search the journal for: each has its own MESSAGE_ID and an entry in the
/// message catalogue.
package enum LoggedEvent: String, CaseIterable, Sendable {
    /// The daemon is ready.
    case ready = "46bf8de2b4594c2a86b2dd55166264a8"
    /// The daemon is stopping.
    case stopping = "7cd642bd53284209becf7c3c63f489ea"
    /// A deadline's day has passed unmet.
    case deadlinePassed = "064047ec2eaa40f08825fa04084f36bc"
    /// A message was handed over.
    case delivered = "3b54b8148fa04e168a7a4b77cbe0be82"
    /// A message could not be handed over and is tried again.
    case willRetry = "862ebec10435425c9423050293a3d188"
    /// A message is given up.
    case givenUp = "d04ae25a3d0a460b90f6b0393766c1a2"
    /// Somebody had a message tried again that was given up.
    case retryAsked = "e19d3f28726a4cb8a0e1cf81203836bd"
    /// Configuration and definitions were read anew.
    case reloaded = "bd8966a103bb4855a681da455b8823a1"
    /// The configuration is refused; the old one stays.
    case configurationRefused = "692824fa2b834715a9254c31ce2a8fb0"
    /// A definition is refused; the old one stays.
    case definitionRefused = "462827a860f14f728bff3b52de5420d8"
    /// A calendar is another than it was, and open deadlines follow it.
    case calendarChanged = "9c2f1f5f3a0d4b6e8a517f6f0b2de4a3"
    /// A copy of the store was written.
    case backedUp = "b1ad0d0f35c24d5e9bd2ff7f2e1d8f63"
    /// A history entry was redacted.
    case redacted = "5f6f0c9de6d94b8d9f3a4f2f0e9f6a17"
    /// A schedule opened a scrutiny, or found it open.
    case scheduleOpened = "3c1f0a7b52f84b8c9d3e6f6a0b7d4e21"
    /// A schedule passed over occasions that are out of date.
    case scheduleSkipped = "8f6f2f4c0a9e4c5e8a51d7c3b94e6d0f"
    /// A schedule could not open what it should.
    case scheduleRefused = "b7a4d1e96c3f4f0aa2c85e1d70f39b64"
    /// The system clock was set.
    case clockSet = "25cb8c6b5b2f4e86b325c69fe8fad006"
    /// The system clock is not to be trusted; nothing is done until it is.
    case clockNotTrusted = "c8af36e503c64424a75dd1e8404ebcc8"
    /// The system clock can be trusted again.
    case clockTrusted = "58f60fbda61b4c00b34ef344883293aa"
    /// An administrator trusts the system clock as it is.
    case clockAccepted = "3e7fd4ac91e84e9791b09232cbba8132"
    /// The store failed; what is due waits until it works again.
    case storeFailed = "0fa1a5b1ac814ac2ae4a2caa91e9d32d"
    /// The store works again.
    case storeWorks = "9b9eaf94c5024a5baace92fbe74daec7"
    /// The store failed so that the daemon has to end.
    case storeUnusable = "722c1b7d7d2e4597b764f24bc7bd53e9"
    /// Somebody asked for what their role does not permit.
    case notPermitted = "7c4fe22d771a4eaa9e6b30e021ab5cbd"

    /// Log metadata with this event's MESSAGE_ID.
    package func with(_ fields: [String: String] = [:]) -> Logger.Metadata {
        var metadata: Logger.Metadata = ["message-id": "\(rawValue)"]
        for (name, value) in fields { metadata[name] = "\(value)" }
        return metadata
    }
}
