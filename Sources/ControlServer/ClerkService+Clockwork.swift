import ControlProtocol
import Deadlines
import Engine
import Varlink
import Workflows

/// Clocks that stop, start and get more time; entries that are put right. Each can be shown before
/// it is done.
extension ClerkService {
    func serveClockwork(_ interface: inout ServedInterface) {
        interface.answer(
            Clerk.Hold.self, logger: logger, about: { FailureSubject(id: $0.id) }
        ) { call, peer in
            let command = Command.hold(
                from: try Self.day(call.occurred), reason: try Self.reason(call.reason))
            return try await act(
                command, on: call.id, for: call, isDryRun: call.dryRun,
                request: call.request, by: peer)
        }
        interface.answer(
            Clerk.Resume.self, logger: logger, about: { FailureSubject(id: $0.id) }
        ) { call, peer in
            let command = Command.resume(on: try Self.day(call.occurred))
            return try await act(
                command, on: call.id, for: call, isDryRun: call.dryRun, note: call.note,
                request: call.request, by: peer)
        }
        interface.answer(
            Clerk.Extend.self, logger: logger, about: { FailureSubject(id: $0.id) }
        ) { call, peer in
            guard let deadline = DeadlineID(call.deadline) else {
                throw ControlError.noSuchDeadline(
                    id: call.id, deadline: call.deadline, nearest: [])
            }
            let command = Command.extend(
                deadline, try Self.extra(call), reason: try Self.reason(call.reason))
            return try await act(
                command, on: call.id, for: call, isDryRun: call.dryRun,
                request: call.request, by: peer)
        }
        interface.answer(
            Clerk.Correct.self, logger: logger, about: { FailureSubject(id: $0.id) }
        ) { call, peer in
            guard call.occurred != nil || call.facts?.isEmpty == false else {
                throw VarlinkError.invalidParameter("occurred")
            }
            let command = Command.correct(
                sequence: call.sequence, event: call.event, item: try Self.item(call.item),
                occurred: try call.occurred.map { try Recording.Occurred($0, absent: .unknown) },
                facts: try call.facts.map { try [GivenFact]($0) },
                reason: try Self.reason(call.reason))
            return try await act(
                command, on: call.id, for: call, isDryRun: call.dryRun,
                request: call.request, by: peer)
        }
        interface.answer(
            Clerk.Retract.self, logger: logger, about: { FailureSubject(id: $0.id) }
        ) { call, peer in
            let command = Command.retract(
                sequence: call.sequence, reason: try Self.reason(call.reason))
            return try await act(
                command, on: call.id, for: call, isDryRun: call.dryRun,
                request: call.request, by: peer)
        }
    }

    private func act<Method: ControlMethod>(
        _ command: Command, on id: String, for call: Method, isDryRun: Bool?, note: String? = nil,
        request: String?, by peer: PeerCredentials
    ) async throws -> Clerk.Receipted {
        if isDryRun == true {
            return Clerk.Receipted(receipt: try await preview(command, on: id, by: peer))
        }
        return Clerk.Receipted(
            receipt: try await submit(
                .command(command, on: id), for: call, request: request, note: note, by: peer
            ).receipt)
    }

    /// What a command would make so, found by doing it and undoing it.
    private func preview(
        _ command: Command, on id: String, by peer: PeerCredentials
    ) async throws -> Clerk.Receipt {
        let zone = identity.zone
        let submission = Submission(.command(command, on: id), actor: directory.actor(of: peer))
        return try await engine.rehearse(submission) { answer, store, library in
            Clerk.Receipt(
                id: id, states: answer.states,
                lines: answer.outcome == .changed
                    ? try Self.lines(of: answer, in: store, library, zone) : [])
        }
    }

    // MARK: Reading

    private static func reason(_ text: String) throws -> String {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw VarlinkError.invalidParameter("reason")
        }
        return text
    }

    private static func day(_ text: String?) throws -> CivilDate? {
        guard let text else { return nil }
        if let day = CivilDate(iso: text) { return day }
        throw ControlError.invalidTime(
            value: text, reason: "it is no day", remedy: "Write a day as 2018-01-26.")
    }

    private static func item(_ text: String?) throws -> ItemID? {
        guard let text else { return nil }
        guard let item = ItemID(text) else { throw VarlinkError.invalidParameter("item") }
        return item
    }

    private static func extra(_ call: Clerk.Extend) throws -> Extra {
        switch (call.to, call.by) {
        case (let to?, nil):
            guard let day = try day(to) else { throw VarlinkError.invalidParameter("to") }
            return .to(day)
        case (nil, let by?):
            do {
                return .by(try Span(parsing: by))
            } catch {
                throw ControlError.invalidTime(
                    value: by, reason: error.reason, remedy: error.remedy)
            }
        case (nil, nil), (_?, _?): throw VarlinkError.invalidParameter("to")
        }
    }
}
