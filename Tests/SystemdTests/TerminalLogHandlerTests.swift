import Glibc
import Logging
import Synchronization
import Testing

@testable import Systemd

@Suite("Log lines on a terminal")
struct TerminalLogHandlerTests {
    /// Collects what a handler writes.
    private final class Lines: Sendable {
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    private func log(_ body: (Logger) -> Void, own: Logger.Metadata = [:]) -> [String] {
        let lines = Lines()
        let logger = Logger(label: "engine") { label in
            var handler = TerminalLogHandler(
                label: label, clock: { TimeOfDay(hour: 9, minute: 0, second: 7) },
                write: { lines.add($0) })
            handler.metadata = own
            handler.logLevel = .info
            handler.metadataProvider = Logger.MetadataProvider { ["task": "t1"] }
            return handler
        }
        body(logger)
        return lines.all
    }

    @Test("A line holds the time, the level, the message and the metadata in order")
    func line() {
        let lines = log(
            { $0.warning("late", metadata: ["id": "a-1", "due": "26 Jan 2018"]) },
            own: ["id": "overridden", "run": "1"])
        #expect(
            lines == ["09:00:07 warning late due=\"26 Jan 2018\" id=a-1 run=1 task=t1\n"])
    }

    @Test("No logged text can start a line or command the terminal")
    func controls() {
        let lines = log { $0.info("a\nb\u{1B}[2J", metadata: ["k": "\r\u{2028}\"q\""]) }
        #expect(
            lines == [
                "09:00:07 info a\\nb\\u{1B}[2J k=\"\\u{D}\\u{2028}\\\"q\\\"\" task=t1\n"
            ])
    }

    @Test("What is below the level is not written")
    func level() {
        #expect(log { $0.debug("quiet") }.isEmpty)
    }

    @Test("Lists and dictionaries are shown in brackets")
    func nested() {
        let lines = log { $0.info("x", metadata: ["a": ["1", ["b": "2 3"]]]) }
        #expect(lines == ["09:00:07 info x a=[1,{b=\"2 3\"}] task=t1\n"])
    }
}

@Suite("Where the log goes")
struct LogDestinationTests {
    /// A pipe stands for stderr: it has a device and an inode like any stream.
    private func withPipe(_ body: (Int32, UInt64, UInt64) throws -> Void) throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        var status = stat()
        try #require(fstat(ends[1], &status) == 0)
        try body(ends[1], UInt64(status.st_dev), UInt64(status.st_ino))
    }

    @Test("The journal only if $JOURNAL_STREAM names stderr's own device and inode")
    func matching() throws {
        try withPipe { descriptor, device, inode in
            func choice(_ value: String) -> LogDestination {
                .choose(ServiceEnvironment(["JOURNAL_STREAM": value]), descriptor: descriptor)
            }
            #expect(choice("\(device):\(inode)") == .journal)
            #expect(choice("\(device):\(inode + 1)") == .terminal)
            #expect(choice("\(device + 1):\(inode)") == .terminal)
        }
    }

    @Test("A missing or damaged variable, or a closed stderr, means the terminal")
    func damaged() throws {
        try withPipe { descriptor, _, _ in
            for value in ["", ":", "1", "a:b", "1:2:3"] {
                let environment = ServiceEnvironment(["JOURNAL_STREAM": value])
                #expect(LogDestination.choose(environment, descriptor: descriptor) == .terminal)
            }
        }
        let environment = ServiceEnvironment(["JOURNAL_STREAM": "0:0"])
        #expect(LogDestination.choose(environment, descriptor: 100_000) == .terminal)
    }

    @Test("Each destination has its handler")
    func handlers() {
        let journal = LogDestination.journal.handler(label: "a", identifier: "b")
        let terminal = LogDestination.terminal.handler(label: "a", identifier: "b")
        #expect(journal is JournalLogHandler)
        #expect(terminal is TerminalLogHandler)
    }
}
