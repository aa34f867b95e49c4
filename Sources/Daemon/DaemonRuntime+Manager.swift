import Configuration
import ControlProtocol
import ControlServer
import Deadlines
import Documents
import Engine
import Logging
import Notifications
import SQLiteStore
import Synchronization

extension DaemonRuntime: ManagerOperations {
    func check() async throws -> [Manager.Diagnostic] {
        do {
            let older = try await Self.storedDefinitions(watched)
            return try Settings.read(locations, older: older, logger: logger).warnings.map(\.wire)
        } catch let refused as Settings.Refused {
            return refused.diagnostics.map(\.wire)
        }
    }

    func reload(as actor: Actor) async throws -> Manager.Reload.Reply {
        let older = try await Self.storedDefinitions(watched)
        let new: Settings
        do {
            new = try Settings.read(locations, older: older, logger: logger)
        } catch {
            logger.error(
                "the reload is refused, what was in force stays",
                metadata: LoggedEvent.configurationRefused.with())
            for diagnostic in error.diagnostics { log(refused: diagnostic) }
            throw ControlError.reloadRefused(diagnostics: error.diagnostics.map(\.wire))
        }
        let unversioned = await changedWithoutVersion(new.library.files)
        guard unversioned.isEmpty else {
            for diagnostic in unversioned { log(refused: diagnostic) }
            throw ControlError.reloadRefused(diagnostics: unversioned.map(\.wire))
        }
        let before = await engine.currentLibrary
        logCalendars(try await engine.submit(Submission(.adopt(new.library), actor: actor)))
        settings.withLock { $0 = new }
        try await noteSchedules()
        await pump.adopt(channels: new.channels, policies: new.policies)
        let changes = Self.changes(from: before, to: await engine.currentLibrary)
        logger.notice("reloaded", metadata: LoggedEvent.reloaded.with())
        return Manager.Reload.Reply(changes: changes, diagnostics: new.warnings.map(\.wire))
    }

    private func log(refused diagnostic: Diagnostic) {
        let isConfiguration =
            diagnostic.file == locations.configurationFile
            || diagnostic.file.hasPrefix(locations.dropInDirectory + "/")
        let event: LoggedEvent = isConfiguration ? .configurationRefused : .definitionRefused
        logger.error("\(diagnostic)", metadata: event.with())
    }

    private static func changes(from old: Library, to new: Library) -> [String] {
        var changes: [String] = []
        for (name, entry) in new.current.sorted(by: { $0.key < $1.key })
        where old.current[name]?.id != entry.id {
            changes.append("workflow \(entry.id)")
        }
        for name in old.current.keys.sorted() where new.current[name] == nil {
            changes.append("workflow \(name) is gone")
        }
        for (name, calendar) in new.calendars.sorted(by: { $0.key < $1.key })
        where old.calendars[name] != calendar {
            changes.append("calendar \(name) version \(calendar.version)")
        }
        return changes
    }

    func backUp(as actor: Actor) async throws -> Manager.Backup.Reply {
        let folder = Backups(stateDirectory: locations.stateDirectory)
        let made = try await folder.make(of: store, at: engine.now())
        logger.notice(
            "backed up to \(made.path), head \(made.position):\(made.head), for \(actor.name)",
            metadata: LoggedEvent.backedUp.with())
        return made
    }

    func scrub() async throws -> [String] {
        try await store.scrub()
        try await watched.transaction { try $0.setMeta(Meta.owesClearing, "no") }
        return try Backups(stateDirectory: locations.stateDirectory).files()
    }

    /// Clears the files where the daemon ended between a redaction and the clearing after it.
    func makeUpForClearing() async {
        do {
            guard try await watched.read({ try $0.meta(Meta.owesClearing) }) == "yes" else {
                return
            }
            _ = try await scrub()
            logger.notice("the store's files are cleared of what was redacted")
        } catch {
            logger.error(
                "the store's files could not be cleared of what was redacted: \(error)",
                metadata: LoggedEvent.storeFailed.with())
        }
    }

    func acceptClock(as actor: Actor) async throws {
        _ = try await engine.acceptClock(as: actor)
        await adoptCalendars()
    }

    func advanceClock(to moment: Instant, asleep: Bool) async throws -> ClockAdvance {
        guard case .virtual(let virtual) = clock else { throw ControlError.clockNotVirtual }
        var advance = ClockAdvance(fired: 0, delivered: 0)
        try await pump.deliverReady()
        if !asleep {
            // Each due moment and each retry comes at its own instant.
            while let next = try await nextMoment(), next <= moment {
                if next > virtual.now() { virtual.set(next) }
                advance.delivered += try await scheduler.wakeAll(through: virtual.now())
                try await pump.deliverReady()
                advance.fired += 1
            }
        }
        if moment > virtual.now() { virtual.set(moment) }
        advance.delivered += try await scheduler.wakeAll(through: virtual.now())
        try await pump.deliverReady()
        return advance
    }

    private func nextMoment() async throws -> Instant? {
        let wake = try await engine.nextWake()
        let attempt = try await pump.nextAttempt()
        return [wake, attempt].compactMap(\.self).min()
    }

    func retryDelivery(
        _ id: String, request: GivenRequest?, as actor: Actor
    ) async throws -> Manager.RetryDelivery.Reply {
        if let doubt = try await engine.clockDoubt() { throw EngineError.clockNotTrusted(doubt) }
        let now = engine.now()
        let (reply, retried) = try await watched.transaction { store in
            var retried: Delivery?
            let reply = try store.answerOnce(request?.forEngine, at: now) {
                guard var delivery = try store.delivery(id) else {
                    throw ControlError.noSuchDelivery(id: id, nearest: [])
                }
                guard delivery.status == .dead else {
                    throw ControlError.refusedByState(
                        id: id, reason: "it is \(delivery.status.rawValue) and was not given up")
                }
                guard !delivery.isEmptied, delivery.address != Redaction.mark else {
                    throw ControlError.refusedByState(
                        id: id, reason: "it was redacted: nothing is left to hand over")
                }
                delivery.status = .pending
                delivery.nextAttemptAt = now
                delivery.notAfter = max(
                    delivery.notAfter, now.adding(milliseconds: 86_400_000))
                try store.update(delivery)
                retried = delivery
                return Manager.RetryDelivery.Reply(status: delivery.status.rawValue)
            }
            return (reply, retried)
        }
        if let retried {
            log(retried, askedForBy: actor)
            clock.wall.interrupt()
        }
        return reply
    }

    private func log(_ delivery: Delivery, askedForBy actor: Actor) {
        var fields = [
            "scrutiny-id": delivery.scrutiny, "scrutiny-deadline": delivery.family,
            "scrutiny-channel": delivery.channel, "scrutiny-delivery": delivery.id,
        ]
        fields["scrutiny-actor-uid"] = actor.uid.map { String($0) }
        logger.notice(
            "tried again, as \(actor.name) asks: \(delivery.subject)",
            metadata: LoggedEvent.retryAsked.with(fields))
    }
}

extension Diagnostic {
    /// The diagnostic as the control socket tells it.
    var wire: Manager.Diagnostic {
        Manager.Diagnostic(
            file: file, line: line, column: column, severity: severity.rawValue,
            text: text.isEmpty ? nil : text, reason: reason, remedy: remedy)
    }
}
