import Deadlines
import Documents
import Testing
import WorkflowFiles

/// Calendars, scenarios, scripts and programmes.
@Suite("Calendars, scenarios and programmes")
struct OtherFilesTests {
    static let calendar = """
        calendar: test
        version: "1"
        coverage: { from: 2018-01-01, to: 2018-12-31 }
        holidays:
          - { date: 2018-01-01, title: "New Year's Day" }
        """

    @Test("A calendar is read with its holidays")
    func readsCalendar() throws {
        let file = CalendarFile.read(Self.calendar, file: "c.yaml")
        #expect(file.diagnostics == [])
        guard case .calendar(let calendar)? = file.content else {
            Issue.record("no calendar")
            return
        }
        #expect(calendar.name == "test")
        let newYear = try #require(CivilDate(iso: "2018-01-01"))
        #expect(!calendar.isWorkingDay(newYear))
    }

    @Test(
        "A calendar's mistakes are said at their places",
        arguments: [
            ("date: 2018-01-01", "date: 2018-02-30", 5, "not an existing day"),
            ("to: 2018-12-31", "to: 2017-12-31", 3, "ends before it begins"),
            ("coverage: { from: 2018-01-01, to: 2018-12-31 }\n", "", 1, "needs its coverage"),
            ("version: \"1\"\n", "", 1, "needs the key \"version\""),
            ("title:", "titel:", 5, "no such key"),
            ("version:", "versoin:", 2, "no such key"),
            (
                "- { date: 2018-01-01, title: \"New Year's Day\" }", "- 2018-01-01", 5,
                "expected keys"
            ),
        ])
    func calendarMistakes(part: String, wrong: String, line: Int, reason: String) {
        let text = Self.calendar.replacing(part, with: wrong)
        let file = CalendarFile.read(text, file: "c.yaml")
        #expect(file.content == nil)
        #expect(
            file.diagnostics.contains { $0.line == line && $0.reason.contains(reason) },
            "\(file.diagnostics)")
        #expect(file.diagnostics.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test("An empty calendar says that it is")
    func emptyCalendar() {
        for text in ["", "# Nothing yet.\n"] {
            let file = CalendarFile.read(text, file: "c.yaml")
            #expect(file.content == nil)
            #expect(file.diagnostics.map(\.reason) == ["the file is empty"])
        }
    }

    @Test("A union holds the holidays of all, and needs them all")
    func union() throws {
        let parts = ["test", "other"].map { name in
            Self.calendar.replacing("calendar: test", with: "calendar: \(name)")
                .replacing(
                    "2018-01-01, title",
                    with: name == "test" ? "2018-01-01, title" : "2018-01-02, title")
        }
        let union = "calendar: both\nversion: \"1\"\nunion: [test, other]\n"
        let contents = (parts + [union]).map { text in
            (file: "c.yaml", content: CalendarFile.read(text, file: "c.yaml").content)
        }
        let files = contents.compactMap { pair in
            pair.content.map { (file: pair.file, content: $0) }
        }
        #expect(files.count == 3)
        let resolved = CalendarFile.resolve(files)
        #expect(resolved.diagnostics == [])
        let both = try #require(resolved.calendars.first { $0.name == "both" })
        for day in ["2018-01-01", "2018-01-02"] {
            #expect(!both.isWorkingDay(try #require(CivilDate(iso: day))))
        }
        let incomplete = CalendarFile.resolve([files[0], files[2]])
        #expect(incomplete.calendars.count == 1)
        #expect(incomplete.diagnostics.map(\.text) == ["other"])
    }

    @Test("A union may have days of its own, and its version names those parts that differ")
    func unionOfItsOwn() throws {
        let union = """
            calendar: more
            title: More
            version: "2026-2"
            union: [test]
            holidays: [ { date: 2018-01-03, title: Christmas Eve } ]
            """
        let files = [Self.calendar, union].compactMap { text in
            CalendarFile.read(text, file: "c.yaml").content.map { (file: "c.yaml", content: $0) }
        }
        let more = try #require(
            CalendarFile.resolve(files).calendars.first { $0.name == "more" })
        let part = try #require(
            CalendarFile.resolve(files).calendars.first { $0.name == "test" })
        for day in ["2018-01-01", "2018-01-03"] {
            #expect(!more.isWorkingDay(try #require(CivilDate(iso: day))))
        }
        #expect(more.version == "2026-2 with test \(part.version)")
    }

    static let tests = """
        workflow: review
        scenarios:
          - name: A letter
            starts: 2018-01-08T10:00
            people: { clerk: clerk@example.org }
            others: { meeting-jan: { workflow: panel-meeting, set: { starts: 2018-01-26T10:00 } } }
            steps:
              - { open: rural, set: { topic: Fraud, lines: [a, b], period-ends: } }
              - { set: { day: 2018-02-01 }, at: witness/a, expect: { states: [evidence] } }
              - { add: [witness/a, witness/b], set: { name: A } }
              - { record: sent, at: [witness/a], occurred: 2018-01-07T09:00, set: { x: y }, note: n }
              - { record: noted, occurred: unknown, refused: "not accept" }
              - { acknowledge: response, by: chair }
              - { assign: chair, to: erin }
              - { advance: 3 days, expect: { due: { response: 2018-02-01, other: unknown }, status: { response: running }, sent: [ { to: [clerk, chair], deadline: response, when: on the day } ] } }
              - { advance-to: 2018-03-01T09:00, expect: { sent: [] } }
              - { withdraw: the topic was dropped }
        """

    @Test("A test file is read whole")
    func readsTests() throws {
        let file = ScenarioFile.readTests(Self.tests, file: "t.yaml")
        #expect(file.diagnostics == [])
        #expect(file.workflow == "review")
        let scenario = try #require(file.scenarios.first)
        #expect(scenario.name == "A letter")
        #expect(scenario.starts.description == "2018-01-08T10:00")
        #expect(scenario.others.map(\.id) == ["meeting-jan"])
        #expect(scenario.steps.count == 10)
        let actions = scenario.steps.map(\.action)
        #expect(
            actions[0]
                == .open(
                    id: "rural",
                    facts: [
                        NamedTexts(name: "topic", texts: ["Fraud"]),
                        NamedTexts(name: "lines", texts: ["a", "b"]),
                        NamedTexts(name: "period-ends", texts: []),
                    ]))
        #expect(
            actions[1]
                == .set(
                    facts: [NamedTexts(name: "day", texts: ["2018-02-01"])], item: "witness/a",
                    other: nil))
        #expect(actions[5] == .acknowledge(deadline: "response", by: "chair"))
        #expect(actions[7] == .advance(3 * 86_400_000))
        #expect(actions[9] == .withdraw(reason: "the topic was dropped"))
        #expect(scenario.steps[4].refused == "not accept")
        let expected = try #require(scenario.steps[7].expectation)
        #expect(expected.due.map(\.date) == [CivilDate(iso: "2018-02-01"), nil])
        #expect(expected.sent?.map(\.to) == [["clerk", "chair"]])
        #expect(scenario.steps[8].expectation?.sent == [])
        #expect(scenario.steps[8].expectation?.states == nil)
    }

    @Test(
        "A scenario's mistakes are said at their places",
        arguments: [
            ("workflow: review\n", "", 1, "needs the key \"workflow\""),
            ("name: A letter", "nmae: A letter", 3, "needs the key \"name\""),
            ("starts: 2018-01-08T10:00\n", "starts: noon\n", 4, "not a date with a time"),
            ("record: sent", "recrod: sent", 11, "there is no step \"recrod\""),
            ("occurred: unknown", "occurred: yesterday", 12, "not a day"),
            ("advance: 3 days", "advance: a while", 15, "not a duration"),
            ("advance-to: 2018-03-01T09:00", "advance-to: later", 16, "not a date with a time"),
            ("response: 2018-02-01", "response: soon", 15, "not an existing day"),
            ("{ to: [clerk, chair], deadline", "{ deadline", 15, "needs a recipient"),
            ("expect: { states: [evidence] }", "expect: { stats: [evidence] }", 9, "no such key"),
            ("to: erin", "too: erin", 14, "needs the key \"to\""),
        ])
    func scenarioMistakes(part: String, wrong: String, line: Int, reason: String) {
        let text = Self.tests.replacing(part, with: wrong)
        #expect(text != Self.tests)
        let file = ScenarioFile.readTests(text, file: "t.yaml")
        #expect(
            file.diagnostics.contains { $0.line == line && $0.reason.contains(reason) },
            "\(file.diagnostics)")
        #expect(file.diagnostics.allSatisfy { !$0.remedy.isEmpty })
    }

    @Test("A script is a list of steps, or steps with what goes before them")
    func scripts() throws {
        let list = ScenarioFile.readScript("- { open: a }\n- { record: go }\n", file: "s.yaml")
        #expect(list.diagnostics == [])
        #expect(list.scenarios.map(\.steps.count) == [2])
        #expect(list.scenarios.first?.starts == Scenario.usualStart)
        let mapping = ScenarioFile.readScript(
            "workflow: w\nstarts: 2018-02-01\nsteps:\n  - { open: a }\n", file: "s.yaml")
        #expect(mapping.diagnostics == [])
        #expect(mapping.scenarios.first?.starts.description == "2018-02-01T00:00")
        #expect(!ScenarioFile.readScript("", file: "s.yaml").diagnostics.isEmpty)
        #expect(!ScenarioFile.readScript("words", file: "s.yaml").diagnostics.isEmpty)
    }

    static let programme = """
        programme: hampshire
        title: The Hampshire programme
        scrutinies:
          - id: rural-crime-2017
            workflow: proactive-scrutiny
            set: { topic: Rural crime, revisits: rural-crime-2014 }
            items:
              - { item: recommendation/a, set: { summary: x } }
            record:
              - { event: letter-sent, occurred: unknown }
              - { event: answered, at: [recommendation/a], occurred: 2018-03-12 }
            assign: { chair: erin }
        """

    @Test("A programme is read with each scrutiny's past")
    func readsProgramme() throws {
        let file = ProgrammeFile.read(Self.programme, file: "p.yaml")
        #expect(file.diagnostics == [])
        #expect(file.title == "The Hampshire programme")
        let entry = try #require(file.entries.first)
        #expect(entry.id == "rural-crime-2017")
        #expect(entry.items.map(\.item) == ["recommendation/a"])
        #expect(entry.events.map(\.event) == ["letter-sent", "answered"])
        #expect(
            entry.events.map(\.occurred) == [
                .unknown, .on(try #require(CivilDate(iso: "2018-03-12")), nil),
            ])
        #expect(entry.assignments == [NamedTexts(name: "chair", texts: ["erin"])])
    }

    @Test(
        "A programme's mistakes are said at their places",
        arguments: [
            ("programme: hampshire\n", "", 1, "needs the key \"programme\""),
            ("id: rural-crime-2017\n", "idd: rural-crime-2017\n", 4, "needs the key \"id\""),
            ("item: recommendation/a", "itm: recommendation/a", 8, "needs the key \"item\""),
            ("event: letter-sent", "evnt: letter-sent", 10, "needs the key \"event\""),
            ("occurred: 2018-03-12", "occurred: 2018-13-12", 11, "not a day"),
            ("assign:", "asign:", 12, "no such key"),
        ])
    func programmeMistakes(part: String, wrong: String, line: Int, reason: String) {
        let file = ProgrammeFile.read(
            Self.programme.replacing(part, with: wrong), file: "p.yaml")
        #expect(
            file.diagnostics.contains { $0.line == line && $0.reason.contains(reason) },
            "\(file.diagnostics)")
    }
}
