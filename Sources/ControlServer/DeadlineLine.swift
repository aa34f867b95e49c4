import Deadlines
import Engine

/// Says how a deadline's run changed: `response: running, due Thu 14 Sep 2017 (was …)`.
struct DeadlineLine {
    /// The run after the change.
    let run: DeadlineRun

    /// The sentence for a change.
    func line(_ change: DeadlineChange) -> String {
        switch change {
        case .armed: "\(run.id): not started, its day is not known yet"
        case .started: "\(run.id): \(standing)"
        case .moved(let from, let because), .rejudged(let from, let because):
            "\(run.id): \(standing) (\(from.map { "was \($0.long), " } ?? "")because \(because))"
        case .paused: "\(run.id): paused, its clock stands still"
        case .resumed: "\(run.id): \(standing) again"
        case .met: "\(run.id): met\(byWhat)"
        case .metLate: "\(run.id): met late\(byWhat)\(run.due.map { ", due was \($0.long)" } ?? "")"
        case .missed:
            "\(run.id): \(run.status.rawValue)\(run.due.map { ", due was \($0.long)" } ?? "")"
        case .cancelled(let because): "\(run.id): cancelled, because \(because)"
        case .left:
            "\(run.id): stays \(words)" + (run.status.isPast ? ", its reminders end" : "")
        case .explained: "\(run.id): \(standing), reckoned anew"
        case .reopened(let because): "\(run.id): \(standing) again, because \(because)"
        case .obstructed:
            run.obstacles.map { "\(run.id): \($0.joined(separator: " "))" }
                ?? "\(run.id): nothing stands in its way any more"
        case .acknowledged(let by): "\(run.id): acknowledged by \(by)"
        }
    }

    private var standing: String {
        guard let due = run.due else { return words }
        let cut = run.cut.map { " by \($0)" } ?? ""
        return "\(words), due \(due.long)\(cut)" + (run.isProvisional ? ", provisional" : "")
    }

    private var words: String {
        switch run.status {
        case .notStarted: "not started"
        case .metLate: "met late"
        case .running, .paused, .met, .missed, .lapsed, .cancelled: run.status.rawValue
        }
    }

    private var byWhat: String {
        let day = run.metOn.map { " on \($0.long)" } ?? ""
        return day + (run.metBy.map { " by \($0)" } ?? "")
    }
}
