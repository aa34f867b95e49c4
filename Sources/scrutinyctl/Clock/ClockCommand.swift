import ArgumentParser

/// The daemon's time.
struct ClockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "Look at the daemon's clock, accept it, or advance it.",
        subcommands: [ShowClock.self, AcceptClock.self, AdvanceClock.self],
        defaultSubcommand: ShowClock.self)
}
