/// One connection as the server's thread keeps it: what came in, what is in work, what goes out.
///
/// Calls are answered in the order they came, one at a time.
final class ServerConnection {
    /// Why a connection is dropped.
    enum Fault {
        /// The peer is gone; nothing to tell anybody.
        case gone
        /// The peer broke a rule.
        case event(ServerEvent.Kind)
    }

    /// The call in work.
    struct Work {
        let number: Int
        /// How many bytes the message had.
        let size: Int
        let isOneway: Bool
        let wantsMore: Bool
        var task: Task<Void, Never>?
    }

    let number: Int
    let peer: PeerCredentials
    private let limits: ServerLimits

    /// The call in work, if any.
    var work: Work?
    private var descriptor: Descriptor?
    private var reader: FrameReader
    /// The length of the next whole message, where there is one. It waits as it came, for its
    /// bytes take the least memory, and nothing more is read meanwhile.
    private(set) var waiting: Int?
    /// Whether it may hold a message of any length; ``HeldShares`` grants it.
    var mayHoldLongMessage = false
    private var inputHasEnded = false
    private var messageBegan: ContinuousClock.Instant?
    /// The rule that the peer broke; it is dropped when the calls before that are answered.
    private var broken: ServerEvent.Kind?

    private var output: [UInt8] = []
    private var outputStart = 0
    private var readerStalled: ContinuousClock.Instant?
    /// The handler that waits until the reader has caught up, with what it wants to send.
    private var pendingReply: (bytes: [UInt8], continuation: CheckedContinuation<Bool, Never>)?
    private var callCount = 0

    init(
        number: Int, descriptor: consuming Descriptor, peer: PeerCredentials,
        limits: ServerLimits
    ) {
        self.number = number
        self.descriptor = consume descriptor
        self.peer = peer
        self.limits = limits
        reader = FrameReader(limit: limits.message)
    }
}

// MARK: - What to wait for

extension ServerConnection {
    /// What to poll; negative, which poll(2) skips, once the peer is gone.
    var polledNumber: Int32 { descriptor?.number ?? -1 }

    /// Whether bytes are to be read: not while a whole message waits.
    var wantsInput: Bool { !inputHasEnded && waiting == nil }

    /// Whether bytes wait to be written.
    var wantsOutput: Bool { outputStart < output.count }

    /// How many bytes of messages it holds.
    var heldInput: Int { reader.count }

    /// How many bytes of replies it holds.
    var heldOutput: Int { output.count - outputStart + (pendingReply?.bytes.count ?? 0) }

    /// Whether a call waits and could begin.
    var isReady: Bool {
        waiting != nil && work == nil && output.count - outputStart < limits.output
    }

    /// Whether nothing more comes of it, and why: all is answered that can be.
    var end: Fault? {
        guard inputHasEnded, waiting == nil, work == nil, !wantsOutput else { return nil }
        return broken.map { .event($0) } ?? .gone
    }

    /// When the patience with the peer ends.
    var deadline: ContinuousClock.Instant? {
        let message = messageBegan.map { $0 + limits.messageTime }
        let reader = readerStalled.map { $0 + limits.readerTime }
        guard let message, let reader else { return message ?? reader }
        return min(message, reader)
    }

    /// What the peer did not do in time.
    func overdue(_ now: ContinuousClock.Instant) -> Fault? {
        if let readerStalled, now >= readerStalled + limits.readerTime {
            return .event(.slowReader)
        }
        if let messageBegan, now >= messageBegan + limits.messageTime {
            return .event(.messageTimedOut)
        }
        return nil
    }
}

// MARK: - In

extension ServerConnection {
    /// Reads what is there, up to 64 KiB.
    func receive(_ now: ContinuousClock.Instant) {
        switch descriptor?.read() {
        case .nothingYet: break
        // Half a message will never be whole; the answers to whole ones may still be read.
        case .ended, nil:
            inputHasEnded = true
            messageBegan = nil
        case .bytes(let bytes):
            reader.append(bytes)
            look(now)
        }
    }

    /// The next call, for a connection that is ready; it is in work then. nil where the message
    /// is none, or where nobody is left to read its answer.
    func nextCall(_ now: ContinuousClock.Instant) -> MethodCall? {
        guard let size = waiting, let call = takeMessage() else { return nil }
        look(now)
        guard descriptor != nil || call.isOneway else { return nil }
        callCount += 1
        work = Work(
            number: callCount, size: size, isOneway: call.isOneway, wantsMore: call.wantsMore)
        return call
    }

    /// Lets go of a peer that is gone or is to go. What it asked without wanting an answer is
    /// still done where it went by itself.
    func hangUp(_ fault: Fault) {
        if case .gone = fault {
            var onceMore = !inputHasEnded
            while onceMore {
                // Bounded by what the kernel buffers for a socket.
                switch descriptor?.read() {
                case .bytes(let bytes): reader.append(bytes)
                case .nothingYet, .ended, nil: onceMore = false
                }
            }
            if broken == nil { look(.now) }
        } else {
            stopReading()
        }
        inputHasEnded = true
        messageBegan = nil
        broken = nil
        output = []
        outputStart = 0
        readerStalled = nil
        descriptor = nil
        pendingReply?.continuation.resume(returning: false)
        pendingReply = nil
        endStream()
    }

    /// Reads no more; calls that wait are not begun.
    func stopReading() {
        inputHasEnded = true
        reader.clear()
        waiting = nil
        messageBegan = nil
    }

    /// Ends a stream of replies. A plain call goes on: what it changes must not stop half-way.
    func endStream() {
        if let work, work.wantsMore { work.task?.cancel() }
    }

    /// Looks whether a whole message waits, and since when half a one does.
    private func look(_ now: ContinuousClock.Instant) {
        do throws(FrameReader.Failure) {
            waiting = try reader.waiting()
            let isHalf = waiting == nil && reader.count > 0 && !inputHasEnded
            messageBegan = isHalf ? messageBegan ?? now : nil
        } catch {
            fail(.messageTooLong)
        }
    }

    private func takeMessage() -> MethodCall? {
        do {
            guard let bytes = try reader.next() else { return nil }
            if let call = MethodCall(try JSONValue(parsing: bytes, values: limits.values)) {
                return call
            }
            fail(.malformedMessage("a message is no call"))
        } catch let error as JSONError {
            fail(.malformedMessage("a message is no JSON: \(error)"))
        } catch {
            fail(.messageTooLong)
        }
        return nil
    }

    /// Nothing after a broken rule can be understood.
    private func fail(_ kind: ServerEvent.Kind) {
        stopReading()
        // One that has hung up is not dropped any more.
        if descriptor != nil { broken = kind }
    }
}

// MARK: - Out

extension ServerConnection {
    /// Takes the last reply to the call in work.
    func finish(_ call: Int, _ reply: [UInt8]?, _ now: ContinuousClock.Instant) -> Fault? {
        guard work?.number == call else { return nil }
        work = nil
        guard let reply, descriptor != nil else { return nil }
        return enqueue(reply, now)
    }

    /// Takes one of several replies, now or when the reader has caught up.
    func add(
        _ call: Int, _ reply: [UInt8], _ continuation: CheckedContinuation<Bool, Never>,
        _ now: ContinuousClock.Instant
    ) -> Fault? {
        guard work?.number == call, pendingReply == nil, descriptor != nil else {
            continuation.resume(returning: false)
            return nil
        }
        pendingReply = (reply, continuation)
        return takePendingReply(now)
    }

    /// Writes what the peer takes.
    func flush(_ now: ContinuousClock.Instant) -> Fault? {
        while wantsOutput {
            switch descriptor?.send(output[outputStart...]) {
            case .sent(let count):
                outputStart += count
                readerStalled = wantsOutput ? now : nil
            case .full:
                readerStalled = readerStalled ?? now
                return takePendingReply(now)
            case .ended, nil: return .gone
            }
        }
        output.removeAll(keepingCapacity: output.count < 65_536)
        outputStart = 0
        return takePendingReply(now)
    }

    private func takePendingReply(_ now: ContinuousClock.Instant) -> Fault? {
        guard output.count - outputStart < limits.output, let pending = pendingReply else {
            return nil
        }
        pendingReply = nil
        pending.continuation.resume(returning: true)
        return enqueue(pending.bytes, now)
    }

    private func enqueue(_ bytes: [UInt8], _ now: ContinuousClock.Instant) -> Fault? {
        // Moved only where at least as much is thrown away: each byte moves once on average.
        if outputStart > output.count / 2 {
            output.removeFirst(outputStart)
            outputStart = 0
        }
        output += bytes
        return flush(now)
    }
}
