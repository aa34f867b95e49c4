internal import Synchronization

/// What handlers and their owner tell the server's thread.
///
/// It holds at most one message a call in work, and the order to stop.
final class Mailbox: Sendable {
    /// A message to the server's thread.
    enum Message: Sendable {
        /// One of several replies, with its NUL; the continuation learns whether to go on.
        case reply(to: CallNumber, [UInt8], CheckedContinuation<Bool, Never>)
        /// The last reply with its NUL, or nil for a call that wants none; the method of a call
        /// that was refused because its user may not make it.
        case finished(CallNumber, [UInt8]?, notPermitted: String?)
        /// Accept nothing more; finish what is in work.
        case stop
    }

    private struct State {
        var messages: [Message] = []
        var isClosed = false
    }

    let wakeup: Wakeup
    private let state = Mutex(State())

    init(wakeup: Wakeup) { self.wakeup = wakeup }

    /// Puts a message in. After `close` it is thrown away, and a handler told to stop.
    func post(_ message: Message) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.messages.append(message) }
            return state.isClosed
        }
        if !isClosed {
            wakeup.signal()
        } else if case .reply(_, _, let continuation) = message {
            continuation.resume(returning: false)
        }
    }

    /// Takes all messages out, in order.
    func collect() -> [Message] {
        wakeup.clear()
        return state.withLock { state in
            defer { state.messages = [] }
            return state.messages
        }
    }

    /// Takes nothing more.
    func close() {
        let rest = state.withLock { state in
            defer { state = State(messages: [], isClosed: true) }
            return state.messages
        }
        for case .reply(_, _, let continuation) in rest { continuation.resume(returning: false) }
    }
}

/// A call in work: the connection's number and the call's within it.
struct CallNumber: Hashable, Sendable {
    let connection: Int
    let call: Int
}
