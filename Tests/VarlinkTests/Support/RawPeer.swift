import CLinux
import Glibc
import Testing

@testable import Varlink

/// A client's end that says whatever a test wants, byte by byte.
///
/// It blocks on threads of its own, for Swift's are as few as cores and serve the handlers.
final class RawPeer: Sendable {
    struct Silence: Error {}

    /// After this long without a byte a test has failed.
    static let patience: Int32 = 60_000

    let descriptor: Descriptor

    init(owning number: Int32) { descriptor = Descriptor(owning: number) }

    init(connectingTo path: String) throws {
        let address = try #require(UnixAddress(path))
        let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        descriptor = Descriptor(owning: number)
        try #require(address.withSocketAddress { connect(number, $0, $1) } == 0)
    }

    /// Sends the texts, each followed by a NUL, in one write.
    func send(_ messages: String...) throws {
        try sendBytes(messages.flatMap { Array($0.utf8) + [0] })
    }

    func sendBytes(_ bytes: [UInt8]) throws {
        let count = clinux_send(descriptor.number, bytes, bytes.count)
        try #require(count == bytes.count)
    }

    /// Says that no more calls come; answers can still be read.
    func closeSendingEnd() { shutdown(descriptor.number, Int32(SHUT_WR)) }

    /// The next messages, as texts.
    func receive(_ count: Int) async throws -> [String] {
        let messages = try await read(atMost: count)
        try #require(messages.count == count, "the peer hung up after \(messages)")
        return messages
    }

    /// All messages until the other end hangs up.
    func receiveToEnd() async throws -> [String] { try await read(atMost: .max) }

    private func read(atMost count: Int) async throws -> [String] {
        try await onOwnThread {
            var messages: [String] = []
            var bytes: [UInt8] = []
            while messages.count < count {
                var polled = pollfd(fd: self.descriptor.number, events: Int16(POLLIN), revents: 0)
                guard poll(&polled, 1, Self.patience) > 0 else { throw Silence() }
                // Byte by byte: what was not asked for stays for the next time.
                var byte: UInt8 = 0
                guard Glibc.read(self.descriptor.number, &byte, 1) > 0 else { break }
                if byte == 0 {
                    messages.append(String(decoding: bytes, as: UTF8.self))
                    bytes = []
                } else {
                    bytes.append(byte)
                }
            }
            return messages
        }
    }
}

/// Runs what blocks on a thread of its own.
func onOwnThread<Outcome: Sendable>(
    _ body: @escaping @Sendable () throws -> Outcome
) async throws -> Outcome {
    try await withCheckedThrowingContinuation { continuation in
        let hasStarted = OwnThread.start {
            continuation.resume(with: Result { try body() })
        }
        if !hasStarted { continuation.resume(throwing: RawPeer.Silence()) }
    }
}
