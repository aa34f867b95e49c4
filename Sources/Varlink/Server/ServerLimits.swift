/// What a server grants its callers. Every queue and wait of the server ends at one of these.
public struct ServerLimits: Hashable, Sendable {
    /// The longest call taken, in bytes.
    public var message = 1_024 * 1_024
    /// How many connections may be open at once.
    public var connections = 64
    /// How many of them one user may have.
    public var connectionsPerUser = 16
    /// How many calls of one connection may wait behind the one in work; reading stops then.
    public var waitingCalls = 16
    /// How long a message that was begun may take to arrive whole.
    public var messageTime = Duration.seconds(30)
    /// How many bytes may wait for a reader; no reply is added beyond, and no call begun.
    public var output = 4 * 1_024 * 1_024
    /// How long a reader may take nothing of what waits for it before it is dropped.
    public var readerTime = Duration.seconds(30)
    /// How long calls in work may take once the server stops.
    public var stopTime = Duration.seconds(10)
    /// How long the same event of the same user is only counted after it was told once.
    public var reportInterval = Duration.seconds(60)

    /// The limits that suit a local service of people and their tools.
    public init() {}
}
