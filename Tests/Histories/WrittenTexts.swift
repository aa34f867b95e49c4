/// Definitions written by hand: as much of the language on a page as can be.
enum WrittenTexts {
    static let meeting = """
        workflow: panel-meeting
        version: 1
        parties: [clerk]
        happens-on: starts
        facts: { starts: { type: date-time, required: true } }
        states:
          planned: { events: { held: done, called-off: cancelled } }
          done: { final: true }
          cancelled: { final: true }
        deadlines:
          agenda: { due: 5 clear days before starts, while: planned }
        """

    static let review = """
        workflow: review
        version: 1
        parties: [clerk, chair]
        facts:
          period-ends: { type: date }
          poll-day: { type: date }
          accepted-on: { type: date }
          votes: { type: number }
          meeting: { type: scrutiny, of: panel-meeting }
        periods: { poll: { from: poll-day, to: accepted-on }, away: { in: work/clock/stopped } }
        records: [late-evidence, notice]
        items:
          recommendation:
            key: outline
            facts: { made-on: { type: date }, email: { type: email } }
            states:
              open: { events: { answered: closed, reopened: open } }
              closed: { events: { reopened: open } }
            deadlines:
              answer:
                due: 10 working days after made-on
                while: open
                met-by: answered
                when-missed: { consequence: late, to: clerk }
                remind:
                  - { when: [5 working days before, on the day, every 3 days after], at-most: 3, to: [clerk, email] }
        states:
          work:
            parallel: true
            states:
              letter:
                states:
                  drafting: { events: { sent: { to: waiting, do: [ { send: nudge, after: 9 days, id: n } ] }, back: drafting } }
                  waiting:
                    events:
                      received: checking
                      nudge: { do: [ { raise: late-evidence } ] }
                      overdue: late
                      back: { to: drafting, do: [ { cancel: n } ] }
                  late: { events: { received: checking, back: waiting } }
                  checking: { always: [ { to: done, if: every recommendation in closed and votes is at least 2 } ], events: { back: drafting } }
                  done: { final: true }
              clock:
                states:
                  going: { events: { stop: stopped, finish: over } }
                  stopped: { events: { go: going } }
                  over: { final: true }
            when-done: closed
          closed: { final: true }
        deadlines:
          response:
            due: by period-ends
            while: [waiting, late]
            met-by: received
            when-missed: { consequence: breach, to: [clerk, chair], raise: overdue }
            if-not-started: { after: 2 working days, to: clerk }
            remind:
              - { when: [halfway, 7 days before, on the day], to: clerk }
              - { when: every 1 week after, at-most: 4, to: [clerk, chair], severity: urgent }
          hearing:
            due: 3 weeks beginning with notice ignoring poll
            met-by: received
            when-missed: { consequence: deemed-permission, to: chair }
            remind: [ { when: [1 week before, at once], to: chair } ]
          foi: { due: 20 working days after notice ignoring away, met-by: received, remind: [ { when: 5 working days before, to: clerk } ] }
          papers: { due: 5 clear days before meeting.starts, remind: [ { when: 2 days before, to: chair } ] }
          minutes: { due: by next panel-meeting by 17:00, while: drafting, met-by: sent, if: votes is unknown }
          follow-up: { due: 2 weeks after response, remind: [ { when: on the day, to: chair } ] }
        """

    static let appointment = """
        workflow: appointment
        version: 1
        parties: [clerk, chair]
        facts:
          title:   { type: text, required: true }
          by-day:  { type: date }
          earlier-one: { type: scrutiny, of: appointment }
          meeting: { type: scrutiny, of: panel-meeting }
          sent-days: { type: date }
        records: [letter-sent]
        states:
          waiting: { events: { act: done, lost: gone, moved-on: gone } }
          gone: { events: { act: done } }
          done: { final: true }
        deadlines:
          permission:
            due: by by-day
            while: waiting
            met-by: act
            when-missed: { consequence: deemed-permission, to: clerk, raise: lost }
            remind: [ { when: every 1 day after, at-most: 3, to: chair } ]
          reply:
            due: by by-day
            while: waiting
            met-by: act
            when-missed: { consequence: breach, to: [clerk, chair] }
          claim: { due: by by-day, when-missed: { consequence: late, to: clerk } }
          answer: { due: 5 days after letter-sent, met-by: act }
        """
}
