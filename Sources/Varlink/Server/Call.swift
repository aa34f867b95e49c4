/// A call that a handler answers.
public struct Call: Sendable {
    /// The qualified method, `org.example.Register.Show`.
    public let method: String
    /// What it takes; checked against the interface description.
    public let parameters: JSONObject
    /// Whether the caller takes several replies.
    public let wantsMore: Bool
    /// Whether the caller wants no reply: what the handler answers is thrown away.
    public let isOneway: Bool
    /// Who calls.
    public let peer: PeerCredentials

    let reply: @Sendable (JSONObject) async -> Bool

    /// Answers with one of several replies; what the handler returns is the last one.
    ///
    /// Waits while the caller does not read what it was sent. The task is cancelled when the
    /// caller hangs up or the server stops.
    ///
    /// - Returns: false where the caller is gone and the handler should stop.
    /// - Throws: `expectedMore` where the caller takes one reply only.
    public func send(_ parameters: JSONObject) async throws(VarlinkError) -> Bool {
        guard wantsMore else { throw .expectedMore }
        return await reply(parameters)
    }
}
