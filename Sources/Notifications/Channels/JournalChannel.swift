package import Engine
package import Logging

/// The built-in channel that writes each message to the daemon's log.
package struct JournalChannel: DeliveryChannel {
    /// The name of the one that is there in every configuration.
    package static let usualName = "journal"

    private let logger: Logger

    package let name: String

    /// A channel to a logger.
    package init(name: String = usualName, logger: Logger) {
        self.name = name
        self.logger = logger
    }

    package func deliver(_ delivery: Delivery, attempt: Int) async -> ChannelAnswer {
        logger.notice(
            "\(delivery.subject)",
            metadata: [
                "scrutiny-id": "\(delivery.scrutiny)",
                "scrutiny-deadline": "\(delivery.family)", "scrutiny-channel": "\(name)",
                "scrutiny-delivery": "\(delivery.id)", "scrutiny-to": "\(delivery.person)",
            ])
        return ChannelAnswer(.delivered(reference: nil), detail: "logged")
    }
}
