import ControlProtocol
import ControlServer
import Deadlines
import Documents
import Engine
import Logging
import Synchronization
import WorkflowFiles

extension DaemonRuntime {
    func importCalendar(
        _ call: Manager.ImportCalendar, request: GivenRequest?, as actor: Actor
    ) async throws -> Manager.ImportCalendar.Reply {
        let hash = sha256(call.text)
        let order = try order(call, hash: hash)
        do {
            guard call.dryRun != true else {
                let now = engine.now()
                return try await engine.read { store, library in
                    try CalendarOutcome.foreseen(
                        order, store: store, library: library, at: now, by: actor)
                }.reply(hash: hash)
            }
            let answer = try await engine.submit(
                Submission(
                    .importDays(order), actor: actor, request: request?.forEngine))
            logCalendars(
                answer, because: "; from \(order.source), sha256 \(hash), by \(actor.name)")
            return (answer.calendars ?? .none).reply(hash: hash)
        } catch let refused as ImportRefused {
            throw ControlError.importRefused(
                diagnostics: refused.problems.map { problem in
                    Manager.Diagnostic(
                        file: call.source, severity: "error", text: problem.text,
                        reason: problem.reason, remedy: problem.remedy)
                })
        }
    }

    private func order(
        _ call: Manager.ImportCalendar, hash: String
    ) throws -> CalendarOrder {
        let read = HolidayFile.read(
            call.text, file: call.source, calendar: call.calendar, zone: zone)
        guard !read.lists.isEmpty else {
            throw ControlError.importRefused(diagnostics: read.diagnostics.map(\.wire))
        }
        let missing = try call.missing.map { word in
            guard let missing = CalendarOrder.Missing(rawValue: word) else {
                throw ControlError.importRefused(diagnostics: [Self.unknown(word, call)])
            }
            return missing
        }
        return CalendarOrder(
            lists: read.lists, source: call.source, hash: hash, missing: missing ?? .refuse,
            today: zone.civil(at: engine.now()).date)
    }

    private static func unknown(
        _ word: String, _ call: Manager.ImportCalendar
    ) -> Manager.Diagnostic {
        let words = CalendarOrder.Missing.allCases.map(\.rawValue).joined(separator: ", ")
        return Manager.Diagnostic(
            file: call.source, severity: "error", text: word,
            reason: "this does not say what becomes of missing days",
            remedy: "Choose one of: \(words).")
    }

    /// Tells the journal in what calendars became others.
    func logCalendars(_ answer: Answer, because: String = "") {
        for difference in answer.calendars?.differences ?? [] {
            logger.notice(
                "\(difference.reason)\(because)", metadata: LoggedEvent.calendarChanged.with())
        }
    }

    /// Computes anew what rests on calendars that changed while the daemon was down. What stands
    /// in the way must not keep it from starting.
    func adoptCalendars() async {
        let files = settings.withLock { $0.library }
        do {
            logCalendars(try await engine.submit(Submission(.adopt(files), actor: .daemon)))
        } catch {
            logger.error(
                "dates could not be computed anew by the calendars as they are now: \(error)",
                metadata: LoggedEvent.storeFailed.with())
        }
    }

    /// Calendars that end soon, a sentence each.
    func calendarFindings() async -> [String] {
        let library = await engine.currentLibrary
        return CalendarCheck.findings(
            library.calendars.values.sorted { $0.name < $1.name }
                .map { ($0.name, $0.coverage) },
            today: zone.civil(at: engine.now()).date)
    }

    /// That a calendar's file has changed and its version has not: dates are told with the version
    /// they were counted by.
    func changedWithoutVersion(_ files: [WorkingCalendar]) async -> [Diagnostic] {
        let old = await engine.currentLibrary.files
        return files.filter { new in
            old.contains { $0.label == new.label && CalendarDifference(from: $0, to: new) != nil }
        }.map { calendar in
            Diagnostic(
                file: "calendars/\(calendar.name).yaml", at: .start,
                text: "version: \(calendar.version)",
                reason: "the calendar has changed but its version has not",
                remedy: "give it another version")
        }
    }
}
