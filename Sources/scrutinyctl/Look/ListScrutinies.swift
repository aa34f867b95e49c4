import ArgumentParser
import ControlProtocol
import Reports

/// Shows the board: every scrutiny in one line.
struct ListScrutinies: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the board: every scrutiny in one line.",
        discussion: """
            Examples:
              scrutinyctl list --year 2017/18
              scrutinyctl list --workflow proactive-scrutiny --overdue
            """)

    @Option(help: "Only of this workflow.")
    var workflow: String?

    @Option(help: "Only where this state, or one inside it, is active.")
    var state: String?

    @Option(help: "Only of this municipal year, such as 2017/18.")
    var year: String?

    @Flag(help: "Only with overdue deadlines.")
    var overdue = false

    @Flag(help: "Only those that have not ended.")
    var open = false

    @OptionGroup var options: GlobalOptions

    /// The first page's call.
    var call: Register.List {
        Register.List(
            workflow: workflow, state: state, year: year, overdue: overdue ? true : nil,
            open: open ? true : nil)
    }

    func run() async throws {
        let daemon = try await options.connect()
        var call = call
        var board = try await daemon.call(call)
        while let next = board.next {
            call.after = next
            let page = try await daemon.call(call)
            board.scrutinies += page.scrutinies
            // A page brings something or is the last: else this would not end.
            board.next = page.scrutinies.isEmpty ? nil : page.next
        }
        try options.show(Board(board), asJSON: board)
    }
}
