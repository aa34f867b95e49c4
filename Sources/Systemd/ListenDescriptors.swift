import Glibc

/// The sockets a service manager opened for this process (socket activation,
/// sd_listen_fds(3)).
public struct ListenDescriptors: Hashable, Sendable {
    /// One passed descriptor.
    public struct Descriptor: Hashable, Sendable {
        /// The file descriptor.
        public let number: Int32
        /// The name given by `FileDescriptorName=`, or `unknown`.
        public let name: String

        /// Whether it is a socket waiting for connections, unlike a connected one
        /// (`Accept=yes`) or no socket at all.
        public var isListening: Bool {
            var value: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            return getsockopt(number, SOL_SOCKET, SO_ACCEPTCONN, &value, &size) == 0 && value != 0
        }
    }

    /// The first descriptor a manager passes.
    public static let first: Int32 = 3
    /// The most descriptors taken; more is taken for a damaged variable.
    public static let most: Int32 = 1024

    /// What was passed, in order; empty without socket activation.
    public let descriptors: [Descriptor]

    /// Reads what the environment says was passed to the process of that id, touching nothing.
    ///
    /// Descriptors meant for another process are none. Missing names are `unknown`.
    ///
    /// - Throws: ``ListenDescriptorsError/invalidCount(_:)``.
    public init(
        _ environment: ServiceEnvironment, processID: Int32, first: Int32 = Self.first
    ) throws(ListenDescriptorsError) {
        guard environment["LISTEN_PID"] == String(processID),
            let text = environment["LISTEN_FDS"]
        else {
            descriptors = []
            return
        }
        guard let count = Int32(text), (0...Self.most).contains(count) else {
            throw .invalidCount(text)
        }
        let names = (environment["LISTEN_FDNAMES"] ?? "").split(
            separator: ":", omittingEmptySubsequences: false)
        descriptors = (0..<count).map { index in
            let name = Int(index) < names.count ? String(names[Int(index)]) : ""
            return Descriptor(number: first + index, name: name.isEmpty ? "unknown" : name)
        }
    }

    /// Takes over what this process was passed: every descriptor is closed on exec, and the
    /// variables are unset so that no child believes them. Call it once, before other threads
    /// start: the environment is shared.
    public static func take() throws(ListenDescriptorsError) -> ListenDescriptors {
        let passed = try ListenDescriptors(.current(), processID: getpid())
        for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) }
        try passed.closeOnExec()
        return passed
    }

    /// Marks every descriptor close-on-exec.
    func closeOnExec() throws(ListenDescriptorsError) {
        for descriptor in descriptors {
            let flags = fcntl(descriptor.number, F_GETFD)
            guard flags >= 0, fcntl(descriptor.number, F_SETFD, flags | FD_CLOEXEC) >= 0 else {
                throw .notOpen(descriptor.number)
            }
        }
    }
}

/// Why passed descriptors cannot be used.
public enum ListenDescriptorsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `$LISTEN_FDS` is no sensible number.
    case invalidCount(String)
    /// A descriptor that should have been passed is not open.
    case notOpen(Int32)

    /// One sentence with the cause.
    public var description: String {
        switch self {
        case .invalidCount(let text):
            return "LISTEN_FDS=\(text) is no number from 0 to \(ListenDescriptors.most)"
        case .notOpen(let number):
            return "LISTEN_FDS promises descriptor \(number), which is not open"
        }
    }
}
