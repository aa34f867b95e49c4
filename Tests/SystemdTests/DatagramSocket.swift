import Glibc
import Testing

/// A bound Unix datagram socket in a directory of its own: the manager's side in a test.
final class DatagramSocket {
    let path: String
    private let descriptor: Int32
    private let directory: String

    /// Binds a socket; an abstract one with `@name` as its path where a name is given.
    init(abstractName: String? = nil) throws {
        var template = Array("/tmp/systemd-test-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        directory = String(
            decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        path = abstractName.map { "@\($0)" } ?? "\(directory)/notify"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        try #require(descriptor >= 0)
        var bytes = Array(path.utf8)
        if abstractName != nil { bytes[0] = 0 }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(2 + bytes.count)
        let bound = withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        try #require(bound == 0)
    }

    deinit {
        close(descriptor)
        unlink("\(directory)/notify")
        rmdir(directory)
    }

    /// The next datagram, or nil where none waits: a datagram sent is there at once.
    func receive() -> String? {
        var buffer = [UInt8](repeating: 0, count: 8192)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }
}
