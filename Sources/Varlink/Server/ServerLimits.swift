/// What a server grants its callers. Every queue and wait of the server ends at one of these.
public struct ServerLimits: Hashable, Sendable {
    /// The longest call taken, in bytes.
    public var message = 1_024 * 1_024
    /// How many connections may be open at once. The last quarter is for users who have none yet:
    /// however many a few users open, others can still connect.
    public var connections = 64
    /// How many of them one user may have.
    public var connectionsPerUser = 16
    /// How many calls of one user may be in work at once; more wait, so that others are answered
    /// between.
    public var callsPerUser = 2
    /// How many calls of all users may be in work at once; the last quarter is for users who have
    /// none in work.
    public var calls = 8
    /// How many bytes a reply counts for while its call is in work: as many as are held of it
    /// afterwards, at least where it is a long one.
    public var reply = 1_024 * 1_024
    /// The most JSON values in one call: a value takes many times the memory of its bytes.
    public var values = 16_384
    /// How many bytes all connections together may hold of what came in and what goes out, beside
    /// the 64 KiB that each has.
    public var memory = 16 * 1_024 * 1_024
    /// How many of them the connections of one user may hold.
    public var memoryPerUser = 5 * 1_024 * 1_024
    /// How long a message that was begun may take to arrive whole.
    public var messageTime = Duration.seconds(30)
    /// How many bytes may wait for a reader; no reply is added beyond, and no call begun.
    public var output = 512 * 1_024
    /// How long a reader may take nothing of what waits for it before it is dropped.
    public var readerTime = Duration.seconds(30)
    /// How long calls in work may take once the server stops.
    public var stopTime = Duration.seconds(10)
    /// How long the same event of the same user is only counted after it was told once.
    public var reportInterval = Duration.seconds(60)

    /// The limits that suit a local service of people and their tools.
    public init() {}
}
