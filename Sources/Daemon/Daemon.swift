internal import Configuration
internal import ControlServer
internal import Deadlines
internal import Engine
internal import Foundation
internal import Logging
internal import Notifications
internal import SQLiteStore
internal import ServiceLifecycle
internal import Systemd
internal import UnixSignals
internal import Varlink

/// The daemon: opens the store, reads its settings, serves the socket, keeps time, and ends in
/// good order. A library under a tiny `main`, so that tests start it in their own process.
package struct Daemon {
    /// The program's version.
    package static let version = "0.1.0"

    private let options: DaemonOptions
    private let environment: ServiceEnvironment

    /// A daemon that has not started.
    package init(_ options: DaemonOptions) {
        self.options = options
        environment = ServiceEnvironment(options.environment)
    }

    /// Runs until SIGTERM or SIGINT, or until the task is cancelled.
    ///
    /// - Throws: ``StartFailure`` where it cannot start.
    package func run() async throws {
        Allocation.giveBackLongBlocks()
        let logger = makeLogger()
        let notifier = ServiceNotifier(environment)
        guard SystemZone.isTrustworthy() else {
            throw StartFailure(
                "The time zone data is missing or wrong: Europe/London has no summer time. "
                    + "Use a build that carries its zone data.")
        }
        let runtime = try await DaemonRuntime.start(options, logger: logger)
        let server = try makeServer(runtime, logger: logger)
        let changes = await runtime.observeChanges()
        let (damages, damage) = AsyncStream.makeStream(of: StoreError.self)
        runtime.standing.onEnd { failure in
            // What was answered may not be on the disk: no word more is committed or answered.
            if failure.code == .notDurable { _exit(StartFailure(failure).exitCode) }
            damage.yield(failure)
        }
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: DeliveryService(pump: runtime.pump)),
                    .init(
                        service: SchedulerService(
                            runtime: runtime, notifier: notifier,
                            watchdog: environment.watchdogInterval(processID: getpid()))),
                    .init(service: SocketService(server: server)),
                    .init(service: RecoveryService(runtime: runtime, changes: changes.recovery)),
                    .init(
                        service: StatusService(
                            runtime: runtime, notifier: notifier, changes: changes.status)),
                    .init(
                        service: EndingService(damages: damages),
                        failureTerminationBehavior: .gracefullyShutdownGroup),
                    // The last in this list is the first to hear of the shutdown.
                    .init(
                        service: DrainingService {
                            tell(notifier, .stopping, .status("Draining"), logger)
                        }),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        tell(notifier, .ready, .status(await runtime.statusLine()), logger)
        logger.notice(
            "ready on \(options.locations.socket)", metadata: LoggedEvent.ready.with())
        try await group.run()
        await runtime.engine.stop()
        try await runtime.store.close()
        tell(notifier, .stopping, .status("Stopped"), logger)
        logger.notice("stopped", metadata: LoggedEvent.stopping.with())
    }

    private func makeLogger() -> Logger {
        let destination = LogDestination.choose(environment)
        return Logger(label: "scrutinyd") { label in
            destination.handler(label: label, identifier: "scrutinyd")
        }
    }

    private func makeServer(
        _ runtime: DaemonRuntime, logger: Logger
    ) throws(StartFailure) -> VarlinkServer {
        let control = ControlServer(
            engine: runtime.engine,
            identity: DaemonIdentity(version: Self.version, zone: runtime.zone),
            directory: runtime.directory(options), manager: runtime, logger: logger)
        let service = ServiceInformation(
            vendor: "scrutinyd", product: "scrutinyd", version: Self.version,
            url: "https://scrutinyd.org")
        do {
            return try VarlinkServer(
                listener: try listener(), service: service, interfaces: control.interfaces,
                limits: runtime.socketLimits
            ) { control.log($0) }
        } catch {
            throw StartFailure("The control socket cannot be opened: \(error)")
        }
    }

    /// The socket systemd passed, or one of the daemon's own.
    private func listener() throws -> Listener {
        let passed = try ListenDescriptors.take().descriptors
        if let first = passed.first {
            return try Listener.inherited(first.number)
        }
        return try Listener.bound(to: options.locations.socket)
    }

    private func tell(
        _ notifier: ServiceNotifier, _ first: ServiceMessage, _ second: ServiceMessage,
        _ logger: Logger
    ) {
        do {
            try notifier.send(first, second)
        } catch {
            logger.warning("systemd could not be told: \(error)")
        }
    }
}
