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

/// Says in `systemctl status` what is due next and what waits, whenever it changes; once a second
/// at the most.
struct StatusService: Service {
    let runtime: DaemonRuntime
    let notifier: ServiceNotifier
    let changes: AsyncStream<Void>

    private static let pause = Duration.seconds(1)

    func run() async throws {
        guard notifier.isEnabled else { return try await gracefulShutdown() }
        await cancelWhenGracefulShutdown {
            var told: String?
            for await _ in changes {
                let line = await runtime.statusLine()
                if line != told, !Task.isCancelled {
                    // Who does not listen to this will look for himself.
                    try? notifier.send(.status(line))
                    told = line
                }
                do {
                    try await Task.sleep(for: Self.pause)
                } catch {
                    return
                }
            }
        }
    }
}

/// Tries, while the store fails, whether it works again, with growing pauses.
struct RecoveryService: Service {
    let runtime: DaemonRuntime
    let changes: AsyncStream<Void>

    private static let pauses = (first: Duration.milliseconds(500), longest: Duration.seconds(10))

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in changes {
                var pause = Self.pauses.first
                while let failure = runtime.standing.store, failure.code.mayPass {
                    do {
                        try await Task.sleep(for: pause)
                        try await runtime.watched.probe()
                    } catch is CancellationError {
                        return
                    } catch {
                        // The standing has told of it.
                        pause = min(pause * 2, Self.pauses.longest)
                    }
                }
            }
        }
    }
}

/// Ends the daemon where its store turns out to be damaged.
struct EndingService: Service {
    let damages: AsyncStream<StoreError>

    func run() async throws {
        for await failure in damages.cancelOnGracefulShutdown() { throw StartFailure(failure) }
    }
}
