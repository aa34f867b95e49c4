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
    /// Whether a connection was let go of since all were looked at: others may begin now.
    private var hasMadeRoom = false

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
        var shares = HeldShares(connections.values, limits)
        var polled = [pollfd(fd: mailbox.wakeup.number, events: Int16(POLLIN), revents: 0)]
        polled.append(pollfd(fd: listeningNumber, events: Int16(POLLIN), revents: 0))
        for number in numbers {
            guard let connection = connections[number] else { continue }
            var events: Int32 = 0
            if connection.wantsInput, shares.mayRead(connection) { events |= POLLIN }
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
        guard !hasMadeRoom else { return 0 }
        let own = [acceptAgainAt, stopsAt, throttle.nextSummary].compactMap(\.self)
        guard let earliest = (connections.values.compactMap(\.deadline) + own).min() else {
            return -1
        }
        let left = ContinuousClock.now.duration(to: earliest)
        return left > .zero ? left.millisecondsRoundedUp : 0
    }

    /// Drops those out of patience and those that are done; begins calls that wait.
    private func sweep() {
        let now = ContinuousClock.now
        hasMadeRoom = false
        var shares = HeldShares(connections.values, limits)
        for connection in connections.values {
            if let fault = connection.overdue(now) {
                drop(connection, fault)
            } else {
                advance(connection, &shares, now)
            }
        }
        throttle.summaries(now).forEach(tell)
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
        var counts: [UInt32: Int] = [:]
        admit(Descriptor(owning: number), &counts)
    }

    /// Accepts what waits, some at a time, so that those connected are served between.
    private func accept() {
        var counts = connections.values.reduce(into: [UInt32: Int]()) {
            $0[$1.peer.uid, default: 0] += 1
        }
        for _ in 0..<limits.connections {
            let number = clinux_accept(listeningNumber)
            guard number < 0 else {
                admit(Descriptor(owning: number), &counts)
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

    /// Takes a connection, or closes it.
    ///
    /// - Parameter counts: how many each user has.
    private func admit(_ descriptor: consuming Descriptor, _ counts: inout [UInt32: Int]) {
        guard let user = PeerCredentials.user(of: descriptor.number) else { return }
        let own = counts[user] ?? 0
        guard own < limits.connectionsPerUser else {
            return report(.tooManyConnectionsOfUser, user)
        }
        let kept = own > 0 ? limits.connections / 4 : 0
        guard connections.count < limits.connections - kept else {
            return report(.tooManyConnections, user)
        }
        guard let peer = PeerCredentials(socket: descriptor.number) else { return }
        counts[user] = own + 1
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
        hasMadeRoom = true
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
    private func advance(
        _ connection: ServerConnection, _ shares: inout HeldShares, _ now: ContinuousClock.Instant
    ) {
        while connection.isReady, shares.mayBegin(connection) {
            guard let call = connection.nextCall(now) else { continue }
            begin(call, on: connection)
            shares.begun(connection)
        }
        if let end = connection.end { drop(connection, end) }
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
            var bytes: [UInt8]?
            if !call.isOneway {
                bytes = answer.message.encoded()
                bytes?.append(0)
            }
            let isPermitted = answer.error != VarlinkError.permissionDenied.name
            mailbox.post(
                .finished(
                    number, bytes, notPermitted: isPermitted ? nil : call.method))
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
        case .finished(let number, let bytes, let method):
            guard let connection = connections[number.connection] else { return }
            if let method { report(.notPermitted(method), connection.peer.uid) }
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
        throttle.summaries(nil).forEach(tell)
        for connection in connections.values {
            connection.work?.task?.cancel()
            connection.hangUp(.gone)
        }
        connections = [:]
    }
}
