import ArgumentParser
import ControlProtocol
import Reports

/// Shows what waits for an act.
struct ListDue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "due", abstract: "Show what is due, the most urgent first.",
        discussion: """
            Overdue deadlines are among them; those whose day is not known yet come
            last.

            Examples:
              scrutinyctl due --within 4w
              scrutinyctl due rural-crime-2017
            """)

    @Argument(help: "Only of this scrutiny.")
    var id: String?

    @Option(
        help: ArgumentHelp("Only what is due within a span such as 10d or 4w.", valueName: "span"))
    var within: SpanOfDays?

    @Flag(help: "Only what is overdue.")
    var overdue = false

    @OptionGroup var options: GlobalOptions

    /// The call.
    var call: Register.Due {
        Register.Due(withinDays: within?.days, overdue: overdue ? true : nil, id: id)
    }

    func run() async throws {
        let reply = try await options.connect().call(call)
        try options.show(DueReport(reply), asJSON: reply)
    }
}

/// A span on the command line: `10d`, `4w`.
struct SpanOfDays: ExpressibleByArgument, Hashable {
    /// How many days it has.
    let days: Int

    /// The most days a span may have: a hundred years.
    private static let most = 36_525

    init?(argument: String) {
        let factor: Int
        switch argument.last {
        case "d": factor = 1
        case "w": factor = 7
        default: return nil
        }
        let digits = argument.dropLast()
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(digits),
            count <= Self.most / factor
        else { return nil }
        days = count * factor
    }
}
