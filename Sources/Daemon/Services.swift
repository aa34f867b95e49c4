import Engine
import Notifications
import ServiceLifecycle
import Systemd
import Varlink

/// Hands deliveries over until shutdown; those under way are finished.
struct DeliveryService: Service {
    let pump: DeliveryPump

    func run() async throws {
        await withGracefulShutdownHandler {
            await pump.run()
        } onGracefulShutdown: {
            Task { await pump.stop() }
        }
    }
}

/// Does what falls due until shutdown. On a virtual clock nothing falls due by itself.
struct SchedulerService: Service {
    let runtime: DaemonRuntime
    let notifier: ServiceNotifier
    /// How often systemd wants to hear of the loop; nil: never.
    let watchdog: Duration?

    func run() async throws {
        let interval = watchdog.map { $0.components.seconds * 1000 / 2 }
        await cancelWhenGracefulShutdown {
            if runtime.clock.isVirtual {
                await runtime.clock.waitForCancellation()
            } else {
                await runtime.scheduler.run(every: interval) {
                    // A beat that cannot be sent is missed by systemd, which then restarts us.
                    try? notifier.send(.watchdog)
                }
            }
        }
    }
}

/// Serves the control socket until shutdown; calls in work are answered.
struct SocketService: Service {
    let server: VarlinkServer

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await server.run()
        } onGracefulShutdown: {
            server.stop()
        }
    }
}

/// Says that the daemon drains, as soon as it is told to stop.
struct DrainingService: Service {
    let say: @Sendable () -> Void

    func run() async throws {
        do {
            try await gracefulShutdown()
            say()
        } catch is CancellationError {
            // The daemon ends without draining: there is nothing to announce.
        }
    }
}
