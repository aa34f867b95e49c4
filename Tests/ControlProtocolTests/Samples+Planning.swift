import ControlProtocol

extension Samples {
    static let planning = Sample(
        [Register.Plan(until: "2018-02-28", id: "x", limit: 5), Register.Plan()],
        [
            Register.Plan.Reply(
                today: "2018-01-26", until: "2018-02-28",
                obstacles: [
                    Register.Obstacle(
                        scrutiny: "x", scrutinyTitle: "X", item: "witness/halc",
                        text: "It cannot be met."),
                    Register.Obstacle(scrutiny: "x", scrutinyTitle: "X", text: "Nor can this."),
                ],
                entries: [
                    Register.Planned(
                        at: "2018-02-01T09:00:00+00:00", kind: "message", scrutiny: "x",
                        scrutinyTitle: "X", deadline: "witness/evidence", deadlineTitle: "Evidence",
                        items: ["witness/halc"], due: "2018-02-08", provisional: true,
                        to: ["clerk"], channels: ["mail"], rungs: ["1 week before"],
                        consequence: "late", note: "nobody is bound to chair"),
                    Register.Planned(
                        at: "2018-02-01T09:00:00+00:00", kind: "opening", scrutiny: "y",
                        scrutinyTitle: "Precept"),
                ], omitted: 3)
        ])
}
