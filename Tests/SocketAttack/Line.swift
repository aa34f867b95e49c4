import Glibc

/// A connection to the socket under attack; nothing on it waits longer than a tenth of a second.
final class Line {
    private let number: Int32
    /// Whether the other end still takes bytes.
    private(set) var isOpen = true

    /// Connects; nil where that is refused.
    init?(_ path: String) {
        number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard number >= 0 else { return nil }
        var patience = timeval(tv_sec: 0, tv_usec: 100_000)
        let size = socklen_t(MemoryLayout<timeval>.size)
        for option in [SO_SNDTIMEO, SO_RCVTIMEO] {
            setsockopt(number, SOL_SOCKET, option, &patience, size)
        }
        guard connect(to: path) else {
            close(number)
            return nil
        }
    }

    deinit { close(number) }

    private func connect(to path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(2 + bytes.count + 1)
        return withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(number, $0, length) == 0
            }
        }
    }

    /// Sends bytes until all are taken, none are for a while, or the other end has hung up.
    ///
    /// - Returns: how many were taken.
    func send(_ bytes: some Collection<UInt8>) -> Int {
        let bytes = Array(bytes)
        var sent = 0
        while sent < bytes.count, isOpen {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN {
                break
            } else {
                isOpen = false
            }
        }
        return sent
    }

    /// What waits to be read; nil where nothing comes for a while or the other end has hung up.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(number, &buffer, buffer.count, 0)
        if count > 0 { return Array(buffer[..<count]) }
        if count == 0 || errno != EAGAIN { isOpen = false }
        return nil
    }

    /// Reads until so many replies have come, or the other end has hung up, or time is over.
    ///
    /// - Returns: how many have come.
    func receiveReplies(_ count: Int, until end: ContinuousClock.Instant) -> Int {
        var replies = 0
        while replies < count, isOpen, ContinuousClock.now < end {
            replies += receive()?.count { $0 == 0 } ?? 0
        }
        return replies
    }
}
