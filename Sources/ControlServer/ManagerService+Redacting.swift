import ControlProtocol
import Engine
import Logging
import Varlink

extension ManagerService {
    /// Takes what people wrote out of one history entry, or says what that would be.
    func redact(
        _ call: Manager.Redact, _ peer: PeerCredentials
    ) async throws -> Manager.Redact.Reply {
        guard call.reason.contains(where: { !$0.isWhitespace }) else {
            throw VarlinkError.invalidParameter("reason")
        }
        let keeping = Set(call.keep)
        let plan = try await engine.read { store, library in
            try RedactionPlan(
                call.sequence, of: call.id, keeping: keeping, in: store, library: library)
        }
        if plan.repeats(call.reason) {
            throw ControlError.refusedByState(
                id: call.id, reason: "the reason repeats what is taken out: word it otherwise.")
        }
        if call.dryRun == true {
            return Manager.Redact.Reply(
                cleared: false, texts: plan.removed, remarks: plan.remarks)
        }
        let given = try GivenRequest(call.request, of: call, uid: peer.uid)
        let answer = try await engine.submit(
            Submission(
                .redact(call.sequence, of: call.id, keeping: keeping, reason: call.reason),
                actor: directory.actor(of: peer),
                request: given.map { (key: $0.key, parametersHash: $0.parametersHash) }))
        let isChanged = answer.outcome == .changed
        let (isCleared, remarks) = await clear(peer, isChanged: isChanged)
        if isChanged {
            logger.notice(
                "entry \(call.sequence) of \(call.id) was redacted",
                metadata: .caller(peer.uid, LoggedEvent.redacted))
        }
        return Manager.Redact.Reply(
            sequence: isChanged ? answer.sequence : nil, cleared: isCleared, texts: [],
            remarks: answer.flags + remarks)
    }

    /// Clears the store's files, and says where the texts may stand still. The redaction is
    /// committed: a failure here must not be told as one of that.
    private func clear(
        _ peer: PeerCredentials, isChanged: Bool
    ) async -> (isCleared: Bool, remarks: [String]) {
        do {
            let files = try await operations.scrub()
            guard isChanged, !files.isEmpty else { return (true, []) }
            return (
                true,
                [
                    "Copies made before hold the texts still: \(files.joined(separator: ", ")). "
                        + "Delete them, and copies of them, once there is a new backup."
                ]
            )
        } catch {
            logger.error(
                "the store's files could not be cleared: \(error)",
                metadata: .caller(peer.uid, LoggedEvent.storeFailed))
            return (
                false,
                [
                    "The store's files may hold the texts still, for they could not be cleared "
                        + "(\(error)) Remove the cause, and redact again."
                ]
            )
        }
    }
}
