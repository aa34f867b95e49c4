import ArgumentParser
import ControlProtocol
import Reports

/// Trusts the system clock again.
struct AcceptClock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Trust the system clock as it is.",
        discussion: """
            Where the system's time lies before the last thing recorded, or more than 30
            days after the last moment known while it is not synchronised, timers stand
            still until it is right or an administrator accepts it. Who accepted it, and
            from what to what, is an entry of the history.

            Example:
              scrutinyctl clock accept
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let reply = try await options.connect().call(Manager.ClockAccept())
        try options.show(ClockReport(reply.clock), asJSON: reply.clock)
    }
}
