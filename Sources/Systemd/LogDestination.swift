import Glibc
public import Logging

/// Where a service's log goes: to the journal with its fields, or to stderr as plain lines.
public enum LogDestination: Hashable, Sendable {
    /// To journald, natively.
    case journal
    /// To stderr, for a person or another supervisor.
    case terminal

    /// The journal only if stderr is connected to it: `$JOURNAL_STREAM` alone is inherited by
    /// processes whose stderr went elsewhere since (systemd.exec(5)).
    ///
    /// - Parameter descriptor: stderr (2), or another one in a test.
    public static func choose(
        _ environment: ServiceEnvironment, descriptor: Int32 = 2
    ) -> LogDestination {
        let parts = (environment["JOURNAL_STREAM"] ?? "").split(separator: ":")
        guard parts.count == 2, let device = UInt64(parts[0]), let inode = UInt64(parts[1]) else {
            return .terminal
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .terminal }
        return UInt64(status.st_dev) == device && UInt64(status.st_ino) == inode
            ? .journal : .terminal
    }

    /// A log handler for this destination.
    ///
    /// - Parameters:
    ///   - label: the logger's label.
    ///   - identifier: the program's name, as `journalctl -t` seeks it.
    public func handler(label: String, identifier: String) -> any LogHandler {
        switch self {
        case .journal: return JournalLogHandler(label: label, identifier: identifier)
        case .terminal: return TerminalLogHandler(label: label)
        }
    }
}
