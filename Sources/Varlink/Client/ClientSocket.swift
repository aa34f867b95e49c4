internal import CLinux
internal import Glibc

/// A client's end of a connection: sends and receives whole messages, blocking up to a deadline.
struct ClientSocket: ~Copyable {
    /// When to give up, and whose cancellation to heed.
    struct Patience {
        /// The moment to give up at; nil: never.
        let deadline: ContinuousClock.Instant?
        /// Becomes readable when somebody was cancelled.
        let interruption: Wakeup
        /// Tells whether it was this call that was cancelled.
        let cancellation: ClientWorker.Cancellation
    }

    private let descriptor: Descriptor
    private var reader: FrameReader

    private init(_ descriptor: consuming Descriptor, replyLimit: Int) {
        self.descriptor = descriptor
        reader = FrameReader(limit: replyLimit)
    }

    /// Connects to the socket at the path.
    static func connecting(
        to path: String, replyLimit: Int, _ patience: borrowing Patience
    ) throws(ClientError) -> ClientSocket {
        guard let address = UnixAddress(path) else {
            throw .unreachable(path: path, reason: "a socket's path has 1 to 107 bytes")
        }
        let number = clinux_unix_socket()
        guard number >= 0 else { throw .unreachable(path: path, reason: systemReason(errno)) }
        let descriptor = Descriptor(owning: number)
        while true {
            let outcome = address.withSocketAddress { connect(number, $0, $1) }
            if outcome == 0 || errno == EISCONN {
                return ClientSocket(descriptor, replyLimit: replyLimit)
            }
            switch errno {
            case EINTR: continue
            // The listener's queue is full. Nothing tells when it no longer is: look again soon.
            case EAGAIN: try Self.wait(nil, for: 0, patience, atMost: 10)
            case EACCES, EPERM: throw .notPermitted(path: path)
            case let code: throw .unreachable(path: path, reason: systemReason(code))
            }
        }
    }

    /// Sends a message and its NUL.
    func send(_ message: [UInt8], _ patience: borrowing Patience) throws(ClientError) {
        var rest = (message + [0])[...]
        while !rest.isEmpty {
            switch descriptor.send(rest) {
            case .sent(let count): rest.removeFirst(count)
            case .full: try Self.wait(descriptor.number, for: POLLOUT, patience)
            case .ended: throw .closed
            }
        }
    }

    /// The next message without its NUL.
    mutating func receive(_ patience: borrowing Patience) throws(ClientError) -> [UInt8] {
        while true {
            do throws(FrameReader.Failure) {
                if let message = try reader.next() { return message }
            } catch {
                throw .tooLong(limit: reader.limit)
            }
            switch descriptor.read() {
            case .bytes(let bytes): reader.append(bytes)
            case .nothingYet: try Self.wait(descriptor.number, for: POLLIN, patience)
            case .ended: throw .closed
            }
        }
    }

    /// Waits until the descriptor is ready, or for some milliseconds without one.
    private static func wait(
        _ number: Int32?, for events: Int32, _ patience: borrowing Patience,
        atMost milliseconds: Int32? = nil
    ) throws(ClientError) {
        while true {
            if patience.cancellation.isRequested { throw .cancelled }
            var timeout: Int32 = milliseconds ?? -1
            if let deadline = patience.deadline {
                let left = ContinuousClock.now.duration(to: deadline)
                guard left > .zero else { throw .timedOut }
                let rounded = left.millisecondsRoundedUp
                timeout = milliseconds.map { min($0, rounded) } ?? rounded
            }
            // A negative descriptor is skipped by poll(2).
            var polled = [
                pollfd(fd: number ?? -1, events: Int16(events), revents: 0),
                pollfd(fd: patience.interruption.number, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&polled, nfds_t(polled.count), timeout)
            if polled[1].revents != 0 { patience.interruption.clear() }
            if ready > 0, polled[0].revents != 0 { return }
            if ready == 0, milliseconds != nil { return }
        }
    }
}
