internal import Synchronization

/// A Varlink service on one socket.
///
/// Connections are served by one thread of the server's own; handlers run on Swift's. Each
/// connection's calls are answered in the order they came. Clients may send the next before
/// they have the answer to the last.
public final class VarlinkServer: Sendable {
    private let listener: Mutex<Listener?>
    private let router: Router
    private let limits: ServerLimits
    private let mailbox: Mailbox
    private let onEvent: @Sendable (ServerEvent) -> Void

    /// A server that serves once it is run. Clients that connect before wait for that.
    ///
    /// - Parameters:
    ///   - listener: where connections come from.
    ///   - interfaces: what is served, beside `org.varlink.service`; none twice.
    ///   - onEvent: told of refusals, each kind once in a while for each user; it must not block.
    public init(
        listener: consuming Listener, service: ServiceInformation, interfaces: [ServedInterface],
        limits: ServerLimits = ServerLimits(),
        onEvent: @escaping @Sendable (ServerEvent) -> Void = { _ in }
    ) throws(ListenError) {
        guard let wakeup = Wakeup() else {
            throw .system(doing: "make an eventfd", reason: "no descriptors left")
        }
        mailbox = Mailbox(wakeup: wakeup)
        router = Router(service, interfaces)
        self.limits = limits
        self.onEvent = onEvent
        self.listener = Mutex(consume listener)
    }

    /// Serves until `stop` or until the task is cancelled, then answers the calls in work, up to
    /// the limit's time. A server runs once.
    public func run() async throws(ListenError) {
        let hasStarted = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let hasStarted = OwnThread.start {
                    self.serve()
                    continuation.resume(returning: true)
                }
                if !hasStarted { continuation.resume(returning: false) }
            }
        } onCancel: {
            stop()
        }
        guard hasStarted else {
            throw .system(doing: "start the server's thread", reason: "no threads left")
        }
    }

    /// Accepts nothing more and lets the calls in work finish; `run` then returns.
    public func stop() { mailbox.post(.stop) }

    private func serve() {
        guard let listener = listener.withLock({ $0.take() }) else {
            preconditionFailure("a Varlink server runs once")
        }
        ServerLoop(listener, router, limits, mailbox, tell: onEvent).run()
    }
}
