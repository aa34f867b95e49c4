import ControlProtocol
import Reports
import Testing

@Suite("Reports of what stands")
struct LookingReportTests {
    @Test("The board has a line for each scrutiny and says what is overdue")
    func board() throws {
        let reply = Register.List.Reply(
            today: Samples.today,
            scrutinies: [
                Samples.summary(
                    "cyber-fraud-2018", title: "Cyber crime – cyber fraud", states: ["scoping"],
                    nextDue: nil),
                Samples.summary(overdue: 1),
                Samples.summary(
                    "traffic-2017", title: "Traffic", states: ["closed"], final: true,
                    nextDue: nil),
                Samples.summary(
                    "asb-2016", title: "Anti-social behaviour", states: ["withdrawn"],
                    final: true, withdrawn: "taken up elsewhere", nextDue: nil),
            ])
        try Snapshot(name: "board").expect(Board(reply))
    }

    @Test("An empty board says so")
    func emptyBoard() {
        let reply = Register.List.Reply(today: Samples.today, scrutinies: [])
        #expect(Board(reply).text() == "No scrutiny is like that.")
    }

    @Test("What is due says how far off it is and what its passing meant")
    func due() throws {
        let reply = Register.Due.Reply(
            today: Samples.today,
            deadlines: [
                Samples.missed,
                Samples.deadline(provisional: true, practical: "2017-10-05"),
                Samples.notStarted,
            ], omitted: 2)
        try Snapshot(name: "due").expect(DueReport(reply))
    }

    @Test("Nothing due is said with the day")
    func nothingDue() {
        let reply = Register.Due.Reply(today: Samples.today, deadlines: [], omitted: 0)
        #expect(DueReport(reply).text() == "Nothing is due as of Thu 28 Sep 2017.")
    }

    @Test("A scrutiny is shown section by section")
    func show() throws {
        try Snapshot(name: "scrutiny").expect(ScrutinyReport(Samples.show))
    }

    @Test("A scrutiny with nothing but its states shows no empty sections")
    func bareShow() {
        let reply = Register.Show.Reply(
            today: Samples.today,
            summary: Samples.summary(
                states: ["closed"], final: true, withdrawn: "no longer needed", nextDue: nil),
            facts: [], items: [], deadlines: [], occurrences: [], links: [], assignments: [],
            findings: [], accepted: [])
        #expect(
            ScrutinyReport(reply).text() == """
                rural-crime-2017: Rural crime
                proactive-scrutiny, version 1, 2017/18, opened Mon 9 Jan 2017, history entry 12
                Withdrawn: no longer needed
                Ended in: closed
                """)
    }
}
