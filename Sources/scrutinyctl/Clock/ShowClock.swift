import ArgumentParser
import ControlProtocol
import Reports

/// Shows the daemon's time.
struct ShowClock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the daemon's time.",
        discussion: """
            Example:
              scrutinyctl clock show
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let reply = try await options.connect().call(Manager.ClockShow())
        try options.show(ClockReport(reply.clock), asJSON: reply.clock)
    }
}
