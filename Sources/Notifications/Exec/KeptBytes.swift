import Glibc

/// The first or the last bytes of a stream that may be endless.
struct KeptBytes {
    /// Which end of the stream is kept.
    enum End { case first, last }

    private let cap: Int
    private let end: End
    private var kept: [UInt8] = []
    private(set) var discarded = 0

    /// Keeps at most `cap` bytes of that end.
    init(cap: Int, end: End) {
        self.cap = max(0, cap)
        self.end = end
    }

    /// What was kept.
    var bytes: [UInt8] {
        switch end {
        case .first: return kept
        case .last: return Array(kept.suffix(cap))
        }
    }

    /// Takes the next bytes of the stream.
    mutating func append(_ bytes: some Collection<UInt8>) {
        switch end {
        case .first:
            let room = cap - kept.count
            kept.append(contentsOf: bytes.prefix(room))
            discarded += max(0, bytes.count - room)
        case .last:
            kept.append(contentsOf: bytes)
            // Cut only now and then: removing from the front moves all the rest.
            guard kept.count > 2 * cap else { return }
            discarded += kept.count - cap
            kept.removeFirst(kept.count - cap)
        }
    }

    /// Reads once from a descriptor that poll(2) reported, and closes it at the stream's end.
    mutating func read(from descriptor: OwnedDescriptor) {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        let count = Glibc.read(descriptor.number, &buffer, buffer.count)
        if count > 0 {
            append(buffer[..<count])
        } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
            descriptor.close()
        }
    }
}
