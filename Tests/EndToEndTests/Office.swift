import ControlProtocol
import Foundation
import Synchronization
import Testing

/// A support office on disk: a folder with a configuration, workflows, a store and a socket, and
/// the programs that are started on it. All of it goes with the test.
final class Office: Sendable {
    let folder: URL
    private let children = Mutex<[ChildProcess]>([])
    private let runs = Mutex(0)

    /// Where the test's own binary is, and with it the programs under test.
    static let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()

    /// The daemon: the one beside the tests unless the environment names another build.
    private static let daemon =
        ProcessInfo.processInfo.environment["SCRUTINYD_PROGRAM"].map { URL(filePath: $0) }
        ?? products.appending(path: "scrutinyd")

    /// The package's root.
    static let package = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// A letter that is answered on a day, with a ladder to it.
    static let letter = """
        workflow: letter
        version: 1
        title: Letter
        calendar: england-and-wales
        time-zone: Europe/London
        parties: [clerk]
        facts: { due-day: { type: date } }
        states:
          open: { events: { answered: done } }
          done: { final: true }
        deadlines:
          response:
            title: The answer
            due: by due-day
            met-by: answered
            when-missed: { consequence: breach, to: clerk }
            remind:
              - when: [15 working days before, 10 working days before, 5 working days before]
                to: clerk
              - { when: on the day, to: clerk, severity: urgent }
        """

    /// Lets a test work in an office, and clears it away.
    ///
    /// - Parameters:
    ///   - channels: lines of YAML, one channel each; `$FOLDER` stands for the office's folder.
    ///   - routes: the channels of every message.
    static func run(
        channels: [String] = ["outbox: { file: $FOLDER/outbox.jsonl }"],
        routes: String = "[outbox]", _ body: (Office) async throws -> Void
    ) async throws {
        let office = try Office()
        do {
            try office.configure(channels: channels, routes: routes)
            try await body(office)
            await office.clear()
        } catch {
            Issue.record("the daemon's log: \(office.log)")
            await office.clear()
            throw error
        }
    }

    private init() throws {
        // Short, for a socket's path has 107 bytes at the most.
        let name = UUID().uuidString.prefix(8)
        folder = FileManager.default.temporaryDirectory.appending(path: "office-\(name)")
        let files = FileManager.default
        try files.createDirectory(
            at: folder.appending(path: "workflows"), withIntermediateDirectories: true)
        try files.copyItem(
            at: Self.package.appending(path: "Workflows/calendars"),
            to: folder.appending(path: "workflows/calendars"))
        try write(Self.letter, to: "workflows/letter.yaml")
    }

    private func clear() async {
        for child in children.withLock({ $0 }) where child.isRunning {
            child.signal(SIGKILL)
            _ = await child.end()
        }
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            Issue.record("the test's folder \(folder.path) is left behind: \(error)")
        }
    }

    // MARK: Files

    var socket: String { folder.appending(path: "s.sock").path }

    /// Writes a file of the folder; `$FOLDER` in it becomes the folder's path.
    func write(_ text: String, to name: String) throws {
        try text.replacing("$FOLDER", with: folder.path)
            .write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            at: folder.appending(path: name), withIntermediateDirectories: true)
    }

    /// What a file of the folder holds; nothing while it is not there.
    func lines(of name: String) -> [String] {
        let content = FileManager.default.contents(atPath: folder.appending(path: name).path)
        return String(decoding: content ?? Data(), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    /// What all daemons of the office have logged.
    var log: String {
        (1...max(1, runs.withLock { $0 })).flatMap { lines(of: "log-\($0)") }
            .joined(separator: "\n")
    }

    func configure(channels: [String], routes: String, workflows: String = "$FOLDER/workflows")
        throws
    {
        try write(
            """
            workflows: ["\(workflows)"]
            people:
              support-office:
                title: Panel support office
                address: clerk@example.org
                parties: [clerk]
            channels:
            \(channels.map { "  " + $0 }.joined(separator: "\n"))
            routes: { default: \(routes) }
            """, to: "scrutinyd.yaml")
    }

    /// Lets the office work by the workflows that are shipped.
    func useShippedWorkflows() throws {
        try configure(
            channels: ["outbox: { file: $FOLDER/outbox.jsonl }"], routes: "[outbox]",
            workflows: Self.package.appending(path: "Workflows").path)
    }

    // MARK: Programs

    /// The moment at which virtual clocks begin unless a test says another.
    static let virtualClock = ["--virtual-clock", "2018-01-08T10:00"]

    /// Starts a daemon and does not wait for it.
    func launch(
        _ arguments: [String] = virtualClock, environment: [String: String] = [:],
        through shell: (script: String, input: FileHandle)? = nil
    ) throws -> ChildProcess {
        let number = runs.withLock { runs in
            runs += 1
            return runs
        }
        let log = folder.appending(path: "log-\(number)")
        try Data().write(to: log)
        let errors = try FileHandle(forWritingTo: log)
        let program = Self.daemon
        let words = [
            "--config", folder.appending(path: "scrutinyd.yaml").path,
            "--state-directory", folder.appending(path: "state").path, "--socket", socket,
        ]
        let child: ChildProcess
        if let shell {
            child = try ChildProcess(
                URL(filePath: "/bin/sh"),
                ["-c", shell.script, "sh", program.path] + words + arguments,
                environment: environment, output: errors, errors: errors, input: shell.input)
        } else {
            child = try ChildProcess(
                program, words + arguments, environment: environment, output: errors,
                errors: errors)
        }
        children.withLock { $0.append(child) }
        return child
    }

    /// Starts a daemon and waits until it answers.
    func start(
        _ arguments: [String] = virtualClock, environment: [String: String] = [:]
    ) async throws -> RunningDaemon {
        let child = try launch(arguments, environment: environment)
        return RunningDaemon(process: child, client: try await connect(to: child))
    }

    /// A connection to a daemon, once it answers.
    func connect(to child: ChildProcess) async throws -> ControlClient {
        let client = try await reach(child)
        return try #require(client, "the daemon does not answer: \(log)")
    }

    /// A connection to a daemon once it answers, or nil where it ends before that.
    func reach(
        _ child: ChildProcess, every pause: Duration = .milliseconds(20)
    ) async throws -> ControlClient? {
        var client: ControlClient?
        _ = try await eventually(every: pause) {
            do {
                let connected = try await ControlClient(socket: socket, timeout: .seconds(60))
                _ = try await connected.call(Register.Status())
                client = connected
                return true
            } catch {
                return !child.isRunning
            }
        }
        return client
    }

    /// What a run of a program came to.
    struct Run {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs `scrutinyctl` on the office's socket.
    func ctl(_ arguments: String...) async throws -> Run { try await ctl(arguments) }

    /// Runs `scrutinyctl` on the office's socket.
    func ctl(_ arguments: [String]) async throws -> Run { try await run("scrutinyctl", arguments) }

    /// Runs one of the programs to its end.
    func run(_ program: String, _ arguments: [String]) async throws -> Run {
        let name = UUID().uuidString
        let files = try ["out", "err"].map { kind in
            let file = folder.appending(path: "\(kind)-\(name)")
            try Data().write(to: file)
            return try FileHandle(forWritingTo: file)
        }
        let child = try ChildProcess(
            Self.products.appending(path: program), arguments,
            environment: ["SCRUTINYD_SOCKET": socket], output: files[0], errors: files[1])
        let status = await child.end()
        return Run(
            status: status, output: lines(of: "out-\(name)").joined(separator: "\n"),
            errors: lines(of: "err-\(name)").joined(separator: "\n"))
    }
}
