import Deadlines
import Engine
import Testing
import WorkflowFiles
import Workflows

/// Drafts of a small workflow with one deadline.
enum DraftSamples {
    private static let workflow = """
        workflow: letter
        version: 1
        title: Letter
        parties: [clerk, chair]
        law: { act: { cite: "An Act of 2011, section 29" } }
        facts: { due-day: { type: date } }
        states: { open: { events: { answered: done } }, done: { final: true } }
        deadlines:
          response:
            title: The answer
            due: by due-day
            law: act
            met-by: answered
            when-missed: { consequence: breach, to: clerk }
            remind: [ { when: on the day, to: clerk } ]
        """

    /// The day of all drafts.
    static func day(_ iso: String = "2018-02-15") throws -> CivilDate {
        try #require(CivilDate(iso: iso))
    }

    /// A reminder of the deadline's.
    static func reminder(
        _ kind: Reminder.Kind = .rung, rung: String = "on the day",
        severity: Severity = .warning, template: String? = nil, passed: CivilDate? = nil,
        because: String? = nil, causedBy: String? = nil
    ) -> Reminder {
        Reminder(
            key: Reminder.Key(
                deadline: DeadlineID(item: nil, name: "response"), run: 1, generation: 1,
                rung: rung, recipient: "clerk"),
            kind: kind, severity: severity, template: template,
            sendAt: Instant(milliseconds: 1_518_685_200_000), passed: passed, because: because,
            causedBy: causedBy)
    }

    /// A message to be written on the day the answer is due.
    static func draft(
        _ reminders: Reminder..., party: String = "clerk", person: String = "support-office",
        address: String = "clerk@example.org", unbound: String? = nil
    ) throws -> MessageDraft {
        let file = DefinitionFile.read(workflow, file: "letter.yaml", hash: sha256(workflow))
        let definition = try #require(file.definition, "\(file.diagnostics)")
        let id = DefinitionID(name: "letter", version: 1, hash: definition.hash)
        var state = ScrutinyState(
            id: "letter-1", definition: id, openedAt: Instant(milliseconds: 0),
            openedOn: try day("2018-01-08"))
        var run = DeadlineRun(
            id: DeadlineID(item: nil, name: "response"), run: 1, armedOn: try day("2018-01-08"),
            calendar: "england-and-wales 3")
        run.status = .running
        run.due = try day()
        state.deadlines = [run]
        return MessageDraft(
            reminders: reminders.isEmpty ? [reminder()] : reminders,
            to: Addressee(person: person, party: party, address: address), state: state,
            definition: definition, at: Instant(milliseconds: 1_518_685_200_000),
            today: try day(), unboundParty: unbound)
    }
}
