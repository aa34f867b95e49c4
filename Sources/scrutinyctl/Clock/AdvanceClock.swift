import ArgumentParser
import ControlProtocol
import Reports

/// Moves a virtual clock on.
struct AdvanceClock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance", abstract: "Move a virtual clock on.",
        discussion: """
            Only for a daemon that was started with --virtual-clock. Everything that
            comes due meanwhile happens at its own instant.

            Examples:
              scrutinyctl clock advance --to 2018-01-26T09:00
              scrutinyctl clock advance --by "3 weeks" --asleep
            """)

    @Option(help: ArgumentHelp("To this moment in local time.", valueName: "moment"))
    var to: String?

    @Option(help: ArgumentHelp("By this span.", valueName: "span"))
    var by: String?

    @Flag(help: "As if the daemon had been stopped meanwhile.")
    var asleep = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard (to == nil) != (by == nil) else {
            throw ValidationError("Give either --to or --by.")
        }
    }

    func run() async throws {
        let daemon = try await options.connect(timeout: DaemonConnection.longPatience)
        let reply = try await daemon.call(
            Manager.ClockAdvance(to: to, by: by, asleep: asleep ? true : nil))
        try options.show(AdvanceReport(reply), asJSON: reply)
    }
}
