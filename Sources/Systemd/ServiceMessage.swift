/// One thing a service tells its manager (sd_notify(3)).
public enum ServiceMessage: Hashable, Sendable {
    /// Start-up, or a reload, is over.
    case ready
    /// A reload begins; the time is that of `CLOCK_MONOTONIC` in microseconds, which
    /// `Type=notify-reload` of later systemd versions asks for.
    case reloading(monotonicMicroseconds: Int64)
    /// The service is shutting down.
    case stopping
    /// What the service does now, in one line, for `systemctl status`.
    case status(String)
    /// The service is alive.
    case watchdog
    /// Start, reload or stop needs this much more time from now on.
    case extendTimeout(Duration)

    /// The lines of the datagram. A status is folded into one line: a line break in it would
    /// otherwise begin another assignment.
    var assignments: String {
        switch self {
        case .ready: return "READY=1"
        case .reloading(let time): return "RELOADING=1\nMONOTONIC_USEC=\(time)"
        case .stopping: return "STOPPING=1"
        case .status(let text): return "STATUS=\(Self.oneLine(text))"
        case .watchdog: return "WATCHDOG=1"
        case .extendTimeout(let time): return "EXTEND_TIMEOUT_USEC=\(Self.microseconds(time))"
        }
    }

    /// The longest status in bytes; the manager keeps one line, not a report.
    static let longestStatus = 1024

    private static func oneLine(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        var bytes = 0
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || scalar.value == 0x7F
            let shown: Unicode.Scalar = isControl ? " " : scalar
            bytes += UTF8.width(shown)
            if bytes > longestStatus { break }
            line.append(shown)
        }
        return String(line)
    }

    private static func microseconds(_ time: Duration) -> Int64 {
        let (seconds, attoseconds) = time.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return Int64.max }
        return max(0, whole + attoseconds / 1_000_000_000_000)
    }
}
