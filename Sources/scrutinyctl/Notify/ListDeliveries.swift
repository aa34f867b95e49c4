import ArgumentParser
import ControlProtocol
import Reports

/// Lists the messages.
struct ListDeliveries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the messages, oldest first.",
        discussion: """
            Examples:
              scrutinyctl notify list --status dead
              scrutinyctl notify list --scrutiny rural-crime-2017 --with-text --json
            """)

    @Option(help: "Only about this scrutiny.")
    var scrutiny: String?

    @Option(help: "Only with this status.")
    var status: DeliveryStatus?

    @Option(help: "Only by this channel.")
    var channel: String?

    @Flag(help: "Include the texts in the JSON.")
    var withText = false

    @OptionGroup var options: GlobalOptions

    /// The first page's call.
    var call: Register.Deliveries {
        Register.Deliveries(
            scrutiny: scrutiny, status: status?.rawValue, channel: channel,
            withText: withText ? true : nil)
    }

    func run() async throws {
        let daemon = try await options.connect()
        var call = call
        var all = try await daemon.call(call)
        while let next = all.next {
            call.after = next
            let page = try await daemon.call(call)
            all.deliveries += page.deliveries
            // A page brings something or is the last: else this would not end.
            all.next = page.deliveries.isEmpty ? nil : page.next
        }
        try options.show(DeliveryList(all.deliveries), asJSON: all)
    }
}

/// What can have become of a message.
enum DeliveryStatus: String, ExpressibleByArgument, CaseIterable {
    /// It waits, perhaps for another attempt.
    case pending
    /// It was handed over.
    case delivered
    /// It was given up.
    case dead
}
