import ControlProtocol
import Deadlines
import Engine
import Logging
import Varlink
import Workflows

/// Answers the methods of `org.scrutinyd.Clerk`.
struct ClerkService: Sendable {
    let engine: ScrutinyEngine
    let identity: DaemonIdentity
    let directory: CallerDirectory
    let logger: Logger

    /// The interface with its handlers.
    func served(gate: @escaping ServedInterface.Gate) -> ServedInterface {
        var interface = ServedInterface(Clerk.description, gate: gate)
        serveWork(&interface)
        serveDecisions(&interface)
        serveClockwork(&interface)
        interface.answer(
            Clerk.Import.self, logger: logger,
            about: { FailureSubject(id: $0.id, facts: $0.facts) }
        ) { call, peer in try await bringIn(call, peer) }
        return interface
    }

    private func serveWork(_ interface: inout ServedInterface) {
        interface.answer(
            Clerk.Open.self, logger: logger,
            about: { FailureSubject(id: $0.id, facts: $0.facts) }
        ) { call, peer in try await open(call, peer) }
        interface.answer(
            Clerk.Record.self, logger: logger,
            about: { call in
                FailureSubject(
                    id: Self.scrutiny(of: call.parts.first), parts: call.parts,
                    event: call.event, facts: call.facts)
            }
        ) { call, peer in try await record(call, peer) }
        interface.answer(
            Clerk.Set.self, logger: logger,
            about: { call in
                FailureSubject(
                    id: Self.scrutiny(of: call.part), parts: [call.part], facts: call.facts)
            }
        ) { call, peer in try await set(call, peer) }
        interface.answer(
            Clerk.AddItem.self, logger: logger,
            about: { FailureSubject(id: $0.id, facts: $0.facts) }
        ) { call, peer in try await addItem(call, peer) }
    }

    private func serveDecisions(_ interface: inout ServedInterface) {
        interface.answer(
            Clerk.Assign.self, logger: logger, about: { FailureSubject(id: $0.id) }
        ) { call, peer in try await assign(call, peer) }
        interface.answer(
            Clerk.Withdraw.self, logger: logger, about: { FailureSubject(id: $0.id) }
        ) { call, peer in try await withdraw(call, peer) }
        interface.answer(
            Clerk.Acknowledge.self, logger: logger, about: { FailureSubject(id: $0.id) }
        ) { call, peer in try await acknowledge(call, peer) }
    }

    /// The scrutiny that a part's name begins with.
    private static func scrutiny(of part: String?) -> String {
        String((part ?? "").prefix { $0 != "/" })
    }
}

extension ClerkService {
    /// Submits what a call asks for, and answers with what became so.
    func submit<Method: ControlMethod>(
        _ subject: Submission.Subject, for call: Method, request: String?, note: String?,
        expected: Int? = nil, by peer: PeerCredentials
    ) async throws -> (answer: Answer, receipt: Clerk.Receipt) {
        let given = try GivenRequest(request, of: call, uid: peer.uid)
        let submission = Submission(
            subject, actor: directory.actor(of: peer),
            request: given?.forEngine, expected: expected,
            note: note.flatMap { $0.isEmpty ? nil : $0 })
        let answer = try await engine.submit(submission)
        let lines = answer.outcome == .changed ? await self.lines(of: answer, by: peer) : []
        let receipt = Clerk.Receipt(
            id: answer.id, sequence: answer.outcome == .changed ? answer.sequence : nil,
            states: answer.states, lines: lines)
        return (answer, receipt)
    }

    /// Whether a call was answered before: then it gets its first answer, whatever changed since,
    /// and what it names need not be known any more.
    func isAnswered<Method: ControlMethod>(
        _ call: Method, request: String?, by peer: PeerCredentials
    ) async throws -> Bool {
        guard let given = try GivenRequest(request, of: call, uid: peer.uid) else { return false }
        return try await engine.read { store, _ in try store.request(given.key) != nil }
    }

    /// What the entry just written made so. It is committed: a failure to read it back is logged
    /// and must not be told as one to commit.
    private func lines(of answer: Answer, by peer: PeerCredentials) async -> [String] {
        do {
            let zone = identity.zone
            return try await engine.read { store, library in
                try Self.lines(of: answer, in: store, library, zone)
            }
        } catch {
            logger.error(
                "entry \(answer.sequence) of \(answer.id) was written and cannot be read: \(error)",
                metadata: .caller(peer.uid, LoggedEvent.storeFailed))
            return []
        }
    }

    /// Of so many other scrutinies a receipt says what became of them.
    private static let mostOthers = 20

    /// What an answer's entry made so, and those of other scrutinies that follow from it.
    static func lines(
        of answer: Answer, in store: any StoreReader, _ library: Library,
        _ zone: any TimeZoneRules
    ) throws -> [String] {
        func lines(_ id: String, _ sequence: Int) throws -> [String] {
            let state = try store.scrutiny(id)
            let definition = state.flatMap { library.all[$0.definition] }
            let lines = EffectLines(
                definition: definition,
                zone: definition.flatMap { library.zone($0.timeZone) } ?? zone)
            let entry = try store.entry(sequence, of: id)
            return lines.lines(of: entry?.payload.effects ?? [])
        }
        let others = answer.others ?? []
        let named = try others.prefix(mostOthers).flatMap { other in
            try lines(other.id, other.sequence).map { "\(other.id): \($0)" }
        }
        let more = others.count - mostOthers
        return try lines(answer.id, answer.sequence) + named
            + (more > 0 ? ["\(more) more scrutinies changed with it"] : [])
    }
}
