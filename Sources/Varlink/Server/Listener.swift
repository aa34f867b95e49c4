internal import CLinux
internal import Glibc

/// Why no socket can be listened at.
public enum ListenError: Error, Hashable, Sendable {
    /// The path is empty or longer than the 107 bytes that a Unix socket's may have.
    case unusablePath(String)
    /// Another process answers at the path.
    case inUse(path: String)
    /// Something that is no socket stands at the path; it is left alone.
    case notASocket(path: String)
    /// The descriptor is no Unix stream socket that listens or is connected.
    case unusableDescriptor(Int32)
    /// The system refused; what it refused and its reason.
    case system(doing: String, reason: String)
}

extension ListenError: CustomStringConvertible {
    /// What is wrong, for an operator.
    public var description: String {
        switch self {
        case .unusablePath(let path): "\"\(path)\": a socket's path has 1 to 107 bytes"
        case .inUse(let path): "another process answers at \(path)"
        case .notASocket(let path): "\(path) exists and is no socket: move it away"
        case .unusableDescriptor(let number):
            "file descriptor \(number) is no Unix stream socket that listens or is connected"
        case .system(let doing, let reason): "cannot \(doing): \(reason)"
        }
    }
}

/// A socket that a server takes its connections from.
///
/// One that was bound here is removed from the file system with the listener; an inherited one
/// belongs to whoever made it.
public struct Listener: ~Copyable, Sendable {
    /// What stands behind the descriptor.
    enum Kind: Hashable {
        /// It brings connections.
        case listening
        /// It is the one connection there will be.
        case connected
    }

    /// A file as the kernel tells it apart.
    private struct Identity: Hashable {
        let device: UInt64
        let file: UInt64
    }

    let descriptor: Descriptor
    let kind: Kind
    private let own: (address: UnixAddress, identity: Identity)?

    private init(
        _ descriptor: consuming Descriptor, _ kind: Kind,
        own: (address: UnixAddress, identity: Identity)? = nil
    ) {
        self.descriptor = descriptor
        self.kind = kind
        self.own = own
    }

    deinit {
        // Whoever took the path over since keeps it.
        if let own, Self.socketIdentity(at: own.address) == own.identity {
            unlink(own.address.path)
        }
    }

    /// Listens at a path. A socket that is left there and answers nobody is replaced.
    ///
    /// - Parameters:
    ///   - mode: the file's permissions; nobody can connect before they are set.
    ///   - group: the file's group; nil: this process's.
    public static func bound(
        to path: String, mode: UInt32 = 0o660, group: UInt32? = nil
    ) throws(ListenError) -> Listener {
        guard let address = UnixAddress(path) else { throw .unusablePath(path) }
        let number = clinux_unix_socket()
        guard number >= 0 else { throw failure("make a socket") }
        let descriptor = Descriptor(owning: number)
        try clear(address)
        guard address.withSocketAddress({ bind(number, $0, $1) }) == 0 else {
            throw failure("bind to \(path)")
        }
        guard let identity = socketIdentity(at: address) else { throw failure("find \(path)") }
        // Made before listening, for its deinit removes the file if something fails below.
        let listener = Listener(descriptor, .listening, own: (address, identity))
        guard chmod(path, mode) == 0 else { throw failure("set the permissions of \(path)") }
        if let group, chown(path, .max, group) != 0 { throw failure("set the group of \(path)") }
        guard listen(number, SOMAXCONN) == 0 else { throw failure("listen at \(path)") }
        return listener
    }

    /// Takes over a socket that the starter of this process made, such as systemd's: one that
    /// listens, or one that is connected already.
    public static func inherited(_ number: Int32) throws(ListenError) -> Listener {
        guard option(number, SO_DOMAIN) == AF_UNIX,
            option(number, SO_TYPE) == Int32(SOCK_STREAM.rawValue)
        else { throw .unusableDescriptor(number) }
        let kind: Kind = option(number, SO_ACCEPTCONN) == 1 ? .listening : .connected
        if kind == .connected, PeerCredentials(socket: number) == nil {
            throw .unusableDescriptor(number)
        }
        let flags = fcntl(number, F_GETFL)
        guard flags >= 0, fcntl(number, F_SETFL, flags | O_NONBLOCK) == 0,
            fcntl(number, F_SETFD, FD_CLOEXEC) == 0
        else { throw failure("prepare file descriptor \(number)") }
        return Listener(Descriptor(owning: number), kind)
    }

    /// Removes a socket that answers nobody.
    private static func clear(_ address: UnixAddress) throws(ListenError) {
        var status = stat()
        guard lstat(address.path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: address.path) }
        let number = clinux_unix_socket()
        guard number >= 0 else { throw failure("make a socket") }
        let probe = Descriptor(owning: number)
        let outcome = address.withSocketAddress { connect(probe.number, $0, $1) }
        // EAGAIN: its queue is full, so somebody listens.
        guard outcome != 0, errno == ECONNREFUSED else { throw .inUse(path: address.path) }
        guard unlink(address.path) == 0 else { throw failure("remove \(address.path)") }
    }

    private static func socketIdentity(at address: UnixAddress) -> Identity? {
        var status = stat()
        guard lstat(address.path, &status) == 0 else { return nil }
        return Identity(device: UInt64(status.st_dev), file: UInt64(status.st_ino))
    }

    private static func option(_ number: Int32, _ name: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(number, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
    }

    private static func failure(_ doing: String) -> ListenError {
        .system(doing: doing, reason: systemReason(errno))
    }
}
