import ArgumentParser
import ControlProtocol
import Reports

/// Shows one message with its text.
struct ShowDelivery: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one message with its text.",
        discussion: """
            Example:
              scrutinyctl notify show 3f2a9c51
            """)

    @Argument(help: "The message's id, as notify list shows it.")
    var id: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let delivery = try await find(on: options.connect())
        try options.show(DeliveryReport(delivery), asJSON: delivery)
    }

    /// The daemon lists messages and does not look one up: find the one before it without the
    /// texts, then ask for the one after that with its text.
    private func find(
        on daemon: DaemonConnection
    ) async throws(CommandFailure) -> Register.Delivery {
        var previous: String?
        var call = Register.Deliveries()
        while true {
            let page = try await daemon.call(call)
            for delivery in page.deliveries {
                if delivery.id == id { return try await read(after: previous, on: daemon) }
                previous = delivery.id
            }
            guard let next = page.next, !page.deliveries.isEmpty else { break }
            call.after = next
        }
        throw CommandFailure(.noSuchDelivery(id: id, nearest: []))
    }

    private func read(
        after previous: String?, on daemon: DaemonConnection
    ) async throws(CommandFailure) -> Register.Delivery {
        let call = Register.Deliveries(withText: true, after: previous, limit: 1)
        guard let found = try await daemon.call(call).deliveries.first, found.id == id else {
            throw CommandFailure(.noSuchDelivery(id: id, nearest: []))
        }
        return found
    }
}
