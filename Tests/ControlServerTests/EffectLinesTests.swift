import Deadlines
import Engine
import Statecharts
import Testing
import Workflows

@testable import ControlServer

@Suite("Effects in sentences")
struct EffectLinesTests {
    private let lines: EffectLines
    private let day: CivilDate
    private let zone: any TimeZoneRules

    init() throws {
        zone = try #require(SystemZone.named("Europe/London"))
        day = try #require(CivilDate(iso: "2018-01-26"))
        lines = EffectLines(definition: nil, zone: zone)
    }

    private func moment(_ text: String) throws -> Instant {
        zone.instant(of: try #require(CivilDateTime(iso: text)))
    }

    private func run(_ status: DeadlineStatus = .running) -> DeadlineRun {
        var run = DeadlineRun(
            id: DeadlineID(item: nil, name: "response"), run: 1, armedOn: day,
            calendar: "weekdays 1")
        run.status = status
        run.due = day
        run.metOn = day
        run.metBy = "response-received"
        return run
    }

    private func reminder(_ rung: String, _ to: String, at: String) throws -> Reminder {
        Reminder(
            key: .init(
                deadline: DeadlineID(item: nil, name: "response"), run: 1, generation: 1,
                rung: rung, recipient: to), kind: .rung, severity: .warning, template: nil,
            sendAt: try moment(at))
    }

    @Test("Each kind of effect has its sentence")
    func sentences() throws {
        let item = ItemID(kind: "recommendation", key: "a")
        let time = try #require(TimeOfDay("10:00"))
        let send = ScheduledSend(
            part: item, event: "chase", name: nil, due: try moment("2018-01-27T08:30"),
            sequence: 1)
        let effects: [Effect] = [
            .opened(
                id: "x", definition: .init(name: "review", version: 3, hash: "h"),
                at: try moment("2018-01-26T09:00"), on: day),
            .itemAdded(item),
            .factSet(part: item, name: "summary", value: .text("More patrols")),
            .factSet(part: nil, name: "ends", value: .date(day)),
            .factSet(part: nil, name: "starts", value: .dateTime(day, time)),
            .factSet(part: nil, name: "ends", value: nil),
            .occurred(
                part: nil, .init(event: "letter-sent", date: day, time: time, sequence: 1)),
            .occurred(
                part: item, .init(event: "answered", date: nil, time: nil, sequence: 1)),
            .chartMoved(part: item, ChartState(active: ["answered"])),
            .staysChanged(part: nil, []),
            .sendScheduled(send), .sendEnded(send),
            .assigned(party: "clerk", person: "somebody"),
            .assigned(party: "clerk", person: nil),
            .withdrawn(reason: "merged"),
            .flagged("no time"),
        ]
        #expect(
            lines.lines(of: effects) == [
                "opened as review version 3 on Fri 26 Jan 2018",
                "recommendation/a: added",
                "recommendation/a: summary: More patrols",
                "ends: Fri 26 Jan 2018",
                "starts: Fri 26 Jan 2018 10:00",
                "ends: no longer known",
                "letter-sent occurred on Fri 26 Jan 2018 at 10:00",
                "recommendation/a: answered occurred on a day nobody knows",
                "recommendation/a: now in other states",
                "recommendation/a: chase follows on Sat 27 Jan 2018 at 08:30",
                "recommendation/a: chase is no longer awaited",
                "clerk: somebody acts for this scrutiny",
                "clerk: whoever the configuration says",
                "withdrawn: merged",
                "look at this: no time",
            ])
    }

    @Test(
        "Each change of a deadline has its sentence",
        arguments: [
            (DeadlineStatus.running, DeadlineChange.started, "running, due Fri 26 Jan 2018"),
            (.running, .resumed, "running, due Fri 26 Jan 2018 again"),
            (.running, .explained, "running, due Fri 26 Jan 2018, reckoned anew"),
            (
                .running, .moved(from: nil, because: "ends was set"),
                "running, due Fri 26 Jan 2018 (because ends was set)"
            ),
            (.paused, .paused, "paused, its clock stands still"),
            (.met, .met, "met on Fri 26 Jan 2018 by response-received"),
            (
                .metLate, .metLate,
                "met late on Fri 26 Jan 2018 by response-received, due was Fri 26 Jan 2018"
            ),
            (.missed, .missed, "missed, due was Fri 26 Jan 2018"),
            (.lapsed, .missed, "lapsed, due was Fri 26 Jan 2018"),
            (
                .cancelled, .cancelled(because: "it was withdrawn"),
                "cancelled, because it was withdrawn"
            ),
            (.missed, .left, "stays missed, its reminders end"),
            (.metLate, .left, "stays met late"),
            (.running, .acknowledged(by: "clerk"), "acknowledged by clerk"),
            (.notStarted, .armed, "not started, its day is not known yet"),
        ])
    func changes(status: DeadlineStatus, change: DeadlineChange, sentence: String) {
        #expect(
            lines.lines(of: [.deadline(run(status), change)]) == ["response: \(sentence)"])
    }

    @Test("That a deadline was armed is not said where its day follows at once")
    func armedAndStarted() {
        let effects: [Effect] = [
            .deadline(run(.notStarted), .armed), .deadline(run(), .started),
        ]
        #expect(lines.lines(of: effects) == ["response: running, due Fri 26 Jan 2018"])
    }

    @Test("Reminders are counted together, and those ended at once only by their end")
    func reminders() throws {
        let first = try reminder("10 working days before", "clerk", at: "2018-01-12T09:00")
        let second = try reminder("on the day", "clerk", at: "2018-01-26T09:00")
        let past = try reminder("halfway", "clerk", at: "2018-01-02T09:00")
        let sent = try reminder("every 1 week after#2", "chair", at: "2018-01-02T09:00")
        var question = try reminder("not started", "clerk", at: "2018-01-02T09:00")
        question.kind = .notStarted
        let effects: [Effect] = [
            .reminderOwed(second), .reminderOwed(first), .reminderOwed(past),
            .reminderSettled(past.key, .superseded("a newer rung had come")),
            .reminderDeferred(first.key, until: try moment("2018-01-15T09:00")),
            .reminderDeferred(sent.key, until: try moment("2018-01-15T09:00")),
            .reminderSettled(sent.key, .handedOver(["d1"])),
            .reminderOwed(question),
            .reminderSettled(question.key, .superseded("the day is known")),
            .reminderSettled(
                try reminder("missed", "chair", at: "2018-01-29T09:00").key, .acknowledged),
        ]
        #expect(
            lines.lines(of: effects) == [
                "response: 2 reminders foreseen, the first on Fri 12 Jan 2018",
                "response: 1 reminder superseded (a newer rung had come)",
                "response: 1 reminder put off to Mon 15 Jan 2018",
                "response: reminder \"every 1 week after (2)\" handed over, for chair",
                "response: 1 reminder acknowledged",
            ])
    }
}
