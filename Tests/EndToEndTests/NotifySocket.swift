import Foundation
import Testing

/// The service manager's side of sd_notify(3): a bound datagram socket.
final class NotifySocket: Sendable {
    let path: String
    private let descriptor: Int32

    init(in folder: URL) throws {
        path = folder.appending(path: "notify").path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        try #require(descriptor >= 0)
        try #require(try withUnixAddress(path) { bind(descriptor, $0, $1) } == 0)
    }

    deinit { close(descriptor) }

    /// The lines of the next datagram, or nil where none waits.
    func receive() -> [String]? {
        var buffer = [UInt8](repeating: 0, count: 8192)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else { return nil }
        return String(decoding: buffer[..<count], as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    /// Whether a datagram with this line comes; those before it are dropped.
    func hears(_ line: String) async throws -> Bool {
        try await hears(where: { $0 == line })
    }

    /// Whether a status comes that begins so; those before it are dropped.
    func hears(statusOf beginning: String) async throws -> Bool {
        try await hears(where: { $0.hasPrefix("STATUS=" + beginning) })
    }

    /// Whether a datagram with such a line comes; those before it are dropped.
    func hears(where isIt: (String) -> Bool) async throws -> Bool {
        try await eventually {
            while let lines = receive() {
                if lines.contains(where: isIt) { return true }
            }
            return false
        }
    }
}

/// A listening stream socket, as systemd makes it for a service.
func listeningSocket(at path: String) throws -> FileHandle {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    try #require(descriptor >= 0)
    try #require(try withUnixAddress(path) { bind(descriptor, $0, $1) } == 0)
    try #require(listen(descriptor, 16) == 0)
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
}

private func withUnixAddress<Result>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Result
) throws -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    try #require(bytes.count < MemoryLayout.size(ofValue: address.sun_path))
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let length = socklen_t(2 + bytes.count + 1)
    return try withUnsafePointer(to: address) {
        try $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { try body($0, length) }
    }
}
