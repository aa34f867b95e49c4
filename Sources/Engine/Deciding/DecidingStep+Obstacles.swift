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
            let untold = owed(by: run).filter { $0.kind == .obstacle }
            for notice in untold {
                emit(.reminderSettled(notice.key, .superseded("the dates are others")))
            }
            // What nobody has been told of yet is told with what has come.
            let known = untold.isEmpty ? run.obstacles ?? [] : []
            let fresh = texts.filter { !known.contains($0) }
            var run = run
            run.obstacles = texts.isEmpty ? nil : texts
            emit(.deadline(run, .obstructed))
            if !isImporting, run.status.isOpen, !fresh.isEmpty {
                oweObstacleNotice(run, because: fresh.joined(separator: " "))
            }
        }
        guard !isImporting else { return }
        for obstacle in found where !told.contains(obstacle.text) {
            emit(.flagged(obstacle.item.map { "\($0): \(obstacle.text)" } ?? obstacle.text))
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
