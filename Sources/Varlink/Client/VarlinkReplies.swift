/// The replies to one call, in order; ends after the last.
///
/// It can be read once: iterating again goes on where the first iteration stopped.
public struct VarlinkReplies: AsyncSequence, Sendable {
    /// The parameters of one reply.
    public typealias Element = JSONObject
    /// Why the next reply cannot be had.
    public typealias Failure = ClientError

    private let stream: Stream

    init(client: VarlinkClient, timeout: Duration?) {
        stream = Stream(client: client, timeout: timeout)
    }

    /// Goes on where reading stopped.
    public func makeAsyncIterator() -> Iterator { Iterator(stream: stream) }

    /// Reads the replies one by one.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let stream: Stream

        /// The next reply; nil after the last.
        public mutating func next() async throws(ClientError) -> JSONObject? {
            try await stream.client.nextReply(timeout: stream.timeout)
        }

        /// The next reply; nil after the last.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(ClientError) -> JSONObject? {
            try await stream.client.nextReply(timeout: stream.timeout)
        }
    }

    /// Hangs up with the last reference, if replies are still to come.
    fileprivate final class Stream: Sendable {
        let client: VarlinkClient
        let timeout: Duration?

        init(client: VarlinkClient, timeout: Duration?) {
            self.client = client
            self.timeout = timeout
        }

        deinit { client.abandonStream() }
    }
}
