/// What a client's thread holds: the connection, and whether it is in the middle of a stream.
struct ClientLine: ~Copyable {
    private var socket: ClientSocket?
    /// Whether replies to a call are still to come.
    private(set) var isStreaming = false

    /// A line that is not connected.
    init() {}

    /// Connects.
    mutating func open(
        path: String, replyLimit: Int, _ patience: borrowing ClientSocket.Patience
    ) throws(ClientError) {
        socket = try ClientSocket.connecting(to: path, replyLimit: replyLimit, patience)
    }

    /// Hangs up.
    mutating func close() {
        socket = nil
        isStreaming = false
    }

    /// Sends a call and waits for its one answer.
    mutating func call(
        _ call: MethodCall, _ patience: borrowing ClientSocket.Patience
    ) throws(ClientError) -> JSONObject {
        try begin(call, patience)
        let reply = try receive(patience)
        guard !reply.continues else {
            close()
            throw .malformed(reason: "a second reply is announced where none was asked for")
        }
        return reply.parameters
    }

    /// Sends a call.
    mutating func begin(
        _ call: MethodCall, _ patience: borrowing ClientSocket.Patience
    ) throws(ClientError) {
        guard !isStreaming else { throw .busy }
        guard socket != nil else { throw .closed }
        do {
            try socket?.send(call.message.encoded(), patience)
        } catch {
            close()
            throw error
        }
        isStreaming = call.wantsMore
    }

    /// Waits for the next reply.
    mutating func receive(
        _ patience: borrowing ClientSocket.Patience
    ) throws(ClientError) -> MethodReply {
        let reply: MethodReply
        do {
            reply = try Self.reply(try socket?.receive(patience))
        } catch {
            close()
            throw error
        }
        isStreaming = reply.continues
        if let name = reply.error { throw .refused(VarlinkError(name, reply.parameters)) }
        return reply
    }

    private static func reply(_ bytes: [UInt8]?) throws(ClientError) -> MethodReply {
        guard let bytes else { throw .closed }
        let message: JSONValue
        do throws(JSONError) {
            message = try JSONValue(parsing: bytes)
        } catch {
            throw .malformed(reason: error.description)
        }
        guard let reply = MethodReply(message) else {
            throw .malformed(reason: "the message is no reply")
        }
        return reply
    }
}
