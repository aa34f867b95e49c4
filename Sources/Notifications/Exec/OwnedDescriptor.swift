import CLinux
import Glibc

/// A file descriptor that is closed when its owner is gone, or before.
///
/// Used by one thread at a time: made by the caller, then handed to the thread that runs.
final class OwnedDescriptor: @unchecked Sendable {
    private(set) var number: Int32

    init(_ number: Int32) throws(SystemCallFailure) {
        guard number >= 0 else { throw SystemCallFailure(errno: errno) }
        self.number = number
    }

    deinit { close() }

    /// Whether it has not been closed yet.
    var isOpen: Bool { number >= 0 }

    /// Closes it; a second time does nothing.
    func close() {
        guard number >= 0 else { return }
        Glibc.close(number)
        number = -1
    }
}

/// A wish to stop, raised from any thread and seen by a poll loop.
final class CancellationSignal: Sendable {
    private let descriptor: OwnedDescriptor

    init() throws(SystemCallFailure) {
        descriptor = try OwnedDescriptor(clinux_eventfd())
    }

    /// Readable once the wish was raised.
    var number: Int32 { descriptor.number }

    /// Raises it, once and for all.
    func raise() {
        // The counter starts at nought and is never read, so adding one cannot fail.
        _ = clinux_eventfd_signal(descriptor.number)
    }
}

/// The three streams of a plug-in: an anonymous file to read, two pipes to write.
///
/// The input is a file in memory and not a pipe: a plug-in that closes it early, or never reads
/// it, then needs no care and raises no SIGPIPE.
struct PluginStreams: Sendable {
    let input: OwnedDescriptor
    let output: (read: OwnedDescriptor, write: OwnedDescriptor)
    let errors: (read: OwnedDescriptor, write: OwnedDescriptor)

    /// Makes the streams and fills the input.
    init(input bytes: [UInt8]) throws(SystemCallFailure) {
        let file = try OwnedDescriptor(clinux_memory_file("notification"))
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file.number, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw SystemCallFailure(errno: errno) }
            rest = rest.dropFirst(count)
        }
        guard lseek(file.number, 0, SEEK_SET) == 0 else { throw SystemCallFailure(errno: errno) }
        input = file
        output = try Self.pipe()
        errors = try Self.pipe()
    }

    /// Closes the plug-in's ends on this side, so that the pipes end when it has gone.
    func closeChildEnds() {
        input.close()
        output.write.close()
        errors.write.close()
    }

    private static func pipe() throws(SystemCallFailure) -> (OwnedDescriptor, OwnedDescriptor) {
        var ends: [Int32] = [-1, -1]
        guard clinux_pipe(&ends) == 0 else { throw SystemCallFailure(errno: errno) }
        return (try OwnedDescriptor(ends[0]), try OwnedDescriptor(ends[1]))
    }
}
