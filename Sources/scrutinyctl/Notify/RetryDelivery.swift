import ArgumentParser
import ControlProtocol
import Foundation

/// Tries a message again that was given up.
struct RetryDelivery: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Try a message again that was given up.",
        discussion: """
            Example:
              scrutinyctl notify retry 3f2a9c51
            """)

    @Argument(help: "The message's id, as notify list shows it.")
    var id: String

    @OptionGroup var request: RequestOption
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let call = Manager.RetryDelivery(id: id, request: request.id)
        let reply = try await options.connect().call(call)
        if options.json { return try Terminal.printJSON(reply) }
        print("\(id): \(reply.status)")
    }
}
