import Foundation
import Reports

extension GlobalOptions {
    /// Shows an answer: as a report, or with --json as one document of the wire's fields.
    func show(_ report: some Report, asJSON value: some Encodable) throws {
        if json { return try Terminal.printJSON(value) }
        print(report.text(in: ink))
    }

    /// Colours only on a terminal that takes them, and only where nobody declined them
    /// (<https://no-color.org>).
    private var ink: Ink {
        let environment = ProcessInfo.processInfo.environment
        let isDeclined = noColor || !(environment["NO_COLOR"] ?? "").isEmpty
        let isTerminal = isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb"
        return isTerminal && !isDeclined ? .coloured : .plain
    }
}

extension Terminal {
    /// Shows how far long work has come, on one line of standard error that the next call
    /// replaces; nothing where that is no terminal.
    static func progress(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }
}
