import Deadlines
import Workflows

extension DecidingStep {
    /// Notes on the deadlines what stands in their way, says what has newly come, and tells those
    /// who wait for it. What is brought in with its past is noted, but not told.
    mutating func noteObstacles() throws {
        let found = try Feasibility.obstacles(in: self)
        let told = try toldBefore(found)
        for run in state.deadlines where run.isArmed && (run.status.isOpen || run.status.isPast) {
            let texts = found.filter { $0.deadlines.contains(run.id) }.map(\.text)
            guard texts != run.obstacles ?? [] else { continue }
            let untold = withdrawObstacleNotices(of: run, standing: texts)
            let fresh = texts.filter { !(run.obstacles ?? []).contains($0) }
            var run = run
            run.obstacles = texts.isEmpty ? nil : texts
            emit(.deadline(run, .obstructed))
            let sentences = untold + fresh
            if !isImporting, !sentences.isEmpty {
                oweObstacleNotice(run, because: sentences.joined(separator: " "))
            }
        }
        guard !isImporting else { return }
        for obstacle in found where !told.contains(obstacle.text) {
            emit(.flagged(obstacle.item.map { "\($0): \(obstacle.text)" } ?? obstacle.text))
        }
    }

    /// Takes back the notices that have not gone out.
    ///
    /// - Returns: what they say that still stands, and is to be told all the same.
    private mutating func withdrawObstacleNotices(
        of run: DeadlineRun, standing texts: [String]
    ) -> [String] {
        let notices = owed(by: run).filter { $0.kind == .obstacle }
        for notice in notices {
            emit(.reminderSettled(notice.key, .superseded("the dates are others")))
        }
        return texts.filter { text in
            notices.contains { $0.because?.contains(text) == true }
                && run.obstacles?.contains(text) == true
        }
    }

    /// The sentences that were said before this step: those noted on deadlines; and where no
    /// deadline notes them, those that held before.
    private func toldBefore(_ found: [Obstacle]) throws -> Set<String> {
        guard let before else { return [] }
        var told = Set(before.deadlines.flatMap { $0.obstacles ?? [] })
        if found.contains(where: { $0.deadlines.isEmpty }) {
            let step = try DecidingStep(
                state: before, definition: definition, snapshot: snapshot, now: now, actor: actor)
            told.formUnion(try Feasibility.obstacles(in: step).map(\.text))
        }
        return told
    }
}
