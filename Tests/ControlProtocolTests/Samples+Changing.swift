import ControlProtocol

extension Samples {
    static let clerk: [Sample] = [
        Sample(
            [
                Clerk.Open(
                    workflow: "precept", id: "x", facts: [fact, clear], note: "n", request: "r"),
                Clerk.Open(workflow: "precept", id: "x", facts: []),
            ], [Clerk.Open.Reply(receipt: receipt), Clerk.Open.Reply(receipt: idle)]),
        Sample(
            [
                Clerk.Record(
                    parts: ["x/recommendation/f", "x/recommendation/g"], event: "answer-received",
                    occurred: "unknown", facts: [fact], note: "n", expected: 6, request: "r"),
                Clerk.Record(parts: ["x"], event: "letter-sent", facts: []),
            ], [Clerk.Record.Reply(receipt: receipt)]),
        Sample(
            [
                Clerk.Set(part: "x", facts: [clear], note: "n", expected: 6, request: "r"),
                Clerk.Set(part: "x", facts: []),
            ], [Clerk.Set.Reply(receipt: receipt)]),
        Sample(
            [
                Clerk.AddItem(
                    id: "x", kind: "witness", keys: ["halc"], facts: [fact], note: "n",
                    request: "r"),
                Clerk.AddItem(id: "x", kind: "witness", keys: [], facts: []),
            ], [Clerk.AddItem.Reply(receipt: receipt)]),
        Sample(
            [
                Clerk.Assign(id: "x", party: "chair", person: "deputy", note: "n", request: "r"),
                Clerk.Assign(id: "x", party: "chair"),
            ], [Clerk.Assign.Reply(receipt: receipt)]),
        Sample(
            [
                Clerk.Withdraw(id: "x", reason: "merged", request: "r"),
                Clerk.Withdraw(id: "x", reason: "merged"),
            ], [Clerk.Withdraw.Reply(receipt: receipt)]),
        Sample(
            [
                Clerk.Hold(
                    id: "x", reason: "w", occurred: "2018-01-26", dryRun: true, request: "r"),
                Clerk.Hold(id: "x", reason: "w"),
            ], [Clerk.Hold.Reply(receipt: receipt)]),
        Sample(
            [
                Clerk.Resume(
                    id: "x", occurred: "2018-01-26", note: "n", dryRun: true, request: "r"),
                Clerk.Resume(id: "x"),
            ], [Clerk.Resume.Reply(receipt: receipt)]),
        Sample(
            [
                Clerk.Extend(
                    id: "x", deadline: "response", to: "2018-01-26", by: "3 days", reason: "w",
                    dryRun: true, request: "r"),
                Clerk.Extend(id: "x", deadline: "response", reason: "w"),
            ], [Clerk.Extend.Reply(receipt: receipt)]),
        Sample(
            [
                Clerk.Correct(
                    id: "x", sequence: 3, event: "letter-sent", item: "recommendation/b",
                    occurred: "2018-01-26", facts: [.init(name: "topic", values: ["crime"])],
                    reason: "w", dryRun: true, request: "r"),
                Clerk.Correct(id: "x", sequence: 3, occurred: "unknown", reason: "w"),
            ], [Clerk.Correct.Reply(receipt: receipt)]),
        Sample(
            [
                Clerk.Retract(id: "x", sequence: 3, reason: "w", dryRun: true, request: "r"),
                Clerk.Retract(id: "x", sequence: 3, reason: "w"),
            ], [Clerk.Retract.Reply(receipt: receipt)]),
        Sample(
            [
                Clerk.Acknowledge(
                    id: "x", deadline: "response", recipient: "chair", note: "n", request: "r"),
                Clerk.Acknowledge(id: "x", deadline: "response"),
            ], [Clerk.Acknowledge.Reply(receipt: receipt)]),
        Sample(
            [
                Clerk.Import(
                    id: "x", workflow: "precept", facts: [fact],
                    items: [Clerk.ImportedItem(kind: "witness", key: "halc", facts: [fact])],
                    events: [
                        Clerk.ImportedEvent(
                            items: ["recommendation/f"], event: "answer-received",
                            occurred: "2017-09-14", facts: [fact], note: "n"),
                        Clerk.ImportedEvent(items: [], event: "letter-sent", facts: []),
                    ], assignments: [Clerk.Assignment(party: "chair", person: "deputy")],
                    note: "n", request: "r"),
                Clerk.Import(
                    id: "x", workflow: "precept", facts: [], items: [], events: [],
                    assignments: []),
            ],
            [
                Clerk.Import.Reply(outcome: .created, receipt: receipt),
                Clerk.Import.Reply(outcome: .updated, receipt: receipt),
                Clerk.Import.Reply(outcome: .unchanged, receipt: idle),
            ]),
    ]

    static let manager: [Sample] = [
        Sample(
            [Manager.Check()],
            [Manager.Check.Reply(diagnostics: [diagnostic, bareDiagnostic])]),
        Sample(
            [Manager.Verify(against: "ab"), Manager.Verify()],
            [Manager.Verify.Reply(entries: 9, head: "ab", findings: ["one"])]),
        Sample(
            [
                Manager.Redact(
                    id: "x", sequence: 3, reason: "r", keep: ["topic"], dryRun: true, request: "q"),
                Manager.Redact(id: "x", sequence: 3, reason: "r", keep: []),
            ],
            [
                Manager.Redact.Reply(sequence: 9, cleared: true, texts: ["t"], remarks: ["one"]),
                Manager.Redact.Reply(cleared: true, texts: [], remarks: []),
            ]),
        Sample(
            [Manager.Backup()],
            [Manager.Backup.Reply(path: "/b/one.db", position: 9, head: "ab")]),
        Sample(
            [Manager.Reload()],
            [Manager.Reload.Reply(changes: ["one"], diagnostics: [diagnostic])]),
        Sample(
            [Manager.ClockShow()],
            [Manager.ClockShow.Reply(clock: clock), Manager.ClockShow.Reply(clock: bareClock)]),
        Sample([Manager.ClockAccept()], [Manager.ClockAccept.Reply(clock: clock)]),
        Sample(
            [
                Manager.ClockAdvance(to: "2018-01-26", by: "3 weeks", asleep: true),
                Manager.ClockAdvance(),
            ], [Manager.ClockAdvance.Reply(clock: clock, fired: 3, delivered: 2)]),
        Sample(
            [
                Manager.ImportCalendar(
                    source: "a.ics", text: "t", calendar: "scotland", missing: "keep",
                    dryRun: true, request: "r"),
                Manager.ImportCalendar(source: "bank-holidays.json", text: "{}"),
            ],
            [
                Manager.ImportCalendar.Reply(
                    hash: "ab",
                    calendars: [
                        Manager.CalendarChange(
                            calendar: "scotland", oldVersion: "2022-1", version: "2022-2",
                            added: [holiday], gone: [holiday],
                            renamed: [
                                Manager.RenamedHoliday(date: "2022-09-19", from: "a", to: "b")
                            ], oldFrom: "2012-01-01", oldTo: "2028-12-31", from: "2012-01-01",
                            to: "2029-12-31")
                    ],
                    moved: [
                        Manager.MovedDeadline(
                            scrutiny: "x", deadline: "answer", from: "2022-09-27",
                            to: "2022-09-28"),
                        Manager.MovedDeadline(scrutiny: "x", deadline: "agenda"),
                    ], omitted: 1, remarks: ["one"])
            ]),
        Sample(
            [Manager.RetryDelivery(id: "d", request: "r"), Manager.RetryDelivery(id: "d")],
            [Manager.RetryDelivery.Reply(status: "pending")]),
    ]

    private static let holiday = Manager.Holiday(
        date: "2022-09-19", title: "State funeral", division: "Scotland")

    static let errors: [ControlError] = [
        .noSuchScrutiny(id: "x", nearest: ["y"]),
        .noSuchItem(id: "x", item: "witness/h", nearest: []),
        .noSuchWorkflow(workflow: "w", nearest: []),
        .noSuchDeadline(id: "x", deadline: "d", nearest: ["e", "f"]),
        .noSuchRecipient(name: "n", nearest: []), .noSuchDelivery(id: "d", nearest: []),
        .noSuchCalendar(name: "c", nearest: ["d"]),
        .noSuchEntry(id: "x", sequence: 9, last: 3),
        .eventNotAccepted(part: "x", event: "e", states: ["s"], accepted: ["f"]),
        .guardFailed(part: "x", event: "e", message: "m"),
        .notCurrent(id: "x", expected: 1, actual: 2), .alreadyExists(id: "x"),
        .invalidName(name: "n", reason: "r", remedy: "s"),
        .invalidFact(name: "n", value: "v", reason: "r", remedy: "s"),
        .invalidTime(value: "v", reason: "r", remedy: "s"),
        .inFuture(occurred: "2018-01-27", today: "2018-01-26"), .requestReused(request: "r"),
        .refusedByState(id: "x", reason: "r"), .clockNotVirtual,
        .reloadRefused(diagnostics: [diagnostic, bareDiagnostic]),
        .clockNotTrusted(reason: "r", remedy: "s"), .storeFailed(message: "m", remedy: "r"),
        .importRefused(diagnostics: [diagnostic]),
    ]
}
