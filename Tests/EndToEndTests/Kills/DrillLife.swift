import ControlProtocol
import Engine
import Foundation
import Testing

/// A daemon that was started in order to die.
struct DrillLife {
    let process: ChildProcess
    let started: ContinuousClock.Instant
    private let killer: Task<Void, any Error>
    private let work: AsyncStream<Void>.Continuation

    /// How long a daemon may take to reach the point where it kills itself.
    private static let longest = Duration.seconds(90)

    fileprivate init(
        _ process: ChildProcess, _ kill: PlannedKill, at start: ContinuousClock.Instant
    ) {
        self.process = process
        started = start
        let begun: AsyncStream<Void>
        (begun, work) = AsyncStream.makeStream()
        killer = Task {
            if case .starting(let delay) = kill {
                try await Task.sleep(for: delay)
            } else {
                for await _ in begun { break }
                if case .working(let delay) = kill {
                    try await Task.sleep(for: delay)
                } else {
                    try await Task.sleep(for: Self.longest)
                    Issue.record("The daemon did not reach \(kill).")
                }
            }
            process.signal(SIGKILL)
        }
    }

    /// Says that clients begin to work with it.
    func beginWork() { work.yield() }

    /// Waits for the end, which has come or comes at once: nobody else may bring it about.
    func end() async throws -> Int32 {
        let isOver = try await eventually(within: .seconds(5)) { !process.isRunning }
        #expect(isOver, "It does not answer, and is not dead.")
        let status = await process.end()
        killer.cancel()
        return status
    }
}

extension Office {
    /// Starts a daemon that is going to die.
    func begin(_ kill: PlannedKill) throws -> DrillLife {
        var environment: [String: String] = [:]
        if case .named(let point, let time) = kill {
            environment[KillPoint.variable] = "\(point.rawValue):\(time)"
        }
        let start = ContinuousClock.now
        return DrillLife(
            try launch(DrillBook.clock, environment: environment), kill, at: start)
    }

    /// Waits until a daemon answers, and notes how long that took and how much memory it has then.
    func meet(_ life: DrillLife, report: inout DrillReport) async throws -> RunningDaemon {
        guard let client = try await reach(life.process, every: .milliseconds(2)) else {
            throw DrillBook.DaemonGone(cause: "it died before it answered")
        }
        report.starts.append(ContinuousClock.now - life.started)
        if let time = life.process.processorTime { report.processorTimes.append(time) }
        if let memory = life.process.residentKibibytes { report.memories.append(memory) }
        return RunningDaemon(process: life.process, client: client).awaitedPatiently
    }
}
