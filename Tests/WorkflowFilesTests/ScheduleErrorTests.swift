import Documents
import Testing
import WorkflowFiles

/// What `workflow check` says of schedules, and of what can be proved impossible.
@Suite("Mistakes in schedules, ranges and guards")
struct ScheduleErrorTests {
    private func errors(_ schedules: String, facts: String = "") -> [String] {
        DefinitionErrorTests.errors(
            """
            workflow: w
            version: 1
            parties: [clerk]
            facts: { for-year: { type: year }, starts: { type: date }\(facts) }
            schedules:
            \(schedules)
            states: { open: { events: { done: closed } }, closed: { final: true } }
            """
        ).map { "\($0.line):\($0.column) \($0.reason)" }
    }

    @Test("A sound schedule has nothing wrong with it")
    func sound() {
        let text = """
              yearly:
                opens: [every 1 December, every 1 June]
                id: w-{year}-{month}
                set: { for-year: "{year+1}", starts: "{date}" }
                from: 2026-01-01
                until: 2030-01-01
            """
        #expect(errors(text) == [])
    }

    @Test(
        "Each mistake is said where it stands",
        arguments: [
            (
                "  s: { opens: every 30 February, id: \"w-{year}\" }",
                "6:15 this is not a day that comes each time"
            ),
            (
                "  s: { opens: every 1 May, id: \"w-{yeer}\" }",
                "6:32 a blank in this text is none"
            ),
            (
                "  s: { opens: every month on day 1, id: \"w-{year}\" }",
                "6:41 the occasions Sat 1 Jan 2028 and Tue 1 Feb 2028 would open one id, w-2028"
            ),
            (
                "  s: { opens: every 1 May, id: \"W {year}\" }",
                "6:32 \"W 2028\" is not the id of a scrutiny"
            ),
            (
                "  s: { opens: every 1 May, id: \"w-{year}\", set: { for-yaer: \"{year}\" } }",
                "6:3 there is no fact \"for-yaer\" here"
            ),
            (
                "  s: { opens: every 1 May, id: \"w-{year}\", set: { starts: \"{year}-02-29\" } }",
                "6:59 starts would be \"2029-02-29\": \"2029-02-29\" is not a date"
            ),
            (
                "  s: { opens: every 1 May, id: \"w-{year}\", from: 2027-05-02, "
                    + "until: 2028-04-30 }",
                "6:3 it never opens anything: no occasion lies in its span"
            ),
            ("  s: { id: w }", "6:6 a schedule needs the key \"opens\""),
            (
                "  s: { opens: every 1 May, id: \"w-{year}\", evry: 1 }",
                "6:44 a schedule has no such key"
            ),
            (
                "  s: { opens: every 1 May, id: \"w-{year}\", set: { for-year: {year} } }",
                "6:61 braces without quotes are keys with values"
            ),
        ])
    func mistakes(text: String, said: String) {
        #expect(errors(text).first == said)
    }

    @Test("A required fact that the schedule does not set is named")
    func required() {
        #expect(
            errors(
                "  s: { opens: every 1 May, id: \"w-{year}\" }",
                facts: ", topic: { type: text, required: true }")
                == ["6:3 opening needs the fact \"topic\""])
    }

    @Test("Two schedules may not open one id")
    func twoOfOneID() {
        let text = """
              early: { opens: every 1 May, id: "w-{year}" }
              late: { opens: every 1 June, id: "w-{year}" }
            """
        #expect(
            errors(text) == [
                "7:36 the occasions Mon 1 May 2028 of early and Thu 1 Jun 2028 would open one id, "
                    + "w-2028"
            ])
    }
}
