import ArgumentParser
import ControlProtocol
import Reports

/// Trusts the system clock again.
struct AcceptClock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Trust the system clock again after it was stepped.",
        discussion: """
            Where the system's time lies before the last thing recorded, or far ahead of
            it, timers stand still until an administrator has looked at it.

            Example:
              scrutinyctl clock accept
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let reply = try await options.connect().call(Manager.ClockAccept())
        try options.show(ClockReport(reply.clock), asJSON: reply.clock)
    }
}
