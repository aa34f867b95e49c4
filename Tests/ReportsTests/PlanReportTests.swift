import ControlProtocol
import Reports
import Testing

@Suite("The plan's report")
struct PlanReportTests {
    @Test("What cannot be met stands at the top, then what comes, by moment")
    func plan() throws {
        let reply = Register.Plan.Reply(
            today: "2027-02-01", until: "2027-03-01",
            obstacles: [
                Register.Obstacle(
                    scrutiny: "precept-2027", scrutinyTitle: "Precept",
                    text: "review-meeting cannot be met: the first day allowed is "
                        + "Tue 9 Feb 2027, the last Mon 8 Feb 2027. proposal-notified would have "
                        + "had to come by Fri 29 Jan 2027.")
            ],
            entries: [
                Register.Planned(
                    at: "2027-02-03T09:00:00+00:00", kind: "message", scrutiny: "precept-2027",
                    scrutinyTitle: "Precept", deadline: "report", deadlineTitle: "Report",
                    due: "2027-02-08", to: ["clerk"], channels: ["mail", "journal"],
                    rungs: ["3 working days before"]),
                Register.Planned(
                    at: "2027-02-09T00:00:00+00:00", kind: "passing", scrutiny: "precept-2027",
                    scrutinyTitle: "Precept", deadline: "report", deadlineTitle: "Report",
                    due: "2027-02-08", provisional: true, to: ["clerk", "chair"],
                    consequence: "lapse", note: "power-lapsed follows"),
                Register.Planned(
                    at: "2027-03-01T09:00:00+00:00", kind: "opening", scrutiny: "update-2027-03",
                    scrutinyTitle: "Update",
                    note: "by the schedule update/monthly, for Mon 1 Mar 2027"),
            ], omitted: 2)
        try Snapshot(name: "plan").expect(PlanReport(reply))
    }

    @Test("An empty plan says so")
    func empty() {
        let reply = Register.Plan.Reply(
            today: "2027-02-01", until: "2027-03-01", obstacles: [], entries: [], omitted: 0)
        #expect(
            PlanReport(reply).text()
                == "From Mon 1 Feb 2027 to Mon 1 Mar 2027, if nothing is recorded until then\n"
                + "  Nothing comes.")
    }
}
