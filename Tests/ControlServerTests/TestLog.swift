import Logging
import Synchronization

/// What was logged.
final class TestLog: Sendable {
    struct Line: Hashable {
        let level: Logger.Level
        let message: String
        let uid: String?
    }

    private let held = Mutex<[Line]>([])

    var lines: [Line] { held.withLock { $0 } }

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: TestLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let line = Line(
                level: event.level, message: "\(event.message)",
                uid: event.metadata?["scrutiny-actor-uid"].map { "\($0)" })
            log.held.withLock { $0.append(line) }
        }
    }
}
