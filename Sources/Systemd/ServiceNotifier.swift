import Glibc

/// The line to the service manager: tells it of start-up, reload, stop, liveliness.
///
/// Speaks the datagram protocol of sd_notify(3) itself, which that page declares stable, instead
/// of calling `sd_notify()`: the socket is then a value and not a variable of the process.
/// Without a manager every message is dropped.
public struct ServiceNotifier: Sendable {
    /// The longest time one message may wait for the manager's socket, in seconds.
    static let longestWaitSeconds = 5

    private let address: String?

    /// A notifier to the given socket: a path, or a name after `@` in the abstract namespace.
    public init(address: String?) {
        self.address = address
    }

    /// A notifier to the manager that `$NOTIFY_SOCKET` names, if any.
    public init(_ environment: ServiceEnvironment) {
        self.init(address: environment["NOTIFY_SOCKET"])
    }

    /// Whether a manager listens at all.
    public var isEnabled: Bool { address != nil }

    /// Sends messages in one datagram, so the manager sees them together.
    ///
    /// - Throws: ``ServiceNotifyError``. A service logs it and goes on: it can work without.
    public func send(_ messages: ServiceMessage...) throws(ServiceNotifyError) {
        guard let address, !messages.isEmpty else { return }
        let (socketAddress, length) = try Self.socketAddress(address)
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .failed(call: "socket", errno: errno) }
        defer { close(descriptor) }
        var wait = timeval(tv_sec: Self.longestWaitSeconds, tv_usec: 0)
        let waitSize = socklen_t(MemoryLayout<timeval>.size)
        guard setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, waitSize) == 0 else {
            throw .failed(call: "setsockopt", errno: errno)
        }
        let datagram = Array(messages.map(\.assignments).joined(separator: "\n").utf8)
        let sent = withUnsafePointer(to: socketAddress) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                sendto(
                    descriptor, datagram, datagram.count, Int32(MSG_NOSIGNAL), generic,
                    length)
            }
        }
        guard sent == datagram.count else { throw .failed(call: "sendto", errno: errno) }
    }

    /// Tells that a reload begins, with the time later systemd versions ask for.
    public func sendReloading() throws(ServiceNotifyError) {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let microseconds = Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
        try send(.reloading(monotonicMicroseconds: microseconds))
    }

    private static func socketAddress(
        _ text: String
    ) throws(ServiceNotifyError) -> (sockaddr_un, socklen_t) {
        var bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "/") || bytes.first == UInt8(ascii: "@"), bytes.count > 1
        else { throw .unsupportedAddress(text) }
        if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
        var address = sockaddr_un()
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw .unsupportedAddress(text)
        }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let headerSize = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        return (address, socklen_t(headerSize + bytes.count))
    }
}

/// Why the manager could not be told.
public enum ServiceNotifyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `$NOTIFY_SOCKET` is neither a path nor an abstract name, or too long for one.
    case unsupportedAddress(String)
    /// A system call failed.
    case failed(call: String, errno: Int32)

    /// One sentence with the cause.
    public var description: String {
        switch self {
        case .unsupportedAddress(let address):
            return "the notification socket \"\(address)\" is no Unix socket address"
        case .failed(let call, let errno):
            return "the service manager could not be told: "
                + "\(call): \(String(cString: strerror(errno)))"
        }
    }
}
