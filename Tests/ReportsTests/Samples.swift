import ControlProtocol

/// Wire values as the daemon sends them, for snapshots.
enum Samples {
    static let today = "2017-09-28"

    static func deadline(
        _ name: String = "response", title: String = "Commissioner's response",
        status: String = "running", due: String? = "2017-10-06", workingDaysLeft: Int? = 6,
        consequence: String? = "breach", provisional: Bool = false, metOn: String? = nil,
        practical: String? = nil, acknowledgedBy: [String] = []
    ) -> Register.Deadline {
        Register.Deadline(
            scrutiny: "rural-crime-2017", scrutinyTitle: "Rural crime", name: name, title: title,
            status: status, due: due, practical: practical ?? due,
            workingDaysLeft: workingDaysLeft, provisional: provisional, consequence: consequence,
            rule: "by response-period-ends",
            law: "Police Reform and Social Responsibility Act 2011, section 29",
            calendar: "england-and-wales", calendarVersion: "2024-1", run: 1, generation: 2,
            metOn: metOn, metBy: metOn == nil ? nil : "response-received", flags: [],
            acknowledgedBy: acknowledgedBy)
    }

    static let missed = deadline(
        status: "missed", due: "2017-09-25", workingDaysLeft: -3, acknowledgedBy: ["clerk"])

    static let notStarted = deadline(
        "follow-up", title: "Follow-up", status: "not-started", due: nil, workingDaysLeft: nil)

    static func summary(
        _ id: String = "rural-crime-2017", title: String = "Rural crime",
        states: [String] = ["response/answers/awaited", "response/publication/unpublished"],
        final: Bool = false, withdrawn: String? = nil, overdue: Int = 0,
        nextDue: String? = "2017-10-06"
    ) -> Register.Summary {
        Register.Summary(
            id: id, workflow: "proactive-scrutiny", version: 1, title: title, states: states,
            year: "2017/18", openedOn: "2017-01-09", final: final, withdrawn: withdrawn,
            overdue: overdue, nextDeadline: nextDue == nil ? nil : "response", nextDue: nextDue,
            sequence: 12)
    }

    static let show = Register.Show.Reply(
        today: today, summary: summary(),
        facts: [
            Register.Fact(name: "topic", values: ["Rural crime"]),
            Register.Fact(name: "lines-of-enquiry", values: ["Who is affected?", "Who helps?"]),
            Register.Fact(name: "response-period-ends", values: ["2017-10-06"]),
            Register.Fact(name: "promised", values: ["2018-01-01..2018-03-31 early 2018"]),
        ],
        items: [
            item("recommendation", "a", "answered", ["summary": "Share what works"]),
            item("recommendation", "f", "made", [:]),
            item("witness", "parish-council", "responded", ["received-on": "2017-03-27"]),
        ],
        deadlines: [deadline(), notStarted],
        occurrences: [
            Register.Occurrence(event: "letter-sent", date: "2017-07-20", sequence: 9),
            Register.Occurrence(
                event: "answer-received", item: "recommendation/a", sequence: 12),
        ],
        links: [
            Register.Link(fact: "revisits", id: "rural-crime-2014", title: "Rural crime"),
            Register.Link(fact: "meeting", id: "meeting-2017-10-06"),
        ],
        assignments: [Register.Assignment(party: "clerk", person: "second-officer")],
        findings: [
            Register.Finding(
                kind: "answer", item: "recommendation/f", text: "It has no answer yet.")
        ],
        accepted: ["response-received", "session-held"])

    private static func item(
        _ kind: String, _ key: String, _ state: String, _ facts: [String: String]
    ) -> Register.Item {
        Register.Item(
            kind: kind, key: key, states: [state],
            facts: facts.map { Register.Fact(name: $0.key, values: [$0.value]) })
    }
}
