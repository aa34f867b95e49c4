package import Engine
internal import Foundation
package import Logging
internal import NotifierKit

/// A channel whose messages an executable takes: the exec transport of the plug-in contract.
package struct ExecChannel: DeliveryChannel {
    package let name: String
    private let plugin: ExecPlugin
    private let logger: Logger

    /// A channel by a plug-in.
    package init(name: String, plugin: ExecPlugin, logger: Logger) {
        self.name = name
        self.plugin = plugin
        self.logger = logger
    }

    package func deliver(_ delivery: Delivery, attempt: Int) async -> ChannelAnswer {
        var message: NotifierMessage
        do {
            message = try NotifierMessage.decode(Data(delivery.payload.utf8))
        } catch {
            return ChannelAnswer(.permanent, detail: "the stored message cannot be read: \(error)")
        }
        message.attempt = attempt
        let result = await plugin.deliver(message)
        for line in result.log {
            logger.log(
                level: Self.level(line.priority), "\(line.text)",
                metadata: [
                    "scrutiny-channel": "\(name)", "scrutiny-delivery": "\(delivery.id)",
                ])
        }
        return Self.answer(result)
    }

    private static func answer(_ result: ExecResult) -> ChannelAnswer {
        switch result.outcome {
        case .delivered(let reference):
            return ChannelAnswer(.delivered(reference: reference), detail: "delivered")
        case .tryAgain(let reason, let after):
            let wait = after.map { $0.components.seconds * 1000 }
            return ChannelAnswer(.tryAgain(after: wait), detail: reason, remedy: result.remedy)
        case .permanent(let reason):
            return ChannelAnswer(.permanent, detail: reason, remedy: result.remedy)
        }
    }

    /// The log level of a syslog priority (RFC 5424 §6.2.1).
    private static func level(_ priority: Int) -> Logger.Level {
        switch priority {
        case ...2: .critical
        case 3: .error
        case 4: .warning
        case 5: .notice
        case 6: .info
        default: .debug
        }
    }
}
