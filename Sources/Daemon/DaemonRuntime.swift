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
        let store = try openStore(options.locations)
        do {
            return try await DaemonRuntime(options, store: store, logger: logger)
        } catch {
            try? await store.close()
            throw error
        }
    }

    private init(
        _ options: DaemonOptions, store: SQLiteStore, logger: Logger
    ) async throws {
        self.store = store
        self.logger = logger
        locations = options.locations
        let older = try await Self.storedDefinitions(store)
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
        clock = try await Self.makeClock(options, store: store, zone: zone, logger: logger)
        engine = ScrutinyEngine(
            store: store, clock: clock.wall, library: settings.library, logger: logger)
        scheduler = Scheduler(engine: engine, clock: clock.wall, logger: logger)
        pump = DeliveryPump(
            store: store, clock: clock.wall, channels: settings.channels,
            policies: settings.policies, logger: logger)
        self.settings = Mutex(settings)
        try await pump.recover()
    }

    private static func openStore(_ locations: Locations) throws -> SQLiteStore {
        let folder = locations.stateDirectory
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o750])
            return try SQLiteStore(path: Daemon.storePath(in: folder))
        } catch let error as StoreError {
            throw StartFailure(
                "\(error)", exitCode: error.code == .busy || error.code == .newer ? 5 : 1)
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
        _ options: DaemonOptions, store: SQLiteStore, zone: any TimeZoneRules, logger: Logger
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

    /// What systemd shows in `systemctl status`.
    func statusLine() async -> String {
        do {
            let (next, open) = try await store.read { reader in
                (try reader.nextWake(), try reader.count(ScrutinyFilter(isOpen: true)))
            }
            let due = next.map { "next due \(zone.civil(at: $0))" } ?? "nothing due"
            return "\(open) open scrutinies, \(due)"
        } catch {
            return "The store cannot be read: \(error)"
        }
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
