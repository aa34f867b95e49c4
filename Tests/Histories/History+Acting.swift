import Deadlines
import Engine

extension History {
    /// Asks for a command, with a fault that may strike it; what became of it is checked, and what
    /// was not answered is asked again under the same request id, as clients do.
    func ask(
        _ subject: Submission.Subject, expected: Int? = nil, fault: Fault? = nil
    ) async throws {
        nextRequest += 1
        tally.commands += 1
        let key = RequestKey(uid: 1000, method: "org.scrutinyd.Clerk", id: "r-\(nextRequest)")
        let submission = Submission(
            subject, actor: Self.clerk, request: (key, "hash-\(nextRequest)"), expected: expected)
        medium.remember(key)
        let isStale = try await isStale(submission)
        let accepted = tally.accepted
        if let struck = try await attempt(submission, fault: fault) {
            // Asked again without a fault: it is answered now, and not done a second time.
            let before = try await medium.image()
            let again = try await attempt(submission, fault: nil)
            try insist(again == nil, "a command asked again is not answered")
            if struck.isCommitted {
                try await expectUnchanged(since: before, "a command that had been committed")
            }
        }
        let isRefused = tally.accepted == accepted
        try insist(isRefused || !isStale, "a command on an outdated state was accepted")
    }

    private func isStale(_ submission: Submission) async throws -> Bool {
        guard let expected = submission.expected, case .command(_, let id) = submission.subject
        else { return false }
        return try await medium.store.read { try $0.scrutiny(id)?.sequence } != expected
    }

    /// Submits once; the fault that struck, where there is no answer.
    private func attempt(_ submission: Submission, fault: Fault?) async throws -> Fault? {
        let before = try await medium.image()
        daemon.store.arm(fault)
        defer { daemon.store.arm(nil) }
        do {
            let answer = try await daemon.engine.submit(submission)
            try await note(answer, to: submission)
            return nil
        } catch let refusal where refusal is Refusal || refusal is EngineError {
            tally.refused += 1
            try await expectUnchanged(since: before, "a refused command (\(refusal))")
            return nil
        } catch {
            return try await settle(after: error)
        }
    }

    private func note(_ answer: Answer, to submission: Submission) async throws {
        tally.accepted += 1
        let head = try await medium.store.read { try $0.head().hash }
        answered.append(
            AnsweredCommand(
                submission: submission, answer: try CanonicalJSON.text(answer), at: clock.now(),
                head: head))
        if case .open(let workflow, let opening) = submission.subject {
            note(opening.id, of: workflow)
        }
        if case .bringIn(let workflow, let opening, _, _, _) = submission.subject {
            note(opening.id, of: workflow)
        }
    }

    private func note(_ id: String, of workflow: String) {
        if opened[workflow]?.contains(id) != true { opened[workflow, default: []].append(id) }
    }

    /// After a planned fault: it left what was there just before it, or all of what was committed;
    /// after the end of the process the daemon is started again.
    ///
    /// - Returns: the fault that struck.
    @discardableResult
    func settle(after error: any Error) async throws -> Fault {
        let store = daemon.store
        guard let struck = store.struck else { throw error }
        let after = try await medium.image()
        if let before = store.before {
            if struck.isCommitted {
                try await expectTornLogs(before: before, after: after)
            } else {
                let differences = before.differences(from: after)
                try insist(
                    differences.isEmpty, "after \(struck) the store differs in \(differences)")
            }
        }
        if store.hasCrashed { try await restart(expecting: after) }
        return struck
    }

    /// A log that was cut off while the last transaction was written gives the commit before it,
    /// or it.
    private func expectTornLogs(before: StoreImage, after: StoreImage) async throws {
        guard let medium = medium as? SQLiteMedium, let size = daemon.store.logSizeBefore,
            medium.logSize > size
        else { return }
        // Dice of its own: the store in memory has no log, and must see the same history.
        var dice = Dice(seed: seed, for: "log \(size)")
        for share in [0, dice.roll(100), 99] {
            tally.tornLogs += 1
            let image = try await medium.imageOfTornCopy(from: size, share: share)
            try insist(
                image == before,
                "a log cut off in the last commit gives another store than the commit before: "
                    + "\(image.differences(from: before)), \(image.differences(from: after))")
        }
    }

    func expectUnchanged(since before: StoreImage, _ what: String) async throws {
        let differences = try await medium.image().differences(from: before)
        try insist(differences.isEmpty, "\(what) changed \(differences)")
    }

    /// Sends an answered request again: it gets its first answer, byte for byte, and changes
    /// nothing; with other parameters it is refused.
    func askAgain() async throws {
        let remembered = answered.filter { $0.at >= forgottenBefore }
        guard let old = dice.pick(remembered) else { return }
        begin("a request is sent again")
        try await expectFirstAnswer(to: old)
        guard let request = old.submission.request, dice.oneIn(3) else { return }
        var other = old.submission
        other.request = (request.key, "another hash")
        let before = try await medium.image()
        do {
            _ = try await daemon.engine.submit(other)
            throw BrokenPromise("a request id with other parameters was accepted")
        } catch EngineError.requestReused {
            try await expectUnchanged(since: before, "a reused request id")
        }
    }

    func expectFirstAnswer(to old: AnsweredCommand) async throws {
        let before = try await medium.image()
        let answer = try await daemon.engine.submit(old.submission)
        let text = try CanonicalJSON.text(answer)
        try insist(
            text == old.answer, "a request sent again got \(text), at first it was \(old.answer)")
        try await expectUnchanged(since: before, "a request sent again")
        tally.repeated += 1
    }

    /// Several commands in one transaction: those refused must not undo those accepted.
    func askTogether(_ subjects: [Submission.Subject]) async throws {
        let submissions = subjects.map { subject -> Submission in
            nextRequest += 1
            tally.commands += 1
            let key = RequestKey(
                uid: 1000, method: "org.scrutinyd.Clerk", id: "r-\(nextRequest)")
            medium.remember(key)
            return Submission(
                subject, actor: Self.clerk, request: (key, "hash-\(nextRequest)"))
        }
        let engine = daemon.engine
        // While the store is held, whatever is submitted waits in the order it came.
        await daemon.store.hold()
        let nobody = Submission(
            .command(.withdraw(reason: "nothing"), on: "nobody"), actor: Self.clerk)
        let waiting = ([nobody] + submissions).map { submission in
            Task.immediate { () -> Result<Answer, any Error> in
                do {
                    return .success(try await engine.submit(submission))
                } catch {
                    return .failure(error)
                }
            }
        }
        _ = await engine.currentLibrary
        daemon.store.release()
        var results: [Result<Answer, any Error>] = []
        for task in waiting { results.append(await task.value) }
        for (submission, result) in zip(submissions, results.dropFirst()) {
            switch result {
            case .success(let answer): try await note(answer, to: submission)
            case .failure(let error) where error is Refusal || error is EngineError:
                tally.refused += 1
            case .failure(let error): throw error
            }
        }
    }
}
