import Foundation
import Synchronization
import Testing

/// A program that a test started, with what it writes to stderr in a file.
final class ChildProcess: Sendable {
    private let process: Process
    private let ended: AsyncStream<Int32>
    private let isOver = Mutex(false)

    /// How long a program may take to end before it is killed, so that no test hangs.
    static let patience = Duration.seconds(30)

    /// Starts a program.
    ///
    /// - Parameter input: what stands at its descriptor 0; nil: nothing.
    init(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:],
        output: FileHandle, errors: FileHandle, input: FileHandle? = nil
    ) throws {
        process = Process()
        let ending: AsyncStream<Int32>.Continuation
        (ended, ending) = AsyncStream.makeStream()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "NO_COLOR": "1"]
            .merging(environment) { $1 }
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        process.terminationHandler = { process in
            let isExit = process.terminationReason == .exit
            ending.yield(isExit ? process.terminationStatus : -process.terminationStatus)
            ending.finish()
        }
        try Self.withAllSignals { try process.run() }
    }

    /// A child inherits the signal mask of the thread that starts it, and the threads that tests
    /// run on block SIGTERM.
    private static func withAllSignals(_ body: () throws -> Void) rethrows {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }

    /// The process's number.
    var id: Int32 { process.processIdentifier }

    var isRunning: Bool { !isOver.withLock { $0 } && process.isRunning }

    /// How much memory it holds now, in KiB (proc(5), `VmRSS`).
    var residentKibibytes: Int? {
        let line = kernelFile("status")?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line?.split(separator: " ").dropLast().last.flatMap { Int($0) }
    }

    /// How long processors have worked for it, in its own code and in the kernel (proc(5), `stat`).
    var processorTime: Duration? {
        // The name in parentheses may hold anything; after it the state is the third field.
        guard let stat = kernelFile("stat"), let name = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[name...].split(separator: " ")
        guard fields.count > 13, let user = Int(fields[12]), let kernel = Int(fields[13]) else {
            return nil
        }
        return .milliseconds((user + kernel) * 1_000 / sysconf(Int32(_SC_CLK_TCK)))
    }

    private func kernelFile(_ name: String) -> String? {
        FileManager.default.contents(atPath: "/proc/\(process.processIdentifier)/\(name)")
            .map { String(decoding: $0, as: UTF8.self) }
    }

    func signal(_ number: Int32) {
        if isRunning { kill(process.processIdentifier, number) }
    }

    /// Waits for the end, up to a bound.
    ///
    /// - Returns: the exit status, or the signal that ended it below nought.
    func end(within bound: Duration = patience) async -> Int32 {
        let guarding = Task {
            try await Task.sleep(for: bound)
            signal(SIGKILL)
        }
        var status: Int32 = process.isRunning ? 0 : process.terminationStatus
        for await number in ended { status = number }
        guarding.cancel()
        isOver.withLock { $0 = true }
        return status
    }
}

/// Looks again and again until a condition holds.
///
/// - Returns: whether it came to hold within the bound.
func eventually(
    within bound: Duration = .seconds(20), every pause: Duration = .milliseconds(20),
    _ condition: () async throws -> Bool
) async throws -> Bool {
    let latest = ContinuousClock.now + bound
    while ContinuousClock.now < latest {
        if try await condition() { return true }
        try await Task.sleep(for: pause)
    }
    return try await condition()
}
