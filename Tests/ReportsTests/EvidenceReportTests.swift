import ControlProtocol
import Reports
import Testing

@Suite("Reports of evidence")
struct EvidenceReportTests {
    @Test("An explanation goes from the rule to the day and the reminders")
    func explanation() throws {
        let reply = Register.Explain.Reply(
            today: Samples.today, deadline: Samples.deadline(),
            steps: [
                Register.Step(kind: "point", text: "response-period-ends is Fri 6 Oct 2017")
            ],
            triggers: [
                Register.Trigger(
                    name: "response-period-ends", date: "2017-10-06", sequence: 7, actor: "clerk",
                    at: "2017-07-20T10:00:00+01:00"),
                Register.Trigger(name: "meeting"),
                Register.Trigger(name: "precept-year", value: "2027"),
            ],
            ledger: [
                Register.LedgerLine(
                    sequence: 9, at: "2017-08-01T10:00:00+01:00", actor: "clerk",
                    text: "response: extended by 10 working days: asked for")
            ],
            ladder: [
                Register.Rung(
                    phrase: "halfway", to: "clerk", severity: "notice",
                    at: "2017-08-28T09:00:00+01:00", outcome: "superseded", reason: "imported"),
                Register.Rung(
                    phrase: "on the day", to: "chair", severity: "urgent", outcome: "dead-letter"),
            ])
        try Snapshot(name: "explanation").expect(ExplanationReport(reply))
    }

    @Test("A citation that somebody checked says when")
    func checkedLaw() {
        var deadline = Samples.deadline(status: "met", metOn: "2017-10-02")
        deadline.lawVerified = "2024-05-01"
        deadline.generation = 1
        let reply = Register.Explain.Reply(
            today: Samples.today, deadline: deadline, steps: [], triggers: [],
            ledger: [], ladder: [])
        let lines = ExplanationReport(reply).text().split(separator: "\n")
        #expect(lines.contains("Status        met Mon 2 Oct 2017, by response-received"))
        #expect(
            lines.contains {
                $0.hasPrefix("Source") && $0.hasSuffix("(checked Wed 1 May 2024)")
            })
        #expect(!lines.contains { $0.hasPrefix("Run") })
    }

    @Test("History says who, when and what became so")
    func history() {
        let entries = [
            Register.HistoryEntry(
                position: 40, sequence: 1, at: "2017-01-09T10:15:00+00:00", uid: 1000,
                actor: "clerk", cause: "open", summary: "opened as proactive-scrutiny",
                note: "first line\nsecond line", lines: ["topic is Rural crime"],
                redacted: false, hash: "0123456789abcdef0123"),
            Register.HistoryEntry(
                position: 41, sequence: 2, at: "2017-10-07T00:00:00+01:00", actor: "time",
                cause: "time", summary: "response missed", lines: [], redacted: true,
                hash: "fedcba9876543210fedc"),
        ]
        #expect(
            HistoryReport(entries).text() == """
                1  Mon 9 Jan 2017 10:15  opened as proactive-scrutiny
                    open by clerk (uid 1000), hash 0123456789abcdef
                    Note: first line
                    second line
                    - topic is Rural crime

                2  Sat 7 Oct 2017 00:00  response missed
                    time by time, hash fedcba9876543210
                    The content was redacted.
                """)
    }

    @Test("A verification that finds something says only what it found")
    func verification() {
        let whole = Manager.Verify.Reply(entries: 1, head: "abc", findings: [])
        let broken = Manager.Verify.Reply(
            entries: 7, head: "abc", findings: ["entry 3 was changed"])
        #expect(VerificationReport(whole).text() == "1 entry, head abc\nThe history is whole.")
        #expect(VerificationReport(broken).text() == "7 entries, head abc\n- entry 3 was changed")
    }
}
