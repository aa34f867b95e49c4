import ArgumentParser

/// The messages that reminders became.
struct NotifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify", abstract: "Look at the messages sent, and retry those given up.",
        subcommands: [ListDeliveries.self, ShowDelivery.self, RetryDelivery.self])
}
