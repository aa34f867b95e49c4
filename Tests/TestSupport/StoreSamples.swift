package import Deadlines
package import Engine
import Statecharts
import Testing
import Workflows

/// Values to put into a store.
package enum StoreSamples {
    /// The moment so many hours after the beginning of 2018, UTC.
    package static func hour(_ count: Int64) -> Instant {
        Instant(milliseconds: 1_514_764_800_000 + count * 3_600_000)
    }

    /// A day of its ISO text.
    static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    /// A record with the least in it; change what a test is about.
    package static func record(
        _ id: String, workflow: String = "proactive-scrutiny", states: [String] = ["scoping"],
        wake: Instant? = nil
    ) -> ScrutinyRecord {
        var state = ScrutinyState(
            id: id, definition: DefinitionID(name: workflow, version: 1, hash: "abc"),
            openedAt: hour(0), openedOn: .first)
        state.sequence = 1
        let row = ScrutinyRow(
            id: id, workflow: workflow, version: 1, title: id, states: states, year: nil,
            isFinal: false, isOff: false, happensOn: nil, happensAt: nil, wake: wake,
            openedAt: hour(0), sequence: 1)
        return ScrutinyRecord(state: state, row: row, dependencies: [], links: [], reminders: [])
    }

    /// A run of a deadline.
    package static func run(
        _ name: String, item: ItemID? = nil, _ status: DeadlineStatus = .running,
        due: String? = nil
    ) throws -> DeadlineRun {
        var run = DeadlineRun(
            id: DeadlineID(item: item, name: name), run: 1, armedOn: try day("2018-01-01"),
            calendar: "england-and-wales 3")
        run.status = status
        run.due = try due.map { try day($0) }
        return run
    }

    /// A reminder of a rung.
    package static func reminder(
        _ rung: String, of deadline: String = "response", run: Int = 1, generation: Int = 1,
        to recipient: String = "clerk"
    ) -> Reminder {
        Reminder(
            key: Reminder.Key(
                deadline: DeadlineID(item: nil, name: deadline), run: run, generation: generation,
                rung: rung, recipient: recipient),
            kind: .rung, severity: .warning, template: nil, sendAt: hour(9))
    }

    /// A delivery that has not been tried.
    package static func delivery(
        _ id: String, of scrutiny: String = "rural-crime", by channel: String = "mail",
        at hour: Int64 = 0
    ) -> Delivery {
        Delivery(
            id: id, scrutiny: scrutiny, family: "response", channel: channel, person: "clerk",
            address: "clerk@example.org", kind: .rung, severity: .warning,
            subject: "Response due — “soon”", payload: #"{"text":"Zoë\u0000"}"#,
            reminders: [reminder("on the day").key, reminder("3 working days before").key],
            createdAt: Self.hour(hour), notAfter: Self.hour(hour + 48))
    }

    /// The next entry of a store's chain.
    package static func entry(
        after head: (position: Int, hash: String), of scrutiny: String = "rural-crime",
        sequence: Int, summary: String = "topic set"
    ) throws -> HistoryEntry {
        try HistoryEntry.link(
            after: head, scrutiny: scrutiny, sequence: sequence, at: hour(Int64(sequence)),
            actor: Actor(uid: 1_000, name: "clerk"), cause: "set",
            payload: HistoryEntry.Payload(
                effects: [.factSet(part: nil, name: "topic", value: .text("Zoë\u{0} 🚓"))],
                note: "a note", summary: summary))
    }

    /// Texts that stores have been seen to change.
    static let awkwardTexts = [
        "Zoë", "Zoe\u{308}", "🚓👮🏽‍♀️", "שלום", "\u{FEFF}bom", "a\u{0}b", "line\nline\r\n\ttab",
        #"quote " and \ and 'single'"#, "); DROP TABLE scrutiny; --", "\u{FFFD}\u{10FFFF}",
    ]

    /// One value of each kind, and the kinds' edges.
    static func factValues() throws -> [String: FactValue] {
        var values: [String: FactValue] = [
            "tenth": .number(0.1), "huge": .number(1e300), "negative": .number(-3),
            "yes": .boolean(true), "no": .boolean(false), "first-day": .date(.first),
            "last-day": .date(.last), "day-alone": .dateTime(.first, nil),
            "day-and-time": .dateTime(try day("2018-01-26"), TimeOfDay(hour: 23, minute: 59)),
            "year": .year(9999), "list": .list(["b", "a", "a"]),
            "window": .window(
                try #require(Window(parsing: "2018-01-01..2018-03-31 early 2018"))),
            "links": .scrutinies(["roads-policing", "rural-crime-2017"]),
        ]
        for (index, text) in awkwardTexts.enumerated() { values["text-\(index)"] = .text(text) }
        return values
    }

    /// A record with something in every field.
    package static func fullRecord() throws -> ScrutinyRecord {
        var record = record("rural-crime-2017", wake: hour(24))
        var part = PartState()
        part.chart = ChartState(
            active: ["response", "response/answers", "response/answers/awaited"],
            history: ["evidence/past": ["evidence/calling"]], isDone: false)
        part.facts = try factValues()
        part.occurrences = [
            Occurrence(
                event: "letter-sent", date: try day("2018-01-26"), time: TimeOfDay("09:30"),
                sequence: 2),
            Occurrence(event: "call-closed", date: nil, time: nil, sequence: 3),
        ]
        part.stays = [
            Stay(state: "fees", from: .first, to: .last), Stay(state: "open", from: .last),
        ]
        let item = ItemID(kind: "recommendation", key: "b.i")
        record.state.root = part
        record.state.items = [
            ItemState(id: item, part: part), ItemState(id: ItemID(kind: "witness", key: "halc")),
        ]
        var run = try run("answer", item: item, .metLate, due: "2018-02-28")
        run.cut = TimeOfDay("17:00")
        run.endsAt = hour(1_400)
        run.practical = try day("2018-02-27")
        run.countStart = .first
        run.steps = [Step(kind: "count", text: "20th working day — “Mon”", date: .last)]
        run.metOn = .last
        run.metBy = "answered"
        run.flags = ["late"]
        run.acknowledgedBy = ["clerk"]
        record.state.deadlines = [run, try self.run("response", .notStarted)]
        record.state.reminders = [reminder("halfway"), reminder("every 1 week after#3")]
        record.state.sends = [
            ScheduledSend(part: item, event: "remind", name: "n", due: hour(5), sequence: 4)
        ]
        record.state.assignments = ["working-group": "chair@example.org"]
        record.state.withdrawn = "a\u{0}reason"
        record.row.title = "Rural crime \u{0}🚓"
        record.row.states = ["response/answers/awaited", "response/publication/unpublished"]
        record.row.year = "2017/18"
        record.row.isFinal = true
        record.row.isOff = true
        record.row.happensOn = try day("2018-01-26")
        record.row.happensAt = TimeOfDay("10:00")
        record.row.sequence = 7
        record.state.sequence = 7
        return record
    }
}
