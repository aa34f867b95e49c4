internal import Glibc

/// The path of a Unix socket, short enough for the kernel.
struct UnixAddress: Hashable, Sendable {
    /// The bytes that fit `sun_path` beside its NUL: unix(7).
    static let lengthLimit = 107

    /// The path in the file system.
    let path: String

    /// An address; nil where the path is empty, holds a NUL or is too long.
    init?(_ path: String) {
        guard (1...Self.lengthLimit).contains(path.utf8.count), !path.utf8.contains(0) else {
            return nil
        }
        self.path = path
    }

    /// Calls the body with the address as bind(2) and connect(2) take it.
    func withSocketAddress<Outcome>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Outcome
    ) -> Outcome {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
