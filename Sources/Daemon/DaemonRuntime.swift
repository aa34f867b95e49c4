import Configuration
import ControlServer
import Deadlines
import Documents
import Engine
import Foundation
import Logging
import Notifications
import SQLiteStore
import Synchronization
import Varlink
import WorkflowFiles

/// A running daemon's parts.
final class DaemonRuntime: Sendable {
    let store: SQLiteStore
    /// The same store, its failures taken note of: what everything but opening and closing uses.
    let watched: WatchedStore
    let standing: Standing
    let engine: ScrutinyEngine
    let scheduler: Scheduler
    let pump: DeliveryPump
    let clock: DaemonClock
    let zone: any TimeZoneRules
    let locations: Locations
    let logger: Logger
    /// What the files say, as last read without errors.
    let settings: Mutex<Settings>

    /// Opens the store, reads the settings, ends what a former process left open.
    ///
    /// - Throws: ``StartFailure``.
    static func start(_ options: DaemonOptions, logger: Logger) async throws -> DaemonRuntime {
        let standing = Standing(logger: logger)
        let store = try openStore(options.locations, standing)
        do {
            return try await DaemonRuntime(
                options, store: store, standing: standing, logger: logger)
        } catch let failure as StoreError {
            // Not closed: what cannot be read is not to be written to.
            throw StartFailure(failure)
        } catch {
            try? await store.close()
            throw error
        }
    }

    private init(
        _ options: DaemonOptions, store: SQLiteStore, standing: Standing, logger: Logger
    ) async throws {
        self.store = store
        self.standing = standing
        let watched = WatchedStore(store, for: standing)
        self.watched = watched
        self.logger = logger
        locations = options.locations
        let older = try await Self.storedDefinitions(watched)
        let settings: Settings
        do {
            settings = try Settings.read(locations, older: older, logger: logger)
        } catch {
            let lines = error.diagnostics.map(\.description).joined(separator: "\n")
            throw StartFailure("The configuration is refused:\n\(lines)", exitCode: 6)
        }
        for warning in settings.warnings { logger.warning("\(warning)") }
        guard let zone = SystemZone.named(settings.configuration.timeZone) else {
            throw StartFailure("There is no time zone \(settings.configuration.timeZone).")
        }
        self.zone = zone
        clock = try await Self.makeClock(options, store: watched, zone: zone, logger: logger)
        let kept = try await watched.read { try KeptCalendars($0) }
        engine = ScrutinyEngine(
            store: watched, clock: clock.wall, library: settings.library.amended(by: kept),
            logger: logger, standing: standing)
        scheduler = Scheduler(engine: engine, clock: clock.wall, logger: logger)
        pump = DeliveryPump(
            store: watched, clock: clock.wall, channels: settings.channels,
            policies: settings.policies, logger: logger)
        self.settings = Mutex(settings)
        do {
            try await pump.recover()
        } catch let failure as StoreError where failure.code.mayPass {
            // The standing has told of it, and the pump makes up for it: until then it can be
            // looked at.
        }
        await adoptCalendars()
        try await noteSchedules()
        await makeUpForClearing()
    }

    /// Lets the engine take note of the schedules that are on. Where the clock is not to be
    /// trusted, or the store takes nothing, the first wake that can makes up for it.
    func noteSchedules() async throws {
        do {
            _ = try await engine.submit(Submission(.schedulesChanged, actor: .daemon))
        } catch EngineError.clockNotTrusted {
            logger.notice("schedules begin when the clock is to be trusted")
        } catch let failure as StoreError where failure.code.mayPass {
            logger.notice("schedules begin when the store takes changes again")
        }
    }

    private static func openStore(
        _ locations: Locations, _ standing: Standing
    ) throws -> SQLiteStore {
        let folder = locations.stateDirectory
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o750])
            return try SQLiteStore(path: Daemon.storePath(in: folder)) { standing.note($0) }
        } catch let error as StoreError {
            throw StartFailure(error)
        } catch {
            throw StartFailure("The state directory \(folder) cannot be used: \(error)")
        }
    }

    /// Definitions that scrutinies run by, read from the texts the store keeps.
    static func storedDefinitions(_ store: any ScrutinyStore) async throws -> [Library.Entry] {
        let texts = try await store.read { reader in
            try reader.definitions().compactMap { id in
                try reader.definitionText(id).map { (id, $0) }
            }
        }
        return try texts.map { id, text in
            let file = DefinitionFile.read(text, file: "\(id)", hash: id.hash)
            guard let definition = file.definition else {
                let lines = file.diagnostics.map(\.description).joined(separator: "\n")
                throw StartFailure(
                    "The stored definition \(id) cannot be read by this version:\n\(lines)")
            }
            return Library.Entry(id: id, definition: definition, text: text)
        }
    }

    /// The clock, and the mark of its kind in the store.
    private static func makeClock(
        _ options: DaemonOptions, store: any ScrutinyStore, zone: any TimeZoneRules, logger: Logger
    ) async throws -> DaemonClock {
        let (kind, last) = try await store.read { reader in
            (try reader.meta(Meta.clock), try reader.meta(Meta.lastCommit).flatMap { Int64($0) })
        }
        let clock: DaemonClock
        if let begins = options.virtualClock {
            let moment = zone.instant(of: begins)
            let latest = last.map { Instant(milliseconds: $0) } ?? moment
            clock = .virtual(VirtualClock(at: max(moment, latest)))
        } else {
            clock = .system(
                try SystemClock {
                    logger.notice(
                        "the system clock was set", metadata: LoggedEvent.clockSet.with())
                })
        }
        if let kind, kind != clock.word {
            throw StartFailure(
                "The store in \(options.locations.stateDirectory) has lived on \(kind) time. "
                    + (clock.isVirtual
                        ? "Use --virtual-clock with another --state-directory."
                        : "Use another --state-directory, or --virtual-clock."),
                exitCode: 5)
        }
        let word = clock.word
        try await store.transaction { try $0.setMeta(Meta.clock, word) }
        return clock
    }

    var socketLimits: ServerLimits {
        let configured = settings.withLock { $0.configuration.limits }
        var limits = ServerLimits()
        limits.connections = configured.connections
        limits.connectionsPerUser = configured.connectionsPerUser
        limits.message = configured.messageBytes
        limits.messageTime = configured.messageTime
        return limits
    }
}
