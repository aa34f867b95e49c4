internal import Synchronization

/// A connection to a Varlink service.
///
/// Calls go out one after another and each waits for its answer, so that one client serves
/// several tasks in turn. A call that was cancelled or ran out of time closes the connection:
/// its answer would be taken for the next one's. The connection closes with its last reference.
public final class VarlinkClient: Sendable {
    /// The longest reply a client takes, in bytes, unless told otherwise: what systemd takes.
    public static let defaultReplyLimit = 16 * 1_024 * 1_024

    private let worker: ClientWorker
    private let line = Mutex(ClientLine())

    private init(worker: ClientWorker) { self.worker = worker }

    deinit { worker.finish() }

    /// Connects to the service that listens at a path.
    ///
    /// - Parameters:
    ///   - path: the socket.
    ///   - timeout: how long to wait while the service's queue is full; nil: for ever.
    ///   - replyLimit: the longest reply taken, in bytes.
    public static func connect(
        to path: String, timeout: Duration? = nil, replyLimit: Int = defaultReplyLimit
    ) async throws(ClientError) -> VarlinkClient {
        guard let worker = ClientWorker() else {
            throw .unreachable(path: path, reason: "no thread or descriptor left")
        }
        let client = VarlinkClient(worker: worker)
        try await client.perform(timeout) { line, patience throws(ClientError) in
            try line.open(path: path, replyLimit: replyLimit, patience)
        }
        return client
    }

    /// Calls a method and waits for its one answer.
    ///
    /// - Parameters:
    ///   - method: the qualified name, `org.example.Register.Show`.
    ///   - timeout: how long to wait for the answer; nil: for ever.
    /// - Throws: `.refused` where the service answers with an error.
    public func call(
        _ method: String, _ parameters: JSONObject = [:], timeout: Duration? = nil
    ) async throws(ClientError) -> JSONObject {
        try await perform(timeout) { line, patience throws(ClientError) in
            try line.call(MethodCall(method, parameters), patience)
        }
    }

    /// Calls a method whose answer nobody wants; returns when the call is on its way.
    ///
    /// - Parameter timeout: how long to wait while the service takes nothing; nil: for ever.
    public func post(
        _ method: String, _ parameters: JSONObject = [:], timeout: Duration? = nil
    ) async throws(ClientError) {
        try await perform(timeout) { line, patience throws(ClientError) in
            try line.begin(MethodCall(method, parameters, isOneway: true), patience)
        }
    }

    /// Calls a method that may answer more than once.
    ///
    /// The client serves nothing else until the last reply is read. Letting go of the replies
    /// before that closes the connection.
    ///
    /// - Parameter timeout: how long to wait for each reply; nil: for ever.
    public func stream(
        _ method: String, _ parameters: JSONObject = [:], timeout: Duration? = nil
    ) async throws(ClientError) -> VarlinkReplies {
        try await perform(timeout) { line, patience throws(ClientError) in
            try line.begin(MethodCall(method, parameters, wantsMore: true), patience)
        }
        return VarlinkReplies(client: self, timeout: timeout)
    }

    /// The next reply of the stream under way; nil after the last.
    func nextReply(timeout: Duration?) async throws(ClientError) -> JSONObject? {
        try await perform(timeout) { line, patience throws(ClientError) in
            line.isStreaming ? try line.receive(patience).parameters : nil
        }
    }

    /// Hangs up if a stream is under way.
    func abandonStream() {
        worker.enqueue { self.line.withLock { if $0.isStreaming { $0.close() } } }
    }

    private typealias Step<Outcome> =
        @Sendable (inout ClientLine, borrowing ClientSocket.Patience) throws(ClientError) -> Outcome

    /// Takes the step on the client's thread, so that waiting blocks none of Swift's.
    private func perform<Outcome: Sendable>(
        _ timeout: Duration?, _ step: @escaping Step<Outcome>
    ) async throws(ClientError) -> Outcome {
        let deadline = timeout.map { ContinuousClock.now + $0 }
        let cancellation = ClientWorker.Cancellation()
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                worker.enqueue {
                    let patience = ClientSocket.Patience(
                        deadline: deadline, interruption: self.worker.interruption,
                        cancellation: cancellation)
                    let outcome = self.line.withLock { line in
                        Result { () throws(ClientError) in try step(&line, patience) }
                    }
                    continuation.resume(returning: outcome)
                }
            }
        } onCancel: {
            worker.cancel(cancellation)
        }
        return try outcome.get()
    }
}
