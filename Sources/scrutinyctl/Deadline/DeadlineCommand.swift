import ArgumentParser

/// Deadline law without a daemon.
struct DeadlineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline", abstract: "Work out days by the rules of deadlines.",
        subcommands: [ComputeDeadline.self])
}
