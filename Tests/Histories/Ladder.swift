import Deadlines
import Engine
import Workflows

/// The reminders that a run of a deadline must owe, worked out from its definition.
struct Ladder {
    private let declaration: DeadlineDeclaration
    private let run: DeadlineRun
    private let definition: Definition
    private let zone: any TimeZoneRules
    private let examination: Examination

    init(
        _ declaration: DeadlineDeclaration, run: DeadlineRun, definition: Definition,
        zone: any TimeZoneRules, examination: Examination
    ) {
        self.declaration = declaration
        self.run = run
        self.definition = definition
        self.zone = zone
        self.examination = examination
    }

    /// Every rung for every recipient, with the moment before which it must not go out; nil for
    /// those that go out at once.
    func rungs() throws -> [Reminder.Key: Instant?] {
        guard let due = run.due else { return [:] }
        var found: [Reminder.Key: Instant?] = [:]
        for line in declaration.ladder {
            for phrase in line.when {
                let isRepeat = if case .every = phrase { true } else { false }
                for number in 1...(isRepeat ? max(1, line.atMost) : 1) {
                    let rung = isRepeat ? "\(phrase)#\(number)" : "\(phrase)"
                    let moment = try moment(of: phrase, number, due: due)
                    if moment == nil, phrase != .atOnce { continue }
                    for recipient in line.to { found[key(rung, recipient)] = .some(moment) }
                }
            }
        }
        return found
    }

    /// A notice to each recipient.
    func notices(_ rung: String, _ recipients: [String]) -> [Reminder.Key: Instant?] {
        var found: [Reminder.Key: Instant?] = [:]
        for recipient in recipients { found[key(rung, recipient)] = .some(nil) }
        return found
    }

    private func key(_ rung: String, _ recipient: String) -> Reminder.Key {
        Reminder.Key(
            deadline: run.id, run: run.run, generation: run.generation, rung: rung,
            recipient: recipient)
    }

    private func moment(of phrase: RungPhrase, _ number: Int, due: CivilDate) throws -> Instant? {
        guard let calendar = examination.calendars[run.calendar],
            let sending = examination.sendingCalendars[run.calendar]
        else {
            throw BrokenPromise("\(run.id) counts by \(run.calendar), which was never in force")
        }
        let day = phrase.date(
            due: due, countStart: run.countStart ?? run.armedOn, repetition: number,
            calendar: declaration.law == Law.local ? sending : calendar, sending: sending)
        let time = examination.library.sending.time
        return day.map { zone.instant(of: CivilDateTime(date: $0, time: time)) }
    }
}
