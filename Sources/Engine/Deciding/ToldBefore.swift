import Deadlines

/// What was told of one day of a deadline, in whichever of its runs: by which rung, to whom, when.
/// What was told before another day was told is not known any more.
struct ToldBefore {
    private struct Telling: Hashable {
        let rung: String
        let recipient: String
    }

    private struct Generation: Hashable {
        let run: Int
        let generation: Int
    }

    private struct Day: Equatable {
        let due: CivilDate?
        let cut: TimeOfDay?

        init(_ run: DeadlineRun) {
            due = run.due
            cut = run.cut
        }
    }

    private var tellings: Set<Telling> = []
    /// When each recipient was last reminded.
    private var latest: [String: Instant] = [:]

    /// That nothing was told.
    init() {}

    /// What history says was told of the day of a run.
    init(of run: DeadlineRun, in history: [HistoryEntry]) {
        var days: [Generation: Day] = [:]
        let day = Day(run)
        for entry in history {
            for effect in entry.payload.effects {
                switch effect {
                case .deadline(let other, _) where other.id == run.id:
                    let generation = Generation(run: other.run, generation: other.generation)
                    days[generation] = Day(other)
                case .reminderSettled(let key, let outcome) where key.deadline == run.id:
                    let generation = Generation(run: key.run, generation: key.generation)
                    if days[generation] == day {
                        add(key, outcome, at: entry.at)
                    } else if key.rung == "changed", days[generation]?.due != nil,
                        case .handedOver = outcome
                    {
                        forget(key.recipient)
                    }
                default: continue
                }
            }
        }
    }

    private mutating func add(_ key: Reminder.Key, _ outcome: ReminderOutcome, at moment: Instant) {
        switch outcome {
        case .handedOver, .silenced, .acknowledged:
            tellings.insert(Telling(rung: key.rung, recipient: key.recipient))
            latest[key.recipient] = moment
        case .superseded, .cancelled: return
        }
    }

    private mutating func forget(_ recipient: String) {
        tellings = tellings.filter { $0.recipient != recipient }
        latest[recipient] = nil
    }

    /// Whether a reminder would say again what was said, or what something newer took the place of.
    func covers(_ reminder: Reminder) -> Bool {
        let recipient = reminder.key.recipient
        if tellings.contains(Telling(rung: reminder.key.rung, recipient: recipient)) { return true }
        guard reminder.kind == .rung, let latest = latest[recipient] else { return false }
        return reminder.sendAt <= latest
    }
}
