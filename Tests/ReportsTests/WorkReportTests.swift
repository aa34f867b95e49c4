import ControlProtocol
import Reports
import Testing

@Suite("Reports of work done")
struct WorkReportTests {
    @Test("A receipt says what became so")
    func receipt() {
        let receipt = Clerk.Receipt(
            id: "rural-crime-2017", sequence: 9, states: ["response/answers/awaited"],
            lines: ["letter → response", "response is due Fri 6 Oct 2017"])
        #expect(
            ReceiptReport(receipt).text() == """
                rural-crime-2017: history entry 9, in response/answers/awaited
                  - letter → response
                  - response is due Fri 6 Oct 2017
                """)
    }

    @Test("A command that changed nothing says so")
    func unchanged() {
        let receipt = Clerk.Receipt(id: "cse-2015", states: ["closed"], lines: [])
        #expect(ReceiptReport(receipt).text() == "cse-2015: nothing changed")
    }

    @Test("An import counts what became of each scrutiny")
    func imported() {
        var report = ImportReport()
        report.add("cse-2015", .created)
        report.add("asb-2016", .unchanged)
        report.addRefused("traffic-2017", because: "There is no workflow \"traffic\".")
        #expect(
            report.text() == """
                SCRUTINY      OUTCOME    WHY
                cse-2015      created
                asb-2016      unchanged
                traffic-2017  refused    There is no workflow "traffic".

                3 scrutinies: 1 created, 1 unchanged, 1 refused
                """)
        #expect(report.refused == 1)
    }

    @Test("A redaction says what would go, that it is done, and where copies are")
    func redaction() {
        let preview = Manager.Redact.Reply(
            cleared: true, texts: ["a name", "two\nlines"], remarks: [])
        #expect(
            RedactionReport(preview, isDryRun: true).text() == """
                2 texts would be taken out; nothing was changed:
                  - a name
                  - two
                  lines
                """)
        let done = Manager.Redact.Reply(
            sequence: 9, cleared: true, texts: [], remarks: ["Look at entry 3."])
        #expect(
            RedactionReport(done, isDryRun: false).text() == """
                Redacted; entry 9 tells of it.
                - Look at entry 3.
                """)
        let nothing = Manager.Redact.Reply(cleared: true, texts: [], remarks: [])
        #expect(RedactionReport(nothing, isDryRun: false).text() == "Nothing was changed.")
    }

    @Test("A held clock says why and what to do")
    func heldClock() {
        let clock = Manager.Clock(
            kind: "held", now: "2018-01-26T09:00:00+00:00", today: "2018-01-26",
            timeZone: "Europe/London", reason: "it is earlier than the last entry")
        #expect(
            ClockReport(clock).text() == """
                Now    Fri 26 Jan 2018 09:00 (Europe/London)
                Clock  held: timers stand still
                Why    it is earlier than the last entry
                Next   nothing is planned
                Once the system's time is right: scrutinyctl clock accept
                """)
    }

    @Test("Advancing says what came of it")
    func advanced() {
        let reply = Manager.ClockAdvance.Reply(
            clock: Manager.Clock(
                kind: "virtual", now: "2018-01-26T09:00:00+00:00", today: "2018-01-26",
                timeZone: "Europe/London", nextWake: "2018-01-29T09:00:00+00:00"),
            fired: 3, delivered: 1)
        #expect(
            AdvanceReport(reply).text() == """
                Fri 26 Jan 2018 09:00: 3 moments came due, 1 message handed over
                next: Mon 29 Jan 2018 09:00
                """)
    }

    @Test("Messages given up stand out, with what to do")
    func deliveries() throws {
        try Snapshot(name: "deliveries").expect(DeliveryList([Self.dead]))
        #expect(DeliveryList([]).text() == "No message is like that.")
    }

    @Test("A message is shown with its error and its text")
    func delivery() throws {
        try Snapshot(name: "delivery").expect(DeliveryReport(Self.dead))
    }

    private static let dead = Register.Delivery(
        id: "3f2a9c51", scrutiny: "rural-crime-2017", deadline: "response", channel: "mail",
        to: "clerk", address: "clerk@example.org", kind: "reminder", severity: "urgent",
        subject: "Overdue: response", text: "The response is late.\n\nPlease ask for it.",
        status: "dead", attempts: 5, createdAt: "2017-10-09T09:00:00+01:00",
        lastError: "exit 78: no such relay", reminders: ["response, 3 days after, to clerk"])

    @Test("Files with diagnostics are counted by severity")
    func files() {
        let diagnostics = [
            Manager.Diagnostic(
                file: "precept.yaml", line: 4, column: 7, severity: "error", text: "brech",
                reason: "there is no consequence of that name", remedy: "write breach"),
            Manager.Diagnostic(
                file: "scrutinyd.yaml", severity: "warning", reason: "nobody is the chair",
                remedy: "bind the party chair to a person"),
        ]
        #expect(
            FilesReport(diagnostics).text() == """
                precept.yaml:4:7: error: there is no consequence of that name: "brech". write breach
                scrutinyd.yaml: warning: nobody is the chair. bind the party chair to a person
                1 error, 1 warning
                """)
    }

    @Test("A reload says what changed, and that nothing did")
    func reload() {
        let changed = Manager.Reload.Reply(changes: ["workflow precept is new"], diagnostics: [])
        let same = Manager.Reload.Reply(changes: [], diagnostics: [])
        #expect(FilesReport(changed).text() == "workflow precept is new")
        #expect(FilesReport(same).text() == "nothing changed")
    }

    @Test("The status says what an administrator should look at")
    func status() {
        let reply = Register.Status.Reply(
            version: "0.1.0", now: "2018-01-26T09:00:00+00:00", today: "2018-01-26",
            timeZone: "Europe/London", clock: "virtual", scrutinies: 14, open: 1, overdue: 1,
            nextWake: "2018-01-29T09:00:00+00:00", pendingDeliveries: 0, deadLetters: 1,
            workflows: [
                Register.Workflow(
                    name: "precept", version: 2, title: "Precept", hash: "0123456789abcdef")
            ], historyPosition: 91, historyHead: "abcdef", problems: ["One message was given up."])
        #expect(
            StatusReport(reply).text() == """
                scrutinyd   0.1.0
                Now         Fri 26 Jan 2018 09:00 (Europe/London)
                Clock       virtual
                Scrutinies  14, 1 open, 1 overdue deadline
                Next        Mon 29 Jan 2018 09:00
                Messages    0 waiting, 1 dead letter
                History     entry 91, head abcdef

                Workflows
                  NAME     VERSION  TITLE    HASH
                  precept  2        Precept  0123456789ab

                To look at
                  - One message was given up.
                """)
    }
}
