internal import CLinux
internal import Glibc

/// What reading from a non-blocking socket brought.
enum ReadOutcome {
    /// Some bytes, at least one.
    case bytes([UInt8])
    /// Nothing yet.
    case nothingYet
    /// The peer has closed its end, or the connection is broken.
    case ended
}

/// What writing to a non-blocking socket achieved.
enum SendOutcome {
    /// That many bytes were taken, at least one.
    case sent(Int)
    /// The peer takes none at present.
    case full
    /// Nobody will ever read it.
    case ended
}

extension Descriptor {
    /// Reads what is there, up to 64 KiB.
    func read() -> ReadOutcome {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            let got = Glibc.read(number, buffer.baseAddress, buffer.count)
            if got < 0 { failure = errno }
            count = max(0, got)
        }
        switch failure {
        case 0: return bytes.isEmpty ? .ended : .bytes(bytes)
        case EAGAIN, EINTR: return .nothingYet
        default: return .ended
        }
    }

    /// Sends what the peer takes of the bytes, which are not empty; SIGPIPE is never raised.
    func send(_ bytes: ArraySlice<UInt8>) -> SendOutcome {
        let count = bytes.withUnsafeBytes { clinux_send(number, $0.baseAddress, $0.count) }
        if count > 0 { return .sent(count) }
        return errno == EAGAIN || errno == EINTR ? .full : .ended
    }
}
