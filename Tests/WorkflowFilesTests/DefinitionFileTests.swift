import Deadlines
import Documents
import Testing
import WorkflowFiles
import Workflows

/// What a definition's file holds, and what is only questionable in it.
@Suite("Definitions are read")
struct DefinitionFileTests {
    static let whole = """
        workflow: proactive-scrutiny
        version: 3
        title: Proactive scrutiny
        calendar: england-and-wales
        time-zone: Europe/London
        law:
          prsra-29: { cite: "Police Reform and Social Responsibility Act 2011, section 29", verified: 2026-02-25 }
          local: { cite: "Target of the support office", verified: false }
        parties: [clerk, chair]
        facts:
          topic: { type: text, required: true, help: "In a few words." }
          meeting: { type: scrutiny, of: panel-meeting }
          kind: { type: choice, of: [full, light] }
          period-ends: { type: date, not-before: 2 weeks after letter-sent, otherwise-say: "Too short." }
        periods: { post-election: { from: poll, to: accepted }, wait: { in: response } }
        records: [poll, accepted]
        checks: [ { if: topic is unknown, say: "No topic." } ]
        items:
          recommendation:
            key: outline
            facts: { summary: { type: text } }
            states: { made: { events: { answered: done } }, done: { final: true } }
            deadlines: { answer: { due: 2 weeks after letter-sent, while: made, met-by: answered } }
        states:
          letter: { events: { letter-sent: response, "noise.*": {} } }
          response:
            events:
              response-received:
                - { to: closed, if: every recommendation in done, otherwise-say: "Not all." }
                - { if: kind is light, to: closed }
          closed: { final: true }
        deadlines:
          response:
            title: Commissioner's response
            due: by period-ends
            law: prsra-29
            while: response
            met-by: response-received
            when-missed: { consequence: breach, to: [clerk, chair] }
            if-not-started: { after: 2 working days, to: clerk, template: no-period-set }
            extendable: false
            remind:
              - { when: halfway, to: clerk }
              - { when: [3 working days before, every 1 week after], at-most: 8, to: chair, severity: urgent }
        """

    @Test("All that is written is there")
    func whole() throws {
        let file = DefinitionFile.read(Self.whole, file: "w.yaml", hash: "abc")
        #expect(file.diagnostics == [])
        let definition = try #require(file.definition)
        #expect(definition.name == "proactive-scrutiny")
        #expect(definition.version == 3)
        #expect(definition.hash == "abc")
        #expect(definition.law("prsra-29")?.verified == CivilDate(iso: "2026-02-25"))
        #expect(definition.law("local")?.verified == nil)
        #expect(definition.facts.map(\.name) == ["topic", "meeting", "kind", "period-ends"])
        #expect(definition.fact("topic")?.isRequired == true)
        #expect(
            definition.fact("period-ends")?.notBefore?.description == "2 weeks after letter-sent")
        #expect(definition.periods.map(\.name) == ["post-election", "wait"])
        #expect(definition.records == ["poll", "accepted"])
        #expect(definition.checks.map(\.say) == ["No topic."])
        #expect(Set(definition.refusals.values) == ["Not all."])
        #expect(definition.itemKind("recommendation")?.key == .outline)
        let response = try #require(definition.deadlines.first)
        #expect(response.title == "Commissioner's response")
        #expect(response.due.description == "by period-ends")
        #expect(response.recipients == ["clerk", "chair"])
        #expect(response.isExtendable == false)
        #expect(response.ladder.map(\.atMost) == [1, 8])
        #expect(response.ladder.map(\.severity) == [.warning, .urgent])
        #expect(response.ifNotStarted?.template == "no-period-set")
        #expect(definition.dependencies == [])
        #expect(definition.calendars == ["england-and-wales"])
    }

    @Test("What is not said has its usual value")
    func usual() throws {
        let text = """
            workflow: small
            states: { a: {} }
            deadlines: { draft-minutes: { due: 2018-01-01 } }
            """
        let definition = try #require(
            DefinitionFile.read(text, file: "w.yaml", hash: "0").definition)
        #expect(definition.title == "small")
        #expect(definition.calendar == "england-and-wales")
        #expect(definition.timeZone == "Europe/London")
        #expect(definition.deadlines.first?.title == "Draft minutes")
        #expect(definition.deadlines.first?.isExtendable == true)
    }

    @Test("A word that YAML takes for something else is the text that stands there")
    func scalars() throws {
        let text = """
            workflow: w
            facts: { k: { type: choice, of: [no, 1.10, 2018-01-01] } }
            states: { a: { events: { go: { to: a, if: k is 1.10 } } } }
            """
        let file = DefinitionFile.read(text, file: "w.yaml", hash: "0")
        #expect(file.diagnostics == [])
        #expect(file.definition?.fact("k")?.type == .choice(["no", "1.10", "2018-01-01"]))
    }

    @Test(
        "What is questionable is a warning and no error",
        arguments: [
            (
                "states: { a: {} }\ndeadlines: { d: { due: by 8 February } }\n",
                "without a year"
            ),
            (
                "states: { a: { events: { go: b } }, b: { final: true }, c: { events: { go: b } } }\n",
                "no transition leads to this state"
            ),
            (
                "states: { a: { events: { go: b, stop: c } }, b: { final: true }, c: {} }\n",
                "can never end"
            ),
            (
                "records: [go]\nstates: { a: { events: { up: b } }, b: { final: true } }\n"
                    + "deadlines: { d: { due: 2018-01-01, met-by: go, "
                    + "when-missed: { consequence: late, raise: up } } }\n",
                "in b, \"go\" is not accepted any more"
            ),
        ])
    func warnings(body: String, reason: String) {
        let file = DefinitionFile.read("workflow: w\n" + body, file: "w.yaml", hash: "0")
        #expect(file.definition != nil)
        let found = file.diagnostics.filter { $0.reason.contains(reason) }
        #expect(found.count == 1)
        #expect(found.allSatisfy { $0.severity == .warning && !$0.remedy.isEmpty })
    }

    @Test(
        "A mistake in a phrase is told at its words; in a folded one, where the phrase begins",
        arguments: [
            ("5 dayz before x", 12), ("'5 dayz before x'", 13), ("5\n      dayz before x", 10),
            ("\"5 \\x64ayz before x\"", 10),
        ])
    func placeInPhrase(phrase: String, column: Int) throws {
        let text = "workflow: w\nstates: { a: {} }\ndeadlines:\n  d:\n    due: \(phrase)\n"
        let found = DefinitionFile.read(text, file: "w.yaml", hash: "0").diagnostics
        let mistake = try #require(found.first { $0.text == "dayz" })
        #expect(mistake.line == 5 && mistake.column == column, "\(mistake)")
    }

    @Test(
        "An empty file, and one that is no mapping, say so",
        arguments: ["", "# nothing\n", "- a\n- b\n", "just words\n", "a: [\n", "\u{0}"])
    func noDefinition(text: String) {
        let file = DefinitionFile.read(text, file: "w.yaml", hash: "0")
        #expect(file.definition == nil)
        #expect(!file.diagnostics.isEmpty)
        #expect(file.diagnostics.allSatisfy { !$0.remedy.isEmpty && $0.file == "w.yaml" })
    }

    @Test(
        "A raising miss that still accepts the act is sound",
        arguments: [
            // A transition there, a record, a deadline that stays armed.
            "states: { a: { events: { up: c, go: b } }, b: {}, c: { events: { go: b } } }",
            "records: [go]\nstates: { a: { events: { up: c } }, c: {} }",
            "states: { a: { events: { up: a } } }",
            "states: { a: { parallel: true, states: "
                + "{ p: { states: { w: { events: { up: x } }, x: { events: { go: w } } } }, q: {} } } }",
        ])
    func afterMiss(states: String) {
        let deadline = states.contains("parallel") ? "while: a/p/w" : "while: a"
        let file = DefinitionFile.read(
            "workflow: w\n\(states)\ndeadlines: { d: { due: 2018-01-01, \(deadline), "
                + "met-by: go, when-missed: { consequence: late, raise: up } } }\n",
            file: "w.yaml", hash: "0")
        #expect(file.diagnostics.filter { $0.severity == .error } == [])
    }

    @Test("What another scrutiny's dates it hangs on is known")
    func dependencies() throws {
        let text = """
            workflow: w
            facts: { meeting: { type: scrutiny, of: panel-meeting } }
            states: { a: {} }
            deadlines:
              papers: { due: 5 clear days before meeting.starts, calendar: scotland }
              minutes: { due: by next panel-meeting }
            """
        let definition = try #require(
            DefinitionFile.read(text, file: "w.yaml", hash: "0").definition)
        #expect(definition.dependencies == [.fact("meeting"), .workflow("panel-meeting")])
        #expect(definition.calendars == ["england-and-wales", "scotland"])
    }

    @Test("A time zone nobody knows is told with its place")
    func timeZone() {
        let text = """
            workflow: x
            time-zone: Europe/Londn
            states: { a: { final: true } }
            """
        let file = DefinitionFile.read(text, file: "x.yaml", hash: "") { $0 == "Europe/London" }
        #expect(file.definition == nil)
        #expect(file.diagnostics.map(\.text) == ["Europe/Londn"])
        #expect(file.diagnostics.map(\.line) == [2])
    }
}
