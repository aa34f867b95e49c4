import Glibc
public import Logging

/// A swift-log handler for people: one plain line an event, `HH:MM:SS level message key=value`.
///
/// Control characters are shown as escapes, so one event is one line and no logged text can
/// command the terminal.
public struct TerminalLogHandler: LogHandler {
    /// The least level that is written.
    public var logLevel: Logger.Level = .info
    /// Metadata that goes with every message.
    public var metadata: Logger.Metadata = [:]
    /// Where metadata bound to the present task comes from.
    public var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let clock: @Sendable () -> TimeOfDay
    private let write: @Sendable (String) -> Void

    /// A handler that writes to stderr at the system's time.
    public init(label: String) {
        self.init(label: label, clock: { .now() }, write: { Self.writeToStandardError($0) })
    }

    /// A handler with its clock and its way out given, for tests.
    init(
        label: String, clock: @escaping @Sendable () -> TimeOfDay,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.label = label
        self.clock = clock
        self.write = write
    }

    /// One value of the handler's own metadata.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one line.
    public func log(event: LogEvent) {
        var line = "\(clock()) \(event.level) \(event.message.description.escapingControls())"
        for (key, value) in event.metadata(over: metadata, metadataProvider).sorted(by: {
            $0.key < $1.key
        }) {
            line += " \(key.escapingControls())=\(Self.shown(value))"
        }
        if let error = event.error { line += " error=\(Self.quoted("\(error)"))" }
        write(line + "\n")
    }

    private static func shown(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .string(let text):
            return quoted(text)
        case .stringConvertible(let value):
            return quoted(value.description)
        case .array(let values):
            return "[\(values.map(shown).joined(separator: ","))]"
        case .dictionary(let values):
            let pairs = values.sorted { $0.key < $1.key }.map {
                "\($0.key.escapingControls())=\(shown($0.value))"
            }
            return "{\(pairs.joined(separator: ","))}"
        }
    }

    private static func quoted(_ text: String) -> String {
        let shown = text.escapingControls()
        guard shown.isEmpty || shown.contains(where: { $0 == " " || $0 == "\"" }) else {
            return shown
        }
        let parts = shown.split(separator: "\"", omittingEmptySubsequences: false)
        return "\"\(parts.joined(separator: "\\\""))\""
    }

    /// Writes the whole line in as few calls as the kernel allows, so lines of several threads
    /// do not mix. A closed or full stderr loses the line: there is nowhere left to say so.
    private static func writeToStandardError(_ line: String) {
        var rest = Array(line.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

/// A local time of day, printed as `HH:MM:SS`.
struct TimeOfDay: Equatable, Sendable, CustomStringConvertible {
    let hour: Int
    let minute: Int
    let second: Int

    /// The present time in the system's zone.
    static func now() -> TimeOfDay {
        var seconds = time(nil)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return TimeOfDay(
            hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: Int(parts.tm_sec))
    }

    var description: String {
        [hour, minute, second].map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
    }
}
