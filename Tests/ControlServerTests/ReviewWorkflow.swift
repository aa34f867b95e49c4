import Deadlines
import Engine
import Testing
import WorkflowFiles
import Workflows

/// Two small workflows that have one of everything the control socket shows.
enum ReviewWorkflow {
    static let review = """
        workflow: review
        version: 3
        title: Review
        calendar: weekdays
        time-zone: Europe/London
        law:
          act: { cite: "An Act of 2011, section 29", verified: 2016-01-05 }
          local: { cite: "Target of the office, not law" }
        parties: [clerk, chair, commissioner-office]
        facts:
          topic: { type: text, required: true }
          municipal-year: { type: text }
          lines-of-enquiry: { type: list }
          response-period-ends:
            type: date
            not-before: 5 working days after letter-sent
            otherwise-say: "They need a working week."
          meeting: { type: scrutiny, of: panel-meeting }
          earlier-reviews: { type: scrutiny, of: review, many: true }
        records: [session-held]
        items:
          recommendation:
            key: outline
            facts: { summary: { type: text }, promised: { type: date } }
            states:
              made: { events: { answered: answered } }
              answered: { final: true }
            checks:
              - { if: summary is unknown, say: "No summary is recorded." }
            deadlines:
              promise:
                due: by promised
                while: made
                if: promised is known
                met-by: answered
                when-missed: { consequence: late, to: clerk }
                remind: [ { when: [5 working days before, on the day], to: clerk } ]
        states:
          scoping:
            events:
              scope-agreed:
                to: letter
                if: lines-of-enquiry is known
                otherwise-say: "Record the lines of enquiry first."
          letter: { events: { letter-sent: response } }
          response: { events: { response-received: closed } }
          closed: { final: true }
        deadlines:
          response:
            title: Commissioner's response
            due: by response-period-ends
            law: act
            while: response
            met-by: response-received
            when-missed: { consequence: breach, to: [clerk, chair] }
            remind:
              - { when: [10 working days before, on the day], to: [clerk, commissioner-office] }
              - { when: every 1 week after, at-most: 3, to: [clerk, chair], severity: urgent }
            if-not-started: { after: 2 working days, to: clerk }
          objection:
            due: 10 days after letter-sent
            while: response
            when-missed: { consequence: lapse, to: clerk }
            remind: [ { when: 2 days before, to: clerk } ]
          paper:
            due: 5 clear days before meeting.starts by 12:00
            law: local
            if: meeting is known
            met-by: session-held
            when-missed: { consequence: item-cannot-be-taken, to: clerk }
            remind: [ { when: on the day, to: clerk } ]
        checks:
          - { if: lines-of-enquiry is unknown, say: "No line of enquiry is recorded." }
        """

    static let meeting = """
        workflow: panel-meeting
        version: 1
        title: Panel meeting
        calendar: weekdays
        time-zone: Europe/London
        parties: [clerk]
        happens-on: starts
        facts: { starts: { type: date-time, required: true } }
        states:
          planned: { events: { meeting-held: held } }
          held: { final: true }
        """

    /// The workflow of a text, as a library holds it.
    static func entry(_ text: String) throws -> Library.Entry {
        let hash = sha256(text)
        let file = DefinitionFile.read(text, file: "test.yaml", hash: hash)
        let definition = try #require(file.definition, "\(file.diagnostics)")
        let id = DefinitionID(name: definition.name, version: definition.version, hash: hash)
        return Library.Entry(id: id, definition: definition, text: text)
    }

    /// A calendar with no holidays, known from 2010 to 2030.
    static func calendar() throws -> WorkingCalendar {
        let first = try #require(CivilDate(iso: "2010-01-01"))
        let last = try #require(CivilDate(iso: "2030-12-31"))
        return WorkingCalendar(
            name: "weekdays", title: "Weekdays", version: "2017-1", source: "a test",
            coverage: first...last, holidays: [])
    }
}

/// Every party but the commissioner's office is a person; each message goes out by one channel.
struct TestMessages: MessagePlanning {
    func persons(boundTo party: String, assigned: String?, on day: CivilDate) -> [Addressee] {
        if let assigned { return [Addressee(person: assigned, party: party, address: "")] }
        guard party != "commissioner-office" else { return [] }
        return [
            Addressee(person: "\(party)-person", party: party, address: "\(party)@example.org")
        ]
    }

    func plan(
        _ draft: MessageDraft, delivery: (_ channel: String, _ address: String) -> String
    ) -> MessagePlan {
        let first = draft.reminders[0]
        return .deliver([
            PlannedDelivery(
                channel: "file", address: draft.to.address,
                subject: "\(first.key.deadline): \(first.phrase)",
                payload: #"{"text":"Dear clerk","version":1}"#, lifetime: 86_400_000)
        ])
    }
}
