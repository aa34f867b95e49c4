internal import CLinux
internal import Glibc

/// The server's thread: one poll(2) over all connections, and what follows from it.
final class ServerLoop {
    private let router: Router
    private let limits: ServerLimits
    private let mailbox: Mailbox
    private let tell: @Sendable (ServerEvent) -> Void

    private var listener: Listener?
    private var connections: [Int: ServerConnection] = [:]
    private var connectionCount = 0
    private var throttle: EventThrottle
    private var acceptAgainAt: ContinuousClock.Instant?
    private var stopsAt: ContinuousClock.Instant?

    init(
        _ listener: consuming Listener, _ router: Router, _ limits: ServerLimits,
        _ mailbox: Mailbox, tell: @escaping @Sendable (ServerEvent) -> Void
    ) {
        self.listener = consume listener
        self.router = router
        self.limits = limits
        self.mailbox = mailbox
        self.tell = tell
        throttle = EventThrottle(interval: limits.reportInterval)
    }

    /// Serves until it was told to stop and all calls are answered, or the time for that is over.
    func run() {
        adoptInheritedConnection()
        while !isOver {
            poll()
            for message in mailbox.collect() { obey(message) }
            sweep()
        }
        abandonAll()
        mailbox.close()
        listener = nil
    }

    private var isOver: Bool {
        if let stopsAt { return connections.isEmpty || ContinuousClock.now >= stopsAt }
        // The one connection there was is gone.
        return listener == nil && connections.isEmpty
    }
}

// MARK: - Waiting

extension ServerLoop {
    private func poll() {
        let numbers = connections.keys.sorted()
        var polled = [pollfd(fd: mailbox.wakeup.number, events: Int16(POLLIN), revents: 0)]
        polled.append(pollfd(fd: listeningNumber, events: Int16(POLLIN), revents: 0))
        for number in numbers {
            guard let connection = connections[number] else { continue }
            var events: Int32 = 0
            if connection.wantsInput { events |= POLLIN }
            if connection.wantsOutput { events |= POLLOUT }
            polled.append(
                pollfd(fd: connection.polledNumber, events: Int16(events), revents: 0))
        }
        guard Glibc.poll(&polled, nfds_t(polled.count), timeout) > 0 else { return }
        for (number, entry) in zip(numbers, polled.dropFirst(2)) where entry.revents != 0 {
            serve(number, Int32(entry.revents))
        }
        if polled[1].revents != 0 { accept() }
    }

    /// The listening descriptor; negative, which poll(2) skips, while none is to be accepted.
    private var listeningNumber: Int32 {
        if let acceptAgainAt, ContinuousClock.now < acceptAgainAt { return -1 }
        acceptAgainAt = nil
        return listener?.descriptor.number ?? -1
    }

    private var timeout: Int32 {
        let own = [acceptAgainAt, stopsAt].compactMap(\.self)
        guard let earliest = (connections.values.compactMap(\.deadline) + own).min() else {
            return -1
        }
        let left = ContinuousClock.now.duration(to: earliest)
        return left > .zero ? left.millisecondsRoundedUp : 0
    }

    /// Drops those out of patience and those that are done; begins calls that wait.
    private func sweep() {
        let now = ContinuousClock.now
        for connection in connections.values {
            if let fault = connection.overdue(now) {
                drop(connection, fault)
            } else {
                advance(connection, now)
            }
        }
    }
}

// MARK: - Connections

extension ServerLoop {
    private func adoptInheritedConnection() {
        guard listener?.kind == .connected else { return }
        // The descriptor stays the listener's number: duplicate it, and let that one go.
        let number = fcntl(listener?.descriptor.number ?? -1, F_DUPFD_CLOEXEC, 0)
        listener = nil
        guard number >= 0 else { return }
        admit(Descriptor(owning: number))
    }

    /// Accepts what waits, some at a time, so that those connected are served between.
    private func accept() {
        for _ in 0..<limits.connections {
            let number = clinux_accept(listeningNumber)
            guard number < 0 else {
                admit(Descriptor(owning: number))
                continue
            }
            switch errno {
            case EAGAIN: return
            case EINTR, ECONNABORTED: continue
            case let code:
                // Out of descriptors or memory: it would fail again at once. Wait a little.
                acceptAgainAt = .now + .seconds(1)
                report(.acceptFailed(systemReason(code)), nil)
                return
            }
        }
    }

    private func admit(_ descriptor: consuming Descriptor) {
        guard let peer = PeerCredentials(socket: descriptor.number) else { return }
        guard connections.count < limits.connections else {
            return report(.tooManyConnections, peer.uid)
        }
        let own = connections.values.count { $0.peer.uid == peer.uid }
        guard own < limits.connectionsPerUser else {
            return report(.tooManyConnectionsOfUser, peer.uid)
        }
        connectionCount += 1
        connections[connectionCount] = ServerConnection(
            number: connectionCount, descriptor: descriptor, peer: peer, limits: limits)
    }

    private func serve(_ number: Int, _ events: Int32) {
        guard let connection = connections[number] else { return }
        let now = ContinuousClock.now
        if events & POLLIN != 0 { connection.receive(now) }
        // The peer has hung up altogether: nobody is left to read an answer.
        if events & (POLLERR | POLLHUP | POLLNVAL) != 0 { return drop(connection, .gone) }
        if events & POLLOUT != 0, let fault = connection.flush(now) { drop(connection, fault) }
    }

    private func drop(_ connection: ServerConnection, _ fault: ServerConnection.Fault) {
        connection.hangUp(fault)
        // What is in work still counts towards the limits; it is let go of when it is done.
        if connection.end != nil { connections[connection.number] = nil }
        if case .event(let kind) = fault { report(kind, connection.peer.uid) }
    }

    private func report(_ kind: ServerEvent.Kind, _ user: UInt32?) {
        if let event = throttle.event(kind, user: user, now: .now) { tell(event) }
    }
}

// MARK: - Calls

extension ServerLoop {
    /// Begins the next call, if it can; lets go of a connection that is done.
    private func advance(_ connection: ServerConnection, _ now: ContinuousClock.Instant) {
        if let call = connection.nextCall(now) {
            begin(call, on: connection)
        } else if let end = connection.end {
            drop(connection, end)
        }
    }

    /// Answers on one of Swift's threads: a handler may take its time. The task is owned by the
    /// connection, for it can outlive neither the call nor its time to stop.
    private func begin(_ call: MethodCall, on connection: ServerConnection) {
        guard let work = connection.work else { return }
        let number = CallNumber(connection: connection.number, call: work.number)
        let peer = connection.peer
        connection.work?.task = Task { [router, mailbox] in
            let answer = await router.answer(call, from: peer) { parameters in
                guard !call.isOneway else { return true }
                let bytes = MethodReply(parameters, continues: true).message.encoded() + [0]
                return await withCheckedContinuation { continuation in
                    mailbox.post(.reply(to: number, bytes, continuation))
                }
            }
            mailbox.post(.finished(number, call.isOneway ? nil : answer.message.encoded() + [0]))
        }
    }

    private func obey(_ message: Mailbox.Message) {
        let now = ContinuousClock.now
        switch message {
        case .reply(let number, let bytes, let continuation):
            guard let connection = connections[number.connection] else {
                return continuation.resume(returning: false)
            }
            if let fault = connection.add(number.call, bytes, continuation, now) {
                drop(connection, fault)
            }
        case .finished(let number, let bytes):
            guard let connection = connections[number.connection] else { return }
            if let fault = connection.finish(number.call, bytes, now) { drop(connection, fault) }
        case .stop:
            listener = nil
            stopsAt = stopsAt ?? now + limits.stopTime
            for connection in connections.values {
                connection.stopReading()
                connection.endStream()
            }
        }
    }

    private func abandonAll() {
        let inWork = connections.values.count { $0.work != nil }
        if inWork > 0 { report(.callsAbandoned(inWork), nil) }
        for connection in connections.values {
            connection.work?.task?.cancel()
            connection.hangUp(.gone)
        }
        connections = [:]
    }
}
