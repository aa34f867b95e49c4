/// What all connections hold at one moment, and what may be added to it.
///
/// Each connection has a little that it may always hold, so that ordinary calls pass whatever
/// others do. What goes beyond is limited for each user and for all together. A message that was
/// let in is let in whole: it ends, or its time does, so that what waits for room gets it. A reply
/// counts from the moment its call begins, for how long it will be nobody knows before.
struct HeldShares {
    /// What a connection may always hold, in bytes; a call up to this length is a short one.
    static let ownShare = 64 * 1_024
    /// The most long calls in work at once, of all users; one of each user.
    static let longCalls = 4

    private struct Held {
        var bytes = 0
        var calls = 0
        var longCalls = 0

        mutating func add(_ more: Held) {
            bytes += more.bytes
            calls += more.calls
            longCalls += more.longCalls
        }
    }

    private let limits: ServerLimits
    private var users: [UInt32: Held] = [:]
    private var all = Held()

    /// The sums over the connections.
    init(_ connections: some Sequence<ServerConnection>, _ limits: ServerLimits) {
        self.limits = limits
        for connection in connections {
            if connection.heldInput <= Self.ownShare { connection.mayHoldLongMessage = false }
            let input = connection.mayHoldLongMessage ? limits.message : 0
            let output = max(0, connection.heldOutput - Self.ownShare)
            add(connection, Held(bytes: input + output))
            if connection.work != nil { begun(connection) }
        }
    }

    /// Whether more may be read, where that is wanted. A message that grows long gets the room it
    /// may need, all at once.
    mutating func mayRead(_ connection: ServerConnection) -> Bool {
        guard connection.heldInput > Self.ownShare, !connection.mayHoldLongMessage else {
            return true
        }
        let held = users[connection.peer.uid]?.bytes ?? 0
        // The first may be longer than the limits foresee, or it could never be taken.
        guard held == 0 || held + limits.message <= limits.memoryPerUser,
            all.bytes == 0 || all.bytes + limits.message <= limits.memory
        else { return false }
        connection.mayHoldLongMessage = true
        add(connection, Held(bytes: limits.message))
        return true
    }

    /// Whether the call that waits may begin.
    func mayBegin(_ connection: ServerConnection) -> Bool {
        let user = users[connection.peer.uid] ?? Held()
        let kept = user.calls > 0 ? limits.calls / 4 : 0
        guard user.calls < limits.callsPerUser, all.calls < limits.calls - kept else {
            return false
        }
        // Its message is held no longer once it has begun, and its reply is from then on.
        let own = connection.mayHoldLongMessage ? limits.message : 0
        let (held, heldByAll) = (user.bytes - own, all.bytes - own)
        guard held == 0 || held + limits.reply <= limits.memoryPerUser else { return false }
        // Where all is held, one call after another: a user who holds nothing is served.
        guard heldByAll + limits.reply <= limits.memory || user.calls == 0 else { return false }
        guard Self.isLong(connection.waiting) else { return true }
        return user.longCalls == 0 && all.longCalls < Self.longCalls
    }

    /// Counts the call in work, with the reply that is made.
    mutating func begun(_ connection: ServerConnection) {
        let isLong = Self.isLong(connection.work?.size)
        add(connection, Held(bytes: limits.reply, calls: 1, longCalls: isLong ? 1 : 0))
    }

    private mutating func add(_ connection: ServerConnection, _ more: Held) {
        users[connection.peer.uid, default: Held()].add(more)
        all.add(more)
    }

    private static func isLong(_ size: Int?) -> Bool { size.map { $0 > ownShare } ?? false }
}
