import ControlProtocol
import Varlink

/// Calls and replies: each once with everything that may be left out, once without.
struct Sample: Sendable, CustomStringConvertible {
    let method: any ControlMethod.Type
    let calls: [any ControlMethod]
    let replies: [any WireValue]

    var description: String { method.method }

    init<Method: ControlMethod>(_ calls: [Method], _ replies: [Method.Reply]) {
        method = Method.self
        self.calls = calls
        self.replies = replies
    }
}

enum Samples {
    static let fact = Register.Fact(name: "topic", values: ["Rural crime – “engagement”\n\u{1}"])
    static let clear = Clerk.Fact(name: "call-closes", values: [])
    static let receipt = Clerk.Receipt(
        id: "rural-crime-2017", sequence: 7, states: ["evidence/calling"], lines: ["moved"])
    static let idle = Clerk.Receipt(id: "rural-crime-2017", states: [], lines: [])
    static let clock = Manager.Clock(
        kind: "virtual", now: "2018-01-26T09:00:00+00:00", today: "2018-01-26",
        timeZone: "Europe/London", nextWake: "2018-01-27T09:00:00+00:00", reason: "stepped back",
        accepted: "2018-01-25T09:00:00+00:00 by root")
    static let bareClock = Manager.Clock(
        kind: "real", now: "2018-01-26T09:00:00+00:00", today: "2018-01-26",
        timeZone: "Europe/London")
    static let diagnostic = Manager.Diagnostic(
        file: "/etc/scrutinyd/scrutinyd.yaml", line: 3, column: 7, severity: "error",
        text: "chanel", reason: "unknown key", remedy: "Write channel.")
    static let bareDiagnostic = Manager.Diagnostic(
        file: "a", severity: "warning", reason: "r", remedy: "s")
    static let summary = Register.Summary(
        id: "rural-crime-2017", workflow: "proactive-scrutiny", version: 1, title: "Rural crime",
        states: ["response/answers/awaited"], year: "2017/18", openedOn: "2017-01-16",
        final: false, withdrawn: "merged", overdue: 1, nextDeadline: "response",
        nextDue: "2017-09-14", sequence: 7)
    static let bareSummary = Register.Summary(
        id: "x", workflow: "w", version: 1, title: "X", states: [], openedOn: "2017-01-16",
        final: true, overdue: 0, sequence: 1)
    static let deadline = Register.Deadline(
        scrutiny: "rural-crime-2017", scrutinyTitle: "Rural crime", name: "response",
        title: "Commissioner's response", status: "running", due: "2017-09-14", cut: "17:00",
        practical: "2017-09-14", workingDaysLeft: -3, provisional: true, consequence: "breach",
        rule: "by response-period-ends", law: "PRSRA 2011, section 29", lawVerified: "2026-01-05",
        calendar: "england-and-wales", calendarVersion: "2026-01", run: 1, generation: 2,
        metOn: "2017-09-21", metBy: "response-received", flags: ["no time known"],
        acknowledgedBy: ["clerk"])
    static let bareDeadline = Register.Deadline(
        scrutiny: "x", scrutinyTitle: "X", name: "witness/halc/evidence", title: "Evidence",
        status: "not-started", provisional: false, rule: "by call-closes",
        calendar: "england-and-wales", calendarVersion: "2026-01", run: 1, generation: 1,
        flags: [], acknowledgedBy: [])
    static let entry = Register.HistoryEntry(
        position: 9, sequence: 7, at: "2017-09-14T09:00:00+01:00", uid: 1000, actor: "clerk",
        cause: "record", summary: "letter-sent", note: "by post", lines: ["moved"],
        redacted: false, hash: "ab12")
    static let bareEntry = Register.HistoryEntry(
        position: 1, sequence: 1, at: "2017-09-14T09:00:00+01:00", actor: "scrutinyd",
        cause: "time", summary: "", lines: [], redacted: true, hash: "00")
    static let delivery = Register.Delivery(
        id: "d-1", scrutiny: "rural-crime-2017", deadline: "witness/evidence", channel: "email",
        to: "clerk", address: "clerk@example.org", kind: "reminder", severity: "urgent",
        subject: "Due soon", text: "Dear clerk", status: "pending", attempts: 2,
        createdAt: "2017-09-14T09:00:00+01:00", nextAttemptAt: "2017-09-14T09:05:00+01:00",
        reference: "250 OK", lastError: "exit 75", reminders: ["7 days before"])
    static let bareDelivery = Register.Delivery(
        id: "d-2", scrutiny: "x", deadline: "response", channel: "file", to: "chair",
        address: "", kind: "missed", severity: "warning", subject: "Missed", status: "dead",
        attempts: 8, createdAt: "2017-09-14T09:00:00+01:00", reminders: [])

    static let all: [Sample] = register + clerk + manager

    static let register: [Sample] = [
        Sample(
            [Register.Status()],
            [
                Register.Status.Reply(
                    version: "0.1.0", now: "2018-01-26T09:00:00+00:00", today: "2018-01-26",
                    timeZone: "Europe/London", clock: "real", scrutinies: 14, open: 2, overdue: 1,
                    nextWake: "2018-01-27T09:00:00+00:00", pendingDeliveries: 0, deadLetters: 1,
                    workflows: [
                        Register.Workflow(name: "precept", version: 1, title: "P", hash: "ab")
                    ], historyPosition: 9, historyHead: "ab12", problems: ["one"]),
                Register.Status.Reply(
                    version: "0.1.0", now: "2018-01-26T09:00:00+00:00", today: "2018-01-26",
                    timeZone: "Europe/London", clock: "real", scrutinies: 0, open: 0, overdue: 0,
                    pendingDeliveries: 0, deadLetters: 0, workflows: [], historyPosition: 0,
                    historyHead: "", problems: []),
            ]),
        Sample(
            [
                Register.List(
                    workflow: "precept", state: "evidence", year: "2017/18", overdue: true,
                    open: false, after: "a", limit: 10), Register.List(),
            ],
            [
                Register.List.Reply(
                    today: "2018-01-26", scrutinies: [summary, bareSummary], next: "x"),
                Register.List.Reply(today: "2018-01-26", scrutinies: []),
            ]),
        Sample(
            [Register.Show(id: "x")],
            [
                Register.Show.Reply(
                    today: "2018-01-26", summary: summary, facts: [fact],
                    items: [
                        Register.Item(
                            kind: "recommendation", key: "b.i", states: ["made"], facts: [fact])
                    ], deadlines: [deadline, bareDeadline],
                    occurrences: [
                        Register.Occurrence(
                            event: "letter-sent", item: "witness/halc", date: "2017-07-14",
                            time: "10:00", sequence: 3),
                        Register.Occurrence(event: "letter-sent", sequence: 3),
                    ],
                    links: [
                        Register.Link(fact: "revisits", id: "rural-crime-2014", title: "Rural"),
                        Register.Link(fact: "meeting", id: "panel-meeting-2017-07"),
                    ], assignments: [Register.Assignment(party: "chair", person: "deputy")],
                    findings: [
                        Register.Finding(kind: "answer", item: "recommendation/f", text: "None."),
                        Register.Finding(kind: "check", text: "Look."),
                    ], accepted: ["letter-sent"])
            ]),
        Sample(
            [
                Register.Due(withinDays: 28, overdue: true, id: "x", limit: 5), Register.Due(),
            ],
            [Register.Due.Reply(today: "2018-01-26", deadlines: [deadline], omitted: 3)]),
        planning,
        Sample(
            [Register.Explain(id: "x", deadline: "response")],
            [
                Register.Explain.Reply(
                    today: "2018-01-26", deadline: deadline,
                    steps: [
                        Register.Step(kind: "point", text: "t", date: "2018-01-26"),
                        Register.Step(kind: "unknown", text: "t"),
                    ],
                    triggers: [
                        Register.Trigger(
                            name: "n", date: "2018-01-26", value: "2018", sequence: 3,
                            actor: "clerk", at: "2018-01-26T09:00:00+00:00"),
                        Register.Trigger(name: "n"),
                    ],
                    ledger: [
                        Register.LedgerLine(
                            sequence: 3, at: "2018-01-26T09:00:00+00:00", actor: "clerk",
                            text: "t")
                    ],
                    ladder: [
                        Register.Rung(
                            phrase: "halfway", to: "clerk", severity: "notice",
                            at: "2018-01-26T09:00:00+00:00", outcome: "superseded",
                            reason: "imported"),
                        Register.Rung(
                            phrase: "on the day", to: "clerk", severity: "notice",
                            outcome: "owed"),
                    ])
            ]),
        Sample(
            [Register.History(id: "x", after: 3, limit: 4), Register.History(id: "x")],
            [
                Register.History.Reply(entries: [entry, bareEntry], next: 7),
                Register.History.Reply(entries: []),
            ]),
        Sample(
            [
                Register.Deliveries(
                    scrutiny: "x", status: "dead", channel: "email", withText: true, after: "d",
                    limit: 1), Register.Deliveries(),
            ],
            [
                Register.Deliveries.Reply(deliveries: [delivery, bareDelivery], next: "d-2"),
                Register.Deliveries.Reply(deliveries: []),
            ]),
        Sample([Register.Calendars()], [Register.Calendars.Reply(calendars: [calendar])]),
        Sample(
            [
                Register.Holidays(calendar: "scotland", year: 2026),
                Register.Holidays(calendar: "x"),
            ],
            [
                Register.Holidays.Reply(
                    calendar: calendar,
                    holidays: [
                        Register.Holiday(
                            date: "2026-06-15", title: "World Cup", division: "Scotland")
                    ])
            ]),
    ]

    private static let calendar = Register.Calendar(
        name: "scotland", title: "Scotland", version: "2026-2", source: "s",
        from: "2012-01-01", to: "2028-12-31", holidays: 158,
        imports: [
            Register.CalendarImport(
                version: "2026-2", source: "bank-holidays.json", hash: "ab",
                at: "2026-02-11T10:00:00+00:00", by: "root")
        ])
}
