import Glibc
import NotifierKit

/// The loop beside a running plug-in: reads its output, keeps its time limit, ends its group.
///
/// ```
/// running ──leader ends──────────────────────────▶ draining ──both pipes end, or 1 s──▶ end
///    └─time limit, cancelled─▶ terminating ──▲           ▲
///                     SIGTERM      └─grace─▶ killing ────┘ (5 s at most)
///                                    SIGKILL
/// ```
/// On entering *draining* the rest of the group is killed, also after a normal exit. A child that
/// left the group by `setsid` is out of reach; it can only delay the end by the second of that
/// phase. The service manager ends it with the service.
struct PluginWatch {
    /// Why the leader was asked to end, if it was.
    enum Stop: Hashable { case timeLimit, cancelled }

    /// What one run left behind.
    struct Run {
        /// How the leader ended; nil if not even SIGKILL ended it.
        var ending: PluginProcess.Ending?
        /// Why it was asked to end; nil if it ended by itself.
        var stop: Stop?
        /// The last bytes of its output.
        var output: [UInt8]
        /// The first bytes of its standard error.
        var errors: [UInt8]
        /// How many bytes of standard error were discarded.
        var discardedErrors: Int
    }

    private enum Phase {
        case running, terminating, killing, draining
    }

    private static let drainTime = Duration.seconds(1)
    private static let killTime = Duration.seconds(5)

    private let process: PluginProcess
    private let streams: PluginStreams
    private let grace: Duration
    private let cancellation: CancellationSignal
    private let clock = SuspendingClock()
    private var phase = Phase.running
    private var phaseEnds: SuspendingClock.Instant
    private var stop: Stop?
    private var output: KeptBytes
    private var errors: KeptBytes

    init(
        process: PluginProcess, streams: PluginStreams, plugin: ExecPlugin,
        cancellation: CancellationSignal
    ) {
        self.process = process
        self.streams = streams
        self.cancellation = cancellation
        grace = plugin.grace
        phaseEnds = clock.now.advanced(by: plugin.timeLimit)
        output = KeptBytes(cap: plugin.outputCap, end: .last)
        errors = KeptBytes(cap: plugin.outputCap, end: .first)
    }

    /// Waits for the end. Every phase has one, so the loop does too.
    mutating func untilEnd() -> Run {
        while let timeout = advance() {
            var polled = [
                pollfd(fd: streams.output.read.number, events: Int16(POLLIN), revents: 0),
                pollfd(fd: streams.errors.read.number, events: Int16(POLLIN), revents: 0),
                // poll(2) passes over negative descriptors.
                pollfd(
                    fd: phase == .draining ? -1 : process.endDescriptor, events: Int16(POLLIN),
                    revents: 0),
                pollfd(
                    fd: phase == .running ? cancellation.number : -1, events: Int16(POLLIN),
                    revents: 0),
            ]
            guard poll(&polled, nfds_t(polled.count), timeout) > 0 else { continue }
            if polled[0].revents != 0 { output.read(from: streams.output.read) }
            if polled[1].revents != 0 { errors.read(from: streams.errors.read) }
            if polled[2].revents != 0 {
                enter(.draining, for: Self.drainTime, signal: SIGKILL)
            } else if polled[3].revents != 0 {
                stop = .cancelled
                enter(.terminating, for: grace, signal: SIGTERM)
            }
        }
        return Run(
            ending: process.reap(), stop: stop, output: output.bytes, errors: errors.bytes,
            discardedErrors: errors.discarded)
    }

    /// Moves on where the phase's time is over. The result is how long to wait in milliseconds,
    /// or nil at the end.
    private mutating func advance() -> Int32? {
        if phase == .draining && !streams.output.read.isOpen && !streams.errors.read.isOpen {
            return nil
        }
        if clock.now >= phaseEnds {
            switch phase {
            case .running:
                stop = .timeLimit
                enter(.terminating, for: grace, signal: SIGTERM)
            case .terminating:
                enter(.killing, for: Self.killTime, signal: SIGKILL)
            case .killing, .draining:
                return nil
            }
        }
        let milliseconds = clock.now.duration(to: phaseEnds) / Duration.milliseconds(1)
        return Int32(max(0, min(milliseconds.rounded(.up), 60_000)))
    }

    private mutating func enter(_ next: Phase, for time: Duration, signal: Int32) {
        phase = next
        phaseEnds = clock.now.advanced(by: time)
        process.signalGroup(signal)
    }
}
